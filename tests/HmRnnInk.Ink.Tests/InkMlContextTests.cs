using static HmRnnInk.Ink.Tests.InkMlText;

namespace HmRnnInk.Ink.Tests;

/// <summary>What applies to traces: formats, units, times, contexts, brushes, groups and views.</summary>
public sealed class InkMlContextTests
{
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
    [InlineData("units='mm'", 3.0)]
    [InlineData("units='cm'", 30.0)]
    [InlineData("units='in'", 76.2)]
    [InlineData("units='pt'", 3 * 25.4 / 72)]
    public void LengthsWithAUnit_AreMillimetres(string units, double millimetres)
    {
        ReadInk read = Read($"<traceFormat><channel name='X' {units}/><channel name='Y' {units}/></traceFormat><trace>0 0, 3 3</trace>");

        Assert.Equal(1, read.MillimetresPerUnit);
        Assert.Equal((float)millimetres, read.Ink.Strokes[0].Points[1].X, 4);
    }

    [Fact]
    public void LengthsWithoutAUnit_HaveNoUnit() => Assert.Null(Read("<trace>0 0, 3 3</trace>").MillimetresPerUnit);

    [Fact]
    public void EachAxis_HasItsOwnResolution()
    {
        ReadInk read = Read(
            "<definitions><context xml:id='c'><inkSource xml:id='s'>"
            + "<traceFormat><channel name='X' type='integer' units='in'/><channel name='Y' type='integer'/></traceFormat>"
            + "<channelProperties><channelProperty channel='X' name='resolution' value='1000' units='1/in'/>"
            + "<channelProperty channel='Y' name='resolution' value='0.0005' units='in'/></channelProperties></inkSource></context>"
            + "</definitions><trace contextRef='#c'>0 0, 1000 2000</trace>");

        Assert.Equal((25.4f, 25.4f), Place(read.Ink.Strokes[0].Points[1]));
    }

    [Fact]
    public void GroupsContextAndBrush_ApplyToItsTraces()
    {
        ReadInk read = Read(
            "<traceGroup contextRef='#c'><trace>0 1 2, 13 3 4</trace><traceGroup brushRef='#e'><trace>26 9 9</trace></traceGroup>"
            + "<trace>39 5 6</trace></traceGroup><trace>7 8</trace>"
            + "<definitions><brush xml:id='e'><brushProperty name='rasterOp' value='erase'/></brush><context xml:id='c'><traceFormat>"
            + "<channel name='T' units='ms'/><channel name='X'/><channel name='Y'/></traceFormat></context></definitions>");

        Assert.Equal([(1f, 2f), (3f, 4f), (5f, 6f), (7f, 8f)], read.Ink.Strokes.SelectMany(stroke => stroke.Points).Select(Place));
        Assert.Equal(0.013, read.Ink.Strokes[0].Points[1].TimeSeconds, 9);
        Assert.Equal(["Skipped: 1 trace of an eraser (line 1)"], read.Notes);
    }

    [Fact]
    public void Continuation_JoinsTheTraceThatItNames()
    {
        StrokeCollection ink = Parse(
            "<trace xml:id='a' continuation='begin'>0 0, 1 1</trace><trace>9 9</trace>"
            + "<trace xml:id='b' priorRef='#a' continuation='middle'>2 2</trace><trace priorRef='#b' continuation='end'>3 3</trace>");

        Assert.Equal(2, ink.Strokes.Count);
        Assert.Equal([(0f, 0f), (1f, 1f), (2f, 2f), (3f, 3f)], ink.Strokes[0].Points.Select(Place));
    }

    [Fact]
    public void TracesInDefinitions_AreReadWhereAViewShowsThem()
    {
        StrokeCollection ink = Parse(
            "<definitions><traceGroup xml:id='g'><trace xml:id='t'>1 1, 2 2, 3 3</trace><trace xml:id='u'>4 4</trace></traceGroup>"
            + "<trace>9 9</trace></definitions><trace xml:id='v'>0 0</trace>"
            + "<traceView traceDataRef='#t' from='2' to='3'/><traceView traceDataRef='#v'/><traceView traceDataRef='#u'/>");

        Assert.Equal([(0f, 0f), (2f, 2f), (3f, 3f), (4f, 4f)], ink.Strokes.SelectMany(stroke => stroke.Points).Select(Place));
    }

