using System.Text.Json;
using HmRnnInk.App.Measure;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Measure;

public sealed class TurnsCommandTests
{
    private static readonly PackedModel Model = new(HandlikeModel.Create());

    [Fact]
    public void LineWithAPause_IsWrittenIntoAfterAShortDelayOnly()
    {
        StrokeCollection line = Line(pause: 9);
        LineTurns soon = LineTurns.Of(Model, line, new LiveSettings { Turns = TurnTaking.Delay, DelaySeconds = 0.5 }, seed: 1);
        Assert.Equal((1, true), (soon.Starts, soon.WrittenInto));
        Assert.Equal(0.5, soon.WaitSeconds, 0.05);
        LineTurns later = LineTurns.Of(Model, line, new LiveSettings { Turns = TurnTaking.Delay, DelaySeconds = 8 }, seed: 1);
        Assert.Equal((1, false), (later.Starts, later.WrittenInto)); // the pen touches the page in time for a withdrawal
        Assert.Equal(8, later.WaitSeconds, 0.05);
        // By default the model waits for a longer pause than this.
        LineTurns byDefault = LineTurns.Of(Model, Line(pause: 3), new LiveSettings(), seed: 1);
        Assert.Equal((0, false), (byDefault.Starts, byDefault.WrittenInto));
    }

    [Fact]
    public void Command_PrintsTheFiguresOfHeldOutLines()
    {
        JsonElement figures = MeasuredLines.Figures(TurnsCommand.Create(), "--delays", "1");

        Assert.Equal(2, figures.GetProperty("lines").GetInt32());
        JsonElement[] rows = [.. figures.GetProperty("rows").EnumerateArray()];
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], rows.Select(row => row.GetProperty("delaySeconds").ValueKind));
        Assert.Equal(1, rows[1].GetProperty("waitSecondsMedian").GetDouble(), 0.05);
    }

    /// <summary>Two strokes with a pause between them.</summary>
    private static StrokeCollection Line(double pause) => new([Stroke(0, 0), Stroke(900, 1.2 + pause)]);

    private static Stroke Stroke(float x, double seconds) => new([.. Enumerable.Range(0, 80).Select(index =>
        new InkPoint(x + 9 * index, 1000 + 80 * MathF.Sin(0.3f * index), seconds + 0.015 * index))]);
}
