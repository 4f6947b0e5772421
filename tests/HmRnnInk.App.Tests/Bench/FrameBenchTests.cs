using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;

namespace HmRnnInk.App.Tests.Bench;

public sealed class FrameBenchTests : FolderTests
{
    [Fact]
    public void Measurement_CoversPenInputAndTheModelsWriting()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, Folder, "--bench-points", "300", "--bench-seconds", "4");

        JsonElement row = app.WaitFor(report => report.TryGetProperty("rows", out _)).GetProperty("rows")[0];
        Assert.InRange(row.GetProperty("points").GetInt32(), 300, 400);
        Assert.True(row.GetProperty("frames").GetInt32() > 5);
        Assert.True(row.GetProperty("modelPoints").GetInt32() > 0);
        double median = row.GetProperty("frameMillisecondsMedian").GetDouble();
        double p99 = row.GetProperty("frameMillisecondsP99").GetDouble();
        Assert.True(median > 0 && median <= p99 && p99 <= row.GetProperty("frameMillisecondsWorst").GetDouble());
        Assert.True(row.GetProperty("inputLatencyMilliseconds").GetDouble() > 0);
        Assert.True(row.TryGetProperty("allocatedBytesPerFrame", out _));
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
    }
}