    [Theory]
    [InlineData("", 1, 2, 3, 4, 5)]
    [InlineData("from='2'", 4, 5)]
    [InlineData("to='1'", 1, 2, 3)]
    [InlineData("from='1:2' to='2:1'", 2, 3, 4)]
    [InlineData("from='1:2' to='1:2'", 2)]
    public void RangeOfAGroup_CountsStrokesAndThenPoints(string range, params int[] shown)
    {
        StrokeCollection ink = Parse(
            "<definitions><traceGroup xml:id='g'><trace>1 0, 2 0, 3 0</trace><trace>4 0, 5 0</trace></traceGroup></definitions>"
            + $"<traceView traceDataRef='#g' {range}/>");

        Assert.Equal(shown, ink.Strokes.SelectMany(stroke => stroke.Points).Select(point => (int)point.X));
    }

    [Fact]
    public void LiftedTip_EndsAStroke()
    {
        StrokeCollection ink = Parse(
            "<traceFormat><channel name='X'/><channel name='Y'/><channel name='S' type='boolean'/></traceFormat>"
            + "<trace>1 1 T, 2 2 T, 3 3 F, 4 4 T</trace>");

        Assert.Equal([2, 1], ink.Strokes.Select(stroke => stroke.Points.Count));
    }

    [Theory]
    [InlineData("<trace>0 200 0, 100 0 0, 200 200 0</trace><trace>300 0 0, 300 200 0</trace>", true)]
    [InlineData("<trace>0 200 0, 100 0 1, 200 200 1</trace>", false)]
    public void TimesThatDoNotAdvance_AreReplaced(string traces, bool paced)
    {
        ReadInk read = Read(
            $"<traceFormat><channel name='X'/><channel name='Y'/><channel name='T' units='ms'/></traceFormat>{traces}");

        Assert.Equal(paced ? ["Its times do not advance, so the ink is paced as a hand would write"] : [], read.Notes);
        Assert.Equal(paced, read.Ink.Strokes[0].Points[^1].TimeSeconds > 0.1);
    }

    [Fact]
    public void SampleRateOffsetAndDuration_GiveTimes()
    {
        StrokeCollection ink = Parse(
            "<inkSource xml:id='s'><traceFormat><channel name='X'/><channel name='Y'/></traceFormat><sampleRate value='50'/></inkSource>"
            + "<trace timeOffset='1000'>0 0, 1 1, 2 2</trace><trace timeOffset='3000' duration='400'>0 0, 1 1, 2 2</trace>");

        Assert.Equal([1, 1.02, 1.04, 3, 3.2, 3.4], ink.Strokes.SelectMany(stroke => stroke.Points).Select(point => point.TimeSeconds),
            (expected, actual) => Math.Abs(expected - actual) < 1e-9);
    }

    [Fact]
    public void TimeStamps_PlaceTracesInTime()
    {
        StrokeCollection ink = Parse(
            "<definitions><timestamp xml:id='t0' timeString='2026-11-28T10:00:00Z'/>"
            + "<timestamp xml:id='t1' timestampRef='#t0' timeOffset='5000'/>"
            + "<traceFormat xml:id='f0'><channel name='X'/><channel name='Y'/><channel name='T' respectTo='#t0'/></traceFormat>"
            + "<traceFormat xml:id='f1'><channel name='X'/><channel name='Y'/><channel name='T' respectTo='#t1'/></traceFormat>"
            + "<context xml:id='c0' traceFormatRef='#f0'/><context xml:id='c1' traceFormatRef='#f1'/></definitions>"
            + "<trace contextRef='#c0'>0 0 0, 1 1 100</trace><trace contextRef='#c1'>0 0 0, 1 1 100</trace>");

        Assert.Equal(5, ink.Strokes[1].Points[0].TimeSeconds - ink.Strokes[0].Points[0].TimeSeconds, 6);
    }
}
