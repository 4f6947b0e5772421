namespace HmRnnInk.Torch.Tests.Training;

public sealed class DequantiserTests
{
    private static readonly InkLine Line = new(
        "a01-000u-01", [new(0, 0, false), .. Enumerable.Range(1, 2000).Select(row => new PenOffset(row % 7, -row % 5, row % 50 == 0))]);

    [Fact]
    public void Noise_MovesPointsByUpToHalfAUnit_AndDoesNotAccumulate()
    {
        PenOffset[] moved = Dequantiser.ForTraining(Line, seed: 1, epoch: 0).Offsets;
        Assert.Equal(Line.Offsets.Select(offset => offset.PenUp), moved.Select(offset => offset.PenUp));
        double x = 0, y = 0, minimumX = 0, maximumX = 0, minimumY = 0, maximumY = 0;
        for (int row = 0; row < moved.Length; row++)
        {
            (x, y) = (x + moved[row].DeltaX - Line.Offsets[row].DeltaX, y + moved[row].DeltaY - Line.Offsets[row].DeltaY);
            (minimumX, maximumX) = (Math.Min(minimumX, x), Math.Max(maximumX, x));
            (minimumY, maximumY) = (Math.Min(minimumY, y), Math.Max(maximumY, y));
        }

        // The sum over 2,000 offsets is the noise of the last point minus that of the first. Noise on the offsets would accumulate.
        Assert.All((double[])[maximumX - minimumX, maximumY - minimumY], range => Assert.InRange(range, 0.98, 1.001));
    }

    [Fact]
    public void Training_HasDifferentNoiseInEachEpoch_AndThanEvaluation()
    {
        PenOffset[] first = Dequantiser.ForTraining(Line, seed: 1, epoch: 3).Offsets;
        Assert.Equal(first, Dequantiser.ForTraining(Line, seed: 1, epoch: 3).Offsets);
        Assert.NotEqual(first, Dequantiser.ForTraining(Line, seed: 1, epoch: 4).Offsets);
        Assert.NotEqual(first, Dequantiser.ForTraining(Line, seed: 2, epoch: 3).Offsets);
        Assert.NotEqual(first, Dequantiser.ForEvaluation([Line])[0].Offsets);
        Assert.Equal(Dequantiser.ForEvaluation([Line])[0].Offsets, Dequantiser.ForEvaluation([Line])[0].Offsets);
    }
}
