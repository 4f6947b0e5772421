using HmRnnInk.Ink.Pointer;
using static HmRnnInk.Ink.Tests.Pointer.EncodedStrokes;

namespace HmRnnInk.Ink.Tests.Pointer;

/// <summary>Rows have the size and step of the training data, whatever the size, pace and device of the writing.</summary>
public sealed class OffsetEncoderSizeTests
{
    public static MatrixTheoryData<double, double> Pointers { get; } = new([60, 125, 1000], [0.5, 1, 2]);

    [Fact]
    public void WritingLargerThanExpected_IsEncodedAgainAtItsScale()
    {
        OffsetEncoder encoder = Replay(SyntheticHand.Write(6), 125, 0.4f);
        Assert.InRange(encoder.Revision, 1, 6);
        Assert.Equal(0.4f, encoder.Scale.PixelsPerUnit, 0.06f);
        Assert.Equal(6, encoder.Rows.Count(row => row.Offset.PenUp));
        foreach ((EncodedRow before, EncodedRow row) in encoder.Rows.Zip(encoder.Rows.Skip(1)))
            Assert.Equal(row.X - before.X, encoder.Scale.Map.ToPixels(row.Offset).X, 0.01f);
    }

    [Theory]
    [MemberData(nameof(Pointers))]
    public void AnyRateSizeAndPace_GivesTheMeanStepOfTheTrainingData(double eventsPerSecond, double size)
    {
        foreach (double slowness in (double[])[1, 2.5])
        {
            OffsetEncoder encoder = Replay(SyntheticHand.Write(12, slowness), eventsPerSecond, 0.2f * (float)size);
            double[] steps = [.. Steps(encoder)];
            Assert.Equal(TrainingPen.MeanStep, steps.Average(), 0.12 * TrainingPen.MeanStep);
            Assert.Equal(12 * 70, encoder.Rows.Count, 12 * 70 * 0.15);
        }
    }

    [Fact]
    public void DeferredSizeCorrection_IsAppliedAtTheNextPenUp()
    {
        OffsetEncoder encoder = Encode([(100, 200, 0), (104, 210, 0.015)]);
        EncodedRow[] before = [.. encoder.Rows];
        int revision = encoder.Revision;
        encoder.CorrectSize(1.02f, now: false);
        Assert.Equal(before, encoder.Rows);
        Write(encoder, [(160, 190, 0.4), (164, 190, 0.415)]);
        Assert.Equal(revision + 1, encoder.Revision);
        Assert.True(encoder.Rows[1].Offset.DeltaY < before[1].Offset.DeltaY);
    }

    private static OffsetEncoder Replay(StrokeCollection ink, double eventsPerSecond, float pixelsPerUnit)
    {
        var encoder = new OffsetEncoder(Expected);
        foreach (PointerSample sample in PointerReplay.Play(ink, eventsPerSecond, pixelsPerUnit, 50, 50)) encoder.Take(sample);

        return encoder;
    }

    private static IEnumerable<double> Steps(OffsetEncoder encoder) => encoder.Rows.Zip(encoder.Rows.Skip(1))
        .Where(pair => pair.First.Stroke == pair.Second.Stroke)
        .Select(pair => double.Hypot(pair.Second.Offset.DeltaX, pair.Second.Offset.DeltaY));
}
