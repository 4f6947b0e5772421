using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class WarmUpTests : IDisposable
{
    private static readonly TrainingOptions Options =
        TinyRuns.Options with { Schedule = LearningRateSchedule.Constant, CooldownShare = 0, WarmUpShare = 0.5, LearningRate = 1e-3 };

    private readonly TinyRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData(0.5, new[] { 1 / 3.0, 2 / 3.0, 1, 1, 1, 1 })]
    [InlineData(0.0, new double[] { 1, 1, 1, 1, 1, 1 })]
    public void Rate_RisesOverItsShareOfTheBudget(double share, double[] factors) =>
        Assert.Equal(factors, Factors(Options with { WarmUpShare = share }), (a, b) => Math.Abs(a - b) < 1e-9);

    [Fact]
    public void RunThatHasWarmedUp_DoesNotWarmUpAgainWithALargerBudget()
    {
        Factors(Options);
        Checkpoint checkpoint = Checkpoint.Load(_runs.Run("run").CheckpointPath);
        Assert.All(Factors(Options with { Epochs = 4 }, checkpoint), factor => Assert.Equal(1, factor));
    }

    private double[] Factors(TrainingOptions options, Checkpoint? resumeFrom = null)
    {
        var factors = new List<double>();
        _runs.Train(
            "run", options, resumeFrom: resumeFrom, progressed: progress => factors.Add(progress.LearningRate / options.LearningRate));
        return [.. factors];
    }
}
