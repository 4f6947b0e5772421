using System.Text;
using CsCheck;
using static HmRnnInk.Ink.Tests.InkMlText;

namespace HmRnnInk.Ink.Tests;

public sealed class InkMlTests
{
    [Fact]
    public void WrittenInk_ReadsTheSame()
    {
        var points = Gen.Select(Gen.Float[-9000, 9000], Gen.Float[-9000, 9000], Gen.Double[0.001, 3], Gen.Float[-0.5f, 1]);
        points.Array[1, 9].Array[1, 6].Sample(strokes =>
        {
            double seconds = 0;
            var ink = new StrokeCollection([.. strokes.Select(stroke => new Stroke([.. stroke.Select(Point)]))]);
            var file = new MemoryStream();

            InkMl.Write(file, ink);

            InkAssert.Same(ink, InkMl.Read(file.ToArray(), "ink.inkml").Ink);

            InkPoint Point((float X, float Y, double Step, float Pressure) point) =>
                new(point.X, point.Y, seconds += point.Step, point.Pressure < 0 ? null : point.Pressure);
        });
    }

    [Fact]
    public void InkWithoutATraceFormat_HasXAndY_AndTimesOfNaturalHandwriting()
    {
        StrokeCollection ink = Parse("<trace>10 0, 9 14, 8 28</trace><trace>1.5 -2e1</trace>");

        Assert.Equal([(10f, 0f), (9f, 14f), (8f, 28f)], ink.Strokes[0].Points.Select(point => (point.X, point.Y)));
        Assert.Equal((1.5f, -20f), (ink.Strokes[1].Points[0].X, ink.Strokes[1].Points[0].Y));
        double[] seconds = [.. ink.Strokes.SelectMany(stroke => stroke.Points).Select(point => point.TimeSeconds)];
        Assert.All(seconds.Zip(seconds.Skip(1)), step => Assert.True(step.Second > step.First));
        Assert.InRange(seconds[2], 0.05, 1); // a downstroke takes part of a second
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

    [Theory]
    [InlineData("", "no pen-down trace")]
    [InlineData("<trace type='penUp'>0 0</trace>", "no pen-down trace")]
    [InlineData("<trace> </trace>", "1 trace without points (line 1)")]
    [InlineData("<trace>1</trace>", "1 point without a position")]
    [InlineData("<trace>* 2</trace>", "1 unreadable point")]
    [InlineData("<trace>1 '</trace>", "1 unreadable point")]
    [InlineData("<trace>1 NaN</trace>", "1 unreadable point")]
    [InlineData("<trace>1 1e999</trace>", "1 unreadable point")]
    [InlineData("<traceFormat><channel name='R'/><channel name='Theta'/></traceFormat><trace>1 2</trace>", "R, Theta")]
    [InlineData("<trace>1 2<b/", "not well-formed XML")]
    public void FileWithoutReadableInk_IsRejectedWithTheReason(string body, string found) =>
        InkAssert.Rejects(() => Parse(body), "'ink.inkml'", found);

    [Theory]
    [InlineData("<trace></trace>", "1 trace without points (line 2)")]
    [InlineData("<trace>5 6, , 7 8</trace>", "1 empty point (line 2)")]
    [InlineData("<trace>5 6, 7 x2, 7 8</trace>", "1 unreadable point (line 2)")]
    [InlineData("<trace>5 6, 7 NaN, 7 8</trace>", "1 unreadable point (line 2)")]
    [InlineData("<trace>5 6 9, 7 8</trace>", "1 point with more values than channels (line 2)")]
    [InlineData("<trace>5 6<b>9</b>, 7 8</trace>", "1 element in a trace (line 2)")]
    [InlineData("<trace contextRef='#none'>5 6, 7 8</trace>", "1 reference to a missing context (line 2)")]
    [InlineData("<trace brushRef='#none'>5 6, 7 8</trace>", "1 reference to a missing brush (line 2)")]
    [InlineData("<trace priorRef='#none' continuation='end'>5 6, 7 8</trace>", "1 continuation of a missing trace (line 2)")]
    public void WhatCannotBeRead_IsSkippedAndCounted(string trace, string skipped)
    {
        ReadInk read = Read($"<trace>1 2, 3 4</trace>\n{trace}");

        Assert.Equal([$"Skipped: {skipped}"], read.Notes);
        (float, float)[] first = [(1, 2), (3, 4)], second = [(5, 6), (7, 8)];
        Assert.Equal(
            trace == "<trace></trace>" ? [first] : [first, second],
            read.Ink.Strokes.Select(stroke => stroke.Points.Select(Place).ToArray()));
    }

    [Fact]
    public void SkippedTraces_AreCountedTogether() => Assert.Equal(
        ["Skipped: 2 traces without points (the first in line 2), 1 unreadable point (line 4)"],
        Read("<trace>1 2</trace>\n<trace/>\n<trace> </trace>\n<trace>1 2, x 1</trace>").Notes);

    [Fact]
    public void CommaAfterTheLastPoint_IsNoPoint()
    {
        ReadInk read = Read("<trace>1 2, 3 4,\n</trace>");

        Assert.Equal(2, read.Ink.PointCount);
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void PointsWithoutCommas_AreDividedByTheNumberOfChannels() =>
        Assert.Equal([(1f, 2f), (3f, 4f), (5f, 6f)], Parse("<trace>1 2 3 4 5 6</trace>").Strokes[0].Points.Select(Place));

    [Fact]
    public void HexadecimalValues_AreRead() =>
        Assert.Equal([(255f, -16f), (16f, 2f)], Parse("<trace>#FF -#10, #10 2</trace>").Strokes[0].Points.Select(Place));

    [Fact]
    public void OtherNamespaces_AreIgnored()
    {
        StrokeCollection ink = Parse(
            "<annotationXML><trace>8 8</trace><m:trace xmlns:m='urn:m'>tr(A)</m:trace></annotationXML>"
            + "<x:trace xmlns:x='urn:x'>9 9</x:trace><trace>1 2</trace>");

        Assert.Equal((1f, 2f), Place(Assert.Single(Assert.Single(ink.Strokes).Points)));
    }

    [Fact]
    public void SeveralRoots_AreAllReadWithTheirOwnDefinitions()
    {
        const string First = "<ink><context xml:id='c'><traceFormat><channel name='Y'/><channel name='X'/></traceFormat></context>"
            + "<trace>2 1</trace></ink>";
        ReadInk read = InkMl.Read(Encoding.UTF8.GetBytes(
            $"<?xml version='1.0'?>{First}\n<?xml version='1.0'?><ink><trace>3 4</trace></ink>"), "ink.inkml");

        Assert.Equal([(1f, 2f), (3f, 4f)], read.Ink.Strokes.Select(stroke => Place(stroke.Points[0])));
        Assert.Equal(["The file has 2 <ink> roots (lines 1 and 2): all were read"], read.Notes);
    }

    [Fact]
    public void ManyRoots_AreNotedByTheFirstAndTheLastLine()
    {
        byte[] roots = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("<ink><trace>1 2</trace></ink>", 3)));
        Assert.Equal(["The file has 3 <ink> roots (lines 1 to 3): all were read"], InkMl.Read(roots, "ink.inkml").Notes);
    }

