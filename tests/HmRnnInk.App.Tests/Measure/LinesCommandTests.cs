using System.Text.Json;
using HmRnnInk.App.Measure;
using HmRnnInk.App.Page;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Arguments;
using HmRnnInk.Ink;
using HmRnnInk.Trainer.Tests;

namespace HmRnnInk.App.Tests.Measure;

public sealed class LinesCommandTests
{
    [Fact]
    public void LinesApart_NeitherOverlapNorCross() =>
        Assert.Equal(new LinePair(0, 0), LinePair.Of(Row(0, (0, 0), (50, 10)), Row(1, (0, 20), (50, 30)), 10));

    [Fact]
    public void LineThroughTheOneAbove_CrossesItAndOverlapsInItsColumns()
    {
        PageRow[] upper = Row(0, (5, 0), (15, 0), (25, 0), (35, 0)), lower = Row(1, (5, 10), (15, 10), (25, -10), (35, -10), (45, -10));
        LinePair pair = LinePair.Of(upper, lower, 10);
        Assert.Equal(0.5, pair.Overlap);
        Assert.Equal(1, pair.Crossings);
    }

    [Fact]
    public void Command_PrintsHowTheModelsLinesMeet()
    {
        using var data = new ScribbledLines(lines: 40);
        string model = Path.Combine(data.Folder, "model.safetensors");
        HandlikeModel.Create().Save(model);
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal(
                0, LinesCommand.Create().Strict().Parse(["--model", model, "--data", data.Folder, "--sizes", "1", "--json"]).Invoke());
        }
        finally
        {
            Console.SetOut(console);
        }

        JsonElement figures = JsonDocument.Parse(output.ToString().TrimEnd().Split('\n')[^1]).RootElement;
        JsonElement row = Assert.Single(figures.GetProperty("rows").EnumerateArray());
        Assert.Equal(2 * figures.GetProperty("lines").GetInt32(), row.GetProperty("pairs").GetInt32());
        Assert.True(row.GetProperty("pitch").GetDouble() >= 1);
    }

    private static PageRow[] Row(int line, params (float X, float Y)[] points) =>
        [.. points.Select(point => new PageRow(new PenOffset(0, 0, false), point.X, point.Y, RowOwner.Model, line, line))];
}
