namespace HmRnnInk.Torch.Tests.Training;

/// <summary>The constant schedule with its warm-up and cooldown, and how a run with it is resumed.</summary>
public sealed class ConstantScheduleTests : TinyRunTests
{
    private const int BatchesInEpoch = 6;

    private static readonly TrainingOptions Constant = Tiny with
    {
        Schedule = LearningRateSchedule.Constant,
        CooldownShare = 0.5,
        WeightAverage = 0.9,
        EvaluateEveryPoints = 3000,
    };

    private static readonly TrainingOptions WarmUp = Constant with { CooldownShare = 0, WarmUpShare = 0.5 };

    [Fact]
    public void LearningRate_IsConstant_AndInTheCooldownFallsLinearlyToTheFinalShare()
    {
        double[] rates = RateFactors("run", Constant with { Epochs = 2, FinalLearningRateShare = 0.1 });

        Assert.All(rates[..BatchesInEpoch], rate => Assert.Equal(1, rate));
        double[] cooled = [.. Enumerable.Range(0, BatchesInEpoch).Select(batch => 0.1 + (0.9 * (BatchesInEpoch - batch) / BatchesInEpoch))];
        Assert.Equal(cooled, rates[BatchesInEpoch..], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void WithoutACooldown_TheRateNeverFalls_AndNoCheckpointBeforeACooldownIsSaved()
    {
        Assert.All(RateFactors("run", Constant with { CooldownShare = 0 }), factor => Assert.Equal(1, factor));
        Assert.False(File.Exists(Run("run").BeforeCooldownPath));
    }

    [Fact]
    public void ResumeWithALargerBudget_ContinuesFromBeforeTheCooldown_AndEqualsALongRun()
    {
        Train("long", Constant with { Epochs = 2 });
        Train("short", Constant);
        TrainingRun run = Run("short");
        double best = Checkpoint.Load(run.CheckpointPath).Progress.BestNatsPerSequence;

        (Checkpoint checkpoint, bool isBeforeCooldown) = run.LoadForResume(epochs: 2, minutes: null);
        Assert.True(isBeforeCooldown);
        Assert.Equal(
            (0, BatchesInEpoch / 2, best),
            (checkpoint.Progress.Epoch, checkpoint.Progress.BatchesDone, checkpoint.Progress.BestNatsPerSequence));
        Train("short", checkpoint.Options, resumeFrom: checkpoint);

        Checkpoint expected = LastCheckpoint("long"), actual = Checkpoint.Load(run.CheckpointPath);
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.Average, actual.Average);
        Assert.Equal(Evaluations("long"), Evaluations("short"));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(1, 1e-6)] // smaller
    public void ResumeWithTheSameOrASmallerBudget_ContinuesFromTheLastCheckpoint(int? epochs, double? minutes)
    {
        Train("run", Constant);
        (Checkpoint checkpoint, bool isBeforeCooldown) = Run("run").LoadForResume(epochs, minutes);
        Assert.False(isBeforeCooldown);
        Assert.Equal((1, 0), (checkpoint.Progress.Epoch, checkpoint.Progress.BatchesDone));
        Assert.Equal((epochs, minutes), (checkpoint.Options.Epochs, checkpoint.Options.Minutes));
    }

    [Fact]
    public void ResumeWithALargerBudgetBeforeAnyCooldown_ContinuesFromTheLastCheckpoint()
    {
        Train("run", Constant with { CooldownShare = 0 });
        Assert.False(Run("run").LoadForResume(epochs: 2, minutes: null).IsBeforeCooldown);
    }

    [Theory]
    [InlineData(0.5, new[] { 1 / 3.0, 2 / 3.0, 1, 1, 1, 1 })]
    [InlineData(0.0, new double[] { 1, 1, 1, 1, 1, 1 })]
    public void Rate_RisesOverItsShareOfTheBudget(double share, double[] factors) =>
        Assert.Equal(factors, RateFactors("run", WarmUp with { WarmUpShare = share }), (a, b) => Math.Abs(a - b) < 1e-9);

    [Fact]
    public void RunThatHasWarmedUp_DoesNotWarmUpAgainWithALargerBudget()
    {
        Train("run", WarmUp);
        double[] factors = RateFactors("run", WarmUp with { Epochs = 4 }, resumeFrom: LastCheckpoint("run"));
        Assert.All(factors, factor => Assert.Equal(1, factor));
    }

    private (long, double, double)[] Evaluations(string run) =>
        [.. Run(run).ReadMetrics().Select(record => (record.PointsSeen, record.TrainNatsPerPoint, record.ValidationNatsPerPoint))];
}