    [Theory]
    [InlineData("<?xml version='1.1' encoding='utf-16'?>", "utf-8")]
    [InlineData("<?xml version='1.0' encoding='windows-1252'?>", "windows-1252")]
    [InlineData("<?xml version='1.0' encoding='utf-8'?>", "latin1")]
    [InlineData("", "utf-16")]
    [InlineData("\n <?xml version='1.0' encoding='no-such'?>", "utf-8")]
    public void AnyEncoding_IsRead(string declaration, string encoding)
    {
        string text = $"{declaration}<ink><annotation>für</annotation><trace>1 2</trace></ink>";

        Encoding encoder = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        Assert.Equal(1, InkMl.Read(encoder.GetBytes(text), "ink.inkml").Ink.PointCount);
    }

    [Fact]
    public void FarCoordinates_KeepTheirShape()
    {
        StrokeCollection ink = Parse("<trace>5000000000.25 1000000000, 5000000001.5 1000000000.125</trace><trace>0 0</trace>");

        IReadOnlyList<InkPoint> points = ink.Strokes[0].Points;
        Assert.Equal((1.25f, 0.125f), (points[1].X - points[0].X, points[1].Y - points[0].Y));
    }

    [Fact]
    public void TruncatedInk_IsRejected_OrReadUpToThereWithANote()
    {
        var file = new MemoryStream();
        InkMl.Write(file, TestInk.Zigzag(2, 60));
        int firstStroke = file.ToArray().AsSpan().IndexOf("</trace>"u8) + "</trace>".Length;
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file.ToArray()[..length];
            if (length < firstStroke) InkAssert.Rejects(() => InkMl.Read(cut, "cut.inkml"), "'cut.inkml'");
            else Assert.Contains(InkMl.Read(cut, "cut.inkml").Notes, note => note.Contains("damaged", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ContinuationsAndChannels_TakeTimeInProportion()
    {
        // Quadratic work would take hours here: 40,000 traces that continue each other, each with a format of 12,000 channels.
        var body = new StringBuilder("<traceFormat><channel name='X'/><channel name='Y'/><intermittentChannels>");
        for (int channel = 0; channel < 12_000; channel++) body.Append("<channel name='V'/>");
        body.Append("</intermittentChannels></traceFormat><trace>0 0</trace>");
        for (int trace = 1; trace < 40_000; trace++) body.Append($"<trace continuation='middle'>{trace} 0</trace>");

        Assert.Equal(40_000, Assert.Single(Parse(body.ToString()).Strokes).Points.Count);
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
    public void EntityBomb_IsNotExpanded() => InkAssert.Rejects(
        () => InkMl.Read("<!DOCTYPE ink [<!ENTITY a 'aaaa'>]><ink><trace>&a;</trace></ink>"u8.ToArray(), "bomb.inkml"),
        "'bomb.inkml', line 1");

    [Fact]
    public void DocumentTypeWithoutEntities_IsIgnored() =>
        Assert.Equal(1, InkMl.Read("<!DOCTYPE ink SYSTEM 'ink.dtd'><ink><trace>1 2</trace></ink>"u8.ToArray(), "ink.inkml").Ink.PointCount);
}
