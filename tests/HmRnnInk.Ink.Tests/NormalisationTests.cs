namespace HmRnnInk.Ink.Tests;

public sealed class NormalisationTests
{
    [Fact]
    public void Measure_IgnoresRowZero()
    {
        InkLine[] lines =
        [
            new("a", [new PenOffset(999, 999, false), new PenOffset(1, 10, false), new PenOffset(3, 14, true)]),
            new("b", [new PenOffset(-999, 0, false), new PenOffset(5, 12, true)]),
        ];

        Normalisation measured = Normalisation.Measure(lines);

        Assert.Equal(3, measured.MeanX);
        Assert.Equal(12, measured.MeanY);
        Assert.Equal(MathF.Sqrt(8 / 3f), measured.DeviationX, 6);
        Assert.Equal(MathF.Sqrt(8 / 3f), measured.DeviationY, 6);
    }

    [Fact]
    public void NormalisedOffsets_HaveMeanZeroAndDeviationOne()
    {
        InkLine line = new("own", StrokeOffsets.FromStrokes(IamLineXml.Parse(TestInk.LineXml, "own-line.xml")));
        Normalisation measured = Normalisation.Measure([line]);
        (float X, float Y)[] normal = [.. line.Offsets.Skip(1).Select(measured.Normalise)];

        foreach (Func<(float X, float Y), double> axis in (Func<(float X, float Y), double>[])[row => row.X, row => row.Y])
        {
            Assert.Equal(0, normal.Average(axis), 5);
            Assert.Equal(1, normal.Average(row => axis(row) * axis(row)), 5);
        }
    }

    [Fact]
    public void NoOffsets_AreRejected() =>
        Assert.Throws<ArgumentException>(() => Normalisation.Measure([new InkLine("dot", [new PenOffset(0, 0, true)])]));

    [Fact]
    public void OffsetsThatDoNotVary_AreRejected() =>
        Assert.Throws<InkFormatException>(() => Normalisation.Measure([new InkLine("dots", [default, default, default])]));
}
