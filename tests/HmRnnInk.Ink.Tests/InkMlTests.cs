using System.Text;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class InkMlTests
{
    [Fact]
    public void WrittenInk_ReadsTheSame()
    {
        var points = Gen.Select(Gen.Float[-9000, 9000], Gen.Float[-9000, 9000], Gen.Double[0, 3], Gen.Float[-0.5f, 1]);
        points.Array[1, 9].Array[1, 6].Sample(strokes =>
        {
            double seconds = 0;
            var ink = new StrokeCollection([.. strokes.Select(stroke => new Stroke([.. stroke.Select(Point)]))]);
            var file = new MemoryStream();

            InkMl.Write(file, ink);

            InkAssert.Same(ink, InkMl.Parse(file.ToArray(), "ink.inkml"));

            InkPoint Point((float X, float Y, double Step, float Pressure) point) =>
                new(point.X, point.Y, seconds += point.Step, point.Pressure < 0 ? null : point.Pressure);
        });
    }

    [Fact]
    public void NoTraceFormat_MeansXAndYAt75PointsPerSecond()
    {
        StrokeCollection ink = Parse("<trace>10 0, 9 14, 8 28</trace><trace>1.5 -2e1</trace>");

        Assert.Equal([new InkPoint(10, 0, 0), new InkPoint(9, 14, 1 / 75.0), new InkPoint(8, 28, 2 / 75.0)], ink.Strokes[0].Points);
        Assert.Equal((1.5f, -20f), (ink.Strokes[1].Points[0].X, ink.Strokes[1].Points[0].Y));
    }

    [Theory]
    [InlineData(" units='s'", 250)]
    [InlineData(" units='ms'", 0.25)]
    [InlineData("", 0.25)]
    public void Times_AreInTheUnitsOfTheirChannel(string units, double seconds)
    {
        StrokeCollection ink = Parse(
            $"<traceFormat><channel name='T'{units}/><channel name='X'/><channel name='F'/><channel name='Y'/></traceFormat>"
            + "<trace>0 1 9 2, 250 3 9 4</trace>");

        Assert.Equal([new InkPoint(1, 2, 0), new InkPoint(3, 4, seconds)], ink.Strokes[0].Points);
    }

    [Fact]
    public void ExampleOfTheRecommendation_HasItsDifferencesSummed()
    {
        // InkML, section 3.2.2: "1125 18432,'23'43,"7"-8,3-5,7 -3,6 2,6 8,3 6 T,2 2*T,3 6,3 3*" without the button channels.
        StrokeCollection ink = Parse("<trace>1125 18432,'23'43,\"7\"-8,3-5,7 -3,6 2,6 8,3 6,2 2,3 6,3 3</trace>");

        Assert.Equal(
            [
                (1125f, 18432f), (1148f, 18475f), (1178f, 18510f), (1211f, 18540f), (1251f, 18567f), (1297f, 18596f), (1349f, 18633f),
                (1404f, 18676f), (1461f, 18721f), (1521f, 18772f), (1584f, 18826f),
            ],
            ink.Strokes[0].Points.Select(point => (point.X, point.Y)));
    }

    [Fact]
    public void RepeatedAndUnknownValues_TakeThePreviousOne()
    {
        StrokeCollection ink = Parse("<trace>5 7, * 8, ? 9, '2 !1, * 2</trace>");

        Assert.Equal([(5f, 7f), (5f, 8f), (5f, 9f), (7f, 1f), (9f, 2f)], ink.Strokes[0].Points.Select(point => (point.X, point.Y)));
    }

    [Fact]
    public void FormatsByReference_AreResolved()
    {
        StrokeCollection ink = Parse(
            "<definitions><context xml:id='upside'><inkSource xml:id='pad'>"
            + "<traceFormat><channel name='Y' orientation='-ve'/><channel name='X'/></traceFormat></inkSource></context>"
            + "<traceFormat xml:id='plain'><channel name='X'/><channel name='Y'/></traceFormat>"
            + "<context xml:id='c' traceFormatRef='#plain'/></definitions>"
            + "<trace>1 2</trace><trace contextRef='#upside'>1 2</trace><trace contextRef='#c'>1 2</trace>");

        Assert.Equal([(1f, 2f), (2f, -1f), (1f, 2f)], ink.Strokes.Select(stroke => (stroke.Points[0].X, stroke.Points[0].Y)));
    }

    [Fact]
    public void IntermittentChannels_MayBeMissing()
    {
        StrokeCollection ink = Parse(
            "<traceFormat><channel name='X'/><channel name='Y'/><intermittentChannels><channel name='F'/></intermittentChannels>"
            + "</traceFormat><trace>1 2 3, 4 5</trace>");

        Assert.Equal(2, ink.Strokes[0].Points.Count);
    }

    [Theory]
    [InlineData("max='200'", 0.25f, 1f)]
    [InlineData("min='-50' max='50'", 1f, 1f)]
    [InlineData("min='25' max='75'", 0.5f, 1f)]
    [InlineData("", null, null)]
    [InlineData("max='0'", null, null)]
    public void Pressure_IsScaledByTheRangeOfItsChannel(string range, float? first, float? last)
    {
        StrokeCollection ink = Parse(
            $"<traceFormat><channel name='X'/><channel name='Y'/><intermittentChannels><channel name='F' {range}/></intermittentChannels>"
            + "</traceFormat><trace>1 2 50, 4 5, 6 7 999</trace>");

        Assert.Equal([first, null, last], ink.Strokes[0].Points.Select(point => point.Pressure));
    }

    [Fact]
    public void PenUpTraces_AreSkippedAndContinuedTracesJoined()
    {
        StrokeCollection ink = Parse(
            "<trace type='penUp'>0 0</trace>"
            + "<traceGroup><trace continuation='begin'>1 1</trace><trace continuation='end'>2 2</trace></traceGroup>");

        Assert.Equal(2, Assert.Single(ink.Strokes).Points.Count);
    }

    [Fact]
    public void TimesThatRestartInEachTrace_ContinueForward()
    {
        StrokeCollection ink = Parse(
            "<traceFormat><channel name='X'/><channel name='Y'/><channel name='T' units='s'/></traceFormat>"
            + "<trace>0 0 0, 1 1 4</trace><trace>2 2 0, 3 3 1</trace>");

        double[] seconds = [.. ink.Strokes.SelectMany(stroke => stroke.Points).Select(point => point.TimeSeconds)];
        Assert.Equal(seconds.Order(), seconds);
        Assert.Equal(1, seconds[3] - seconds[2], 9);
    }

    [Theory]
    [InlineData("", "no pen-down trace")]
    [InlineData("<trace type='penUp'>0 0</trace>", "no pen-down trace")]
    [InlineData("<trace> </trace>", "no points")]
    [InlineData("<trace>1</trace>", "1 values")]
    [InlineData("<trace>1 2, 3</trace>", "point 2")]
    [InlineData("<trace>1 2, , 3 4</trace>", "point 2")]
    [InlineData("<trace>1 2 3</trace>", "more than 2 values")]
    [InlineData("<trace>1 2,</trace>", "point 2")]
    [InlineData("<trace>1 x2</trace>", "'x2'")]
    [InlineData("<trace>1 NaN</trace>", "'NaN'")]
    [InlineData("<trace>1 1e999</trace>", "'1e999'")]
    [InlineData("<trace>1 2000000</trace>", "Y = 2000000")]
    [InlineData("<trace>1 1, '2 900000, '2 '900000</trace>", "Y = 1800000")]
    [InlineData("<trace>* 2</trace>", "'*'")]
    [InlineData("<trace>1 '</trace>", "expected a finite number")]
    [InlineData("<trace contextRef='#none'>1 2</trace>", "'#none'")]
    [InlineData("<traceFormat><channel name='R'/><channel name='Theta'/></traceFormat><trace>1 2</trace>", "R, Theta")]
    [InlineData("<traceFormat><channel/></traceFormat>", "no name")]
    [InlineData("<trace>1 2<b/></trace>", "not well-formed XML")]
    public void BadInk_IsRejectedWithTheReason(string body, string found) => InkAssert.Rejects(() => Parse(body), "'ink.inkml'", found);

    [Fact]
    public void InkTruncatedAnywhere_IsRejected()
    {
        var file = new MemoryStream();
        InkMl.Write(file, OwnInk.Zigzag(2, 4));
        for (int length = 0; length < file.Length; length++)
            InkAssert.Rejects(() => InkMl.Parse(file.ToArray()[..length], "cut.inkml"), "'cut.inkml'");
    }

    [Fact]
    public void AnyTrace_IsReadOrRejected() =>
        Gen.Char["12.-+ ,'\"!*?eTFx"].Array[0, 24].Sample(letters =>
        {
            try
            {
                Assert.NotEmpty(Parse($"<trace>{new string(letters)}</trace>").Strokes);
            }
            catch (InkFormatException error)
            {
                Assert.Contains("'ink.inkml'", error.Message);
            }
        });

    [Fact]
    public void EntityBomb_IsRejected() => InkAssert.Rejects(
        () => InkMl.Parse("<!DOCTYPE ink [<!ENTITY a 'aaaa'>]><ink><trace>&a;</trace></ink>"u8.ToArray(), "bomb.inkml"),
        "'bomb.inkml'",
        "DTD");

    private static StrokeCollection Parse(string body) =>
        InkMl.Parse(Encoding.UTF8.GetBytes($"<ink xmlns=\"{InkMl.Namespace}\">{body}</ink>"), "ink.inkml");
}
