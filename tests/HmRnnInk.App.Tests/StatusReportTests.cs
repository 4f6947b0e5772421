using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests;

public class StatusReportTests
{
    /// <summary>As on a full disk.</summary>
    [Fact]
    public void OutputThatCannotBeWritten_EndsTheReport_NotTheProgram()
    {
        var output = new FullWriter();
        var report = new StatusReport(output, engine: () => null);
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        for (int frame = 0; frame < 3; frame++) report.Write(ink, frame, frame);
        report.NoteSaved("page.hmink");
        Assert.Equal(1, output.Lines);
    }
}
