using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

/// <summary>The constant schedule with its cooldown, and how a run with it is resumed.</summary>
public sealed class ConstantScheduleTests : IDisposable
{
    private const int BatchesInEpoch = 6;

    private static readonly TrainingOptions Constant = TinyRuns.Options with
    {
        Schedule = LearningRateSchedule.Constant,
        CooldownShare = 0.5,
        WeightAverage = 0.9,
        EvaluateEveryPoints = 3000,
    };

    private readonly TinyRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void LearningRate_IsConstant_AndInTheCooldownFallsLinearlyToTheFinalShare()
    {
        double[] rates = Rates(Constant with { Epochs = 2, LearningRate = 1, FinalLearningRateShare = 0.1 });

        Assert.All(rates[..BatchesInEpoch], rate => Assert.Equal(1, rate));
        double[] cooled = [.. Enumerable.Range(0, BatchesInEpoch).Select(batch => 0.1 + (0.9 * (BatchesInEpoch - batch) / BatchesInEpoch))];
        Assert.Equal(cooled, rates[BatchesInEpoch..], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void WithoutACooldown_TheRateNeverFalls_AndNoCheckpointBeforeACooldownIsSaved()
    {
        Assert.All(Rates(Constant with { CooldownShare = 0 }), rate => Assert.Equal(Constant.LearningRate, rate));
        Assert.False(File.Exists(_runs.Run("run").BeforeCooldownPath));
    }

    [Fact]
    public void ResumeWithALargerBudget_ContinuesFromBeforeTheCooldown_AndEqualsALongRun()
    {
        _runs.Train("long", Constant with { Epochs = 2 });
        _runs.Train("short", Constant);
        TrainingRun run = _runs.Run("short");
        double best = Checkpoint.Load(run.CheckpointPath).Progress.BestNatsPerSequence;

        (Checkpoint checkpoint, bool isBeforeCooldown) = run.LoadForResume(epochs: 2, minutes: null);
        Assert.True(isBeforeCooldown);
        Assert.Equal(
            (0, BatchesInEpoch / 2, best),
            (checkpoint.Progress.Epoch, checkpoint.Progress.BatchesDone, checkpoint.Progress.BestNatsPerSequence));
        _runs.Train("short", checkpoint.Options, resumeFrom: checkpoint);

        Checkpoint expected = Checkpoint.Load(_runs.Run("long").CheckpointPath), actual = Checkpoint.Load(run.CheckpointPath);
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.Average, actual.Average);
        Assert.Equal(Evaluations("long"), Evaluations("short"));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(1, 1e-6)] // smaller
    public void ResumeWithTheSameOrASmallerBudget_ContinuesFromTheLastCheckpoint(int? epochs, double? minutes)
    {
        _runs.Train("run", Constant);
        (Checkpoint checkpoint, bool isBeforeCooldown) = _runs.Run("run").LoadForResume(epochs, minutes);
        Assert.False(isBeforeCooldown);
        Assert.Equal((1, 0), (checkpoint.Progress.Epoch, checkpoint.Progress.BatchesDone));
        Assert.Equal((epochs, minutes), (checkpoint.Options.Epochs, checkpoint.Options.Minutes));
    }

    [Fact]
    public void ResumeWithALargerBudgetBeforeAnyCooldown_ContinuesFromTheLastCheckpoint()
    {
        _runs.Train("run", Constant with { CooldownShare = 0 });
        Assert.False(_runs.Run("run").LoadForResume(epochs: 2, minutes: null).IsBeforeCooldown);
    }

    private double[] Rates(TrainingOptions options)
    {
        var rates = new List<double>();
        _runs.Train("run", options, progressed: progress => rates.Add(progress.LearningRate));
        return [.. rates];
    }

    private (long, double, double)[] Evaluations(string run) =>
        [.. _runs.Run(run).ReadMetrics().Select(record => (record.PointsSeen, record.TrainNatsPerPoint, record.ValidationNatsPerPoint))];
}
