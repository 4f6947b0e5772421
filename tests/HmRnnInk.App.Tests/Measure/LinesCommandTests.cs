using System.CommandLine;
using System.Text.Json;
using HmRnnInk.App.Measure;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Measure;

public sealed class LinesCommandTests
{
    [Fact]
    public void LinesApart_NeitherOverlapNorCross() =>
        Assert.Equal(new LinePair(0, 0), LinePair.Of(Line(0, (0, 0), (50, 10)), Line(1, (0, 20), (50, 30)), columnWidth: 10));

    [Fact]
    public void LineThroughTheOneAbove_CrossesItAndOverlapsInItsColumns()
    {
        PageRow[] upper = Line(0, (5, 0), (15, 0), (25, 0), (35, 0)), lower = Line(1, (5, 10), (15, 10), (25, -10), (35, -10), (45, -10));
        LinePair pair = LinePair.Of(upper, lower, columnWidth: 10);
        Assert.Equal(0.5, pair.Overlap);
        Assert.Equal(1, pair.Crossings);
    }

    [Fact]
    public void Command_PrintsHowTheModelsLinesMeet()
    {
        JsonElement figures = MeasuredLines.Figures(LinesCommand.Create(), "--sizes", "1");

        JsonElement row = Assert.Single(figures.GetProperty("rows").EnumerateArray());
        // The model writes two lines after each recorded one.
        Assert.Equal(2 * figures.GetProperty("lines").GetInt32(), row.GetProperty("pairs").GetInt32());
        Assert.True(row.GetProperty("pitch").GetDouble() >= 1);
    }

    [Fact]
    public void ModelThatCannotWrite_IsAnError()
    {
        InkModel diverged = HandlikeModel.Create();
        int components = diverged.Config.Components;
        diverged.Weights["head.bias"].AsSpan(1 + 3 * components, 2 * components).Fill(1000); // infinite deviations
        Assert.Equal(1, MeasuredLines.Run(LinesCommand.Create(), diverged, "--sizes", "1", "--lines", "2").ExitCode);
    }

    [Fact]
    public void Shears_MakeTheRecordedLinesLean()
    {
        JsonElement figures = MeasuredLines.Figures(LinesCommand.Create(), "--sizes", "1", "--shears", "0.4", "-0.4");

        JsonElement[] rows = [.. figures.GetProperty("rows").EnumerateArray()];
        Assert.Equal([0.4, -0.4], rows.Select(row => Math.Round(row.GetProperty("shear").GetDouble(), 3)));
        double difference = rows[0].GetProperty("handSlant").GetDouble() - rows[1].GetProperty("handSlant").GetDouble();
        Assert.InRange(difference, 0.5, 0.9);
    }

    [Theory]
    [InlineData("--sizes", "1", "5", "--sizes must be from 0.3 to 3.")]
    [InlineData("--shears", "0.5", "-2", "--shears must be from -1 to 1.")]
    public void NumberOutOfRange_IsAnErrorThatNamesTheLimits(string option, string good, string bad, string error)
    {
        Command command = LinesCommand.Create().Strict();
        Assert.Empty(command.Parse(["--data", "lines", option, good]).Errors);
        Assert.Equal([error], command.Parse(["--data", "lines", option, good, bad]).Errors.Select(found => found.Message));
    }

    private static PageRow[] Line(int line, params (float X, float Y)[] points) =>
        [.. points.Select(point => new PageRow(new PenOffset(0, 0, false), point.X, point.Y, RowOwner.Model, line, line))];
}
