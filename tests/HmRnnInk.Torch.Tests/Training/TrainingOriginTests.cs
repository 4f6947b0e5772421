using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class TrainingOriginTests : IDisposable
{
    private static readonly TrainingOptions Options =
        TinyRuns.Options with { Schedule = LearningRateSchedule.Constant, CooldownShare = 0, WeightAverage = 0.9 };

    /// <summary>A budget that is spent before the first batch.</summary>
    private static readonly TrainingOptions NoBudget = Options with { Epochs = null, Minutes = 1e-12 };

    private readonly TinyRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void RunFromARun_TakesWeightsMomentsStepsAndAverage_ButNotTheBudget()
    {
        Checkpoint before = Trained();

        _runs.Train("branch", NoBudget, TrainingOrigin.Of(before));

        Checkpoint branch = Checkpoint.Load(_runs.Run("branch").CheckpointPath);
        Assert.Equal(before.Values, branch.Values);
        Assert.Equal(before.Average, branch.Average);
        Assert.Equal(before.FirstMoment, branch.FirstMoment);
        Assert.Equal(before.SecondMoment, branch.SecondMoment);
        Assert.Equal((before.OptimiserSteps, 0L), (branch.OptimiserSteps, branch.Progress.PointsSeen));
        Assert.Equal([1, 1, 1, 1, 1, 1], Factors("moves", Options, TrainingOrigin.Of(before)));
    }

    [Fact]
    public void RunFromAModel_GathersMomentsBeforeWeightsChange_AndThenWarmsUp()
    {
        Checkpoint before = Trained();
        TrainingOrigin model = TrainingOrigin.Of(InkModel.Load(_runs.Run("run").LastModelPath));

        double[] factors = Factors("model", Options with { WarmUpShare = 0.5 }, model);
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1, 1, 1], factors, (a, b) => Math.Abs(a - b) < 1e-9);

        _runs.Train("one", Options, model, stopAfter: 1);
        Checkpoint one = Checkpoint.Load(_runs.Run("one").CheckpointPath);
        Assert.Equal(before.Average, one.Values); // the average is what the run saved
        Assert.Equal(before.Average, one.Average);
        Assert.Contains(one.SecondMoment, moment => moment > 0);
    }

    [Fact]
    public void LongRunFromAModel_GathersMomentsOverAHundredUpdates_AlsoAfterAResume()
    {
        Trained();
        TrainingOrigin model = TrainingOrigin.Of(InkModel.Load(_runs.Run("run").LastModelPath));
        TrainingOptions longer = Options with { Epochs = 200, WarmUpShare = 0.01 };
        var rates = new List<double>();

        _runs.Train("whole", longer, model, progressed: progress => rates.Add(progress.LearningRate), stopAfter: 28);
        _runs.Train("parts", longer, model, stopAfter: 10);
        _runs.Train("parts", longer, resumeFrom: Checkpoint.Load(_runs.Run("parts").CheckpointPath), stopAfter: 18);

        Assert.Equal(25, rates.IndexOf(rates.First(rate => rate > 0))); // 4 updates a batch
        Assert.Equal(Options.LearningRate / 12, rates[25], 1e-9); // the first of 12 batches of warm-up
        Assert.Equal(Checkpoint.Load(_runs.Run("whole").CheckpointPath).Values, Checkpoint.Load(_runs.Run("parts").CheckpointPath).Values);
    }

    [Fact]
    public void InterruptedWarmUp_ContinuesToRiseWithALargerBudget()
    {
        TrainingOrigin origin = TrainingOrigin.Of(Trained()) with { Moments = null, OptimiserSteps = 0 };
        TrainingOptions options = Options with { StartedFrom = new("run", 6, 0, 0), Epochs = 8, WarmUpShare = 0.9 };
        var rates = new List<double>();
        _runs.Train("on", options, origin, progressed: progress => rates.Add(progress.LearningRate), stopAfter: 12);
        double before = rates[^1];
        Assert.InRange(before, double.Epsilon, options.LearningRate / 2);

        rates.Clear();
        Checkpoint interrupted = Checkpoint.Load(_runs.Run("on").CheckpointPath);
        _runs.Train(
            "on", options with { Epochs = 80 }, resumeFrom: interrupted,
            progressed: progress => rates.Add(progress.LearningRate), stopAfter: 5);

        Assert.All(rates, rate => Assert.InRange(rate, double.Epsilon, before));
        Assert.Equal(rates.Order(), rates);
    }

    [Fact]
    public void Widened_KeepsTheMomentsOfOldWeights_AndGivesNewOnesTypicalMoments()
    {
        TrainingOrigin narrow = TrainingOrigin.Of(Trained());
        ModelConfig config = Options.Model with { Hidden = 9, OutputEmbedding = 9 };
        using var initial = ParameterVector.Initialise(config, 1, TorchSharp.torch.CPU);

        TrainingOrigin wide = narrow.Widen(config, initial.ToWeights());

        Assert.Equal(narrow.OptimiserSteps, wide.OptimiserSteps);
        // The embedding comes first and is as wide as before.
        int embedding = 4 * 3;
        Assert.Equal(narrow.Moments!.Value.First[..embedding], wide.Moments!.Value.First[..embedding]);
        Assert.Equal(narrow.Moments.Value.Second[..embedding], wide.Moments.Value.Second[..embedding]);
        Assert.Equal(narrow.Moments.Value.First.Sum(Math.Abs), wide.Moments.Value.First.Sum(Math.Abs), 1e-4f); // new ones are 0
        Assert.Equal(config.ParameterCount(), wide.Average.Length);
        Assert.NotEqual(wide.Values, wide.Average);
        // In the recurrent matrix of the bottom layer: a new column of an old unit, and a new unit.
        int start = Start(config), narrowStart = Start(Options.Model);
        float[] row = wide.Moments.Value.Second[start..(start + 9)];
        float[] narrowRow = narrow.Moments.Value.Second[narrowStart..(narrowStart + 6)];
        Assert.Equal(narrowRow, row[..6]);
        Assert.All(row[6..], moment => Assert.Equal(narrowRow.Average(), moment, 1e-3f * narrowRow.Average()));
        float[] newUnit = wide.Moments.Value.Second[(start + (7 * 9))..(start + (8 * 9))];
        Assert.All(newUnit, moment => Assert.InRange(moment, float.Epsilon, narrow.Moments.Value.Second.Max()));

        static int Start(ModelConfig config) => config.Tensors()
            .TakeWhile(tensor => tensor.Name != "layers.0.recurrent.weight")
            .Sum(tensor => tensor.Shape.Aggregate(1, (product, size) => product * size));
    }

    [Fact]
    public void AfterMuon_AdamGathersItsMoments_AndMuonGoesOnWithAdams()
    {
        TrainingOptions muon = Options with { Optimiser = OptimiserKind.Muon };
        _runs.Train("muon", muon);
        TrainingOrigin afterMuon = TrainingOrigin.Of(Checkpoint.Load(_runs.Run("muon").CheckpointPath));

        Assert.Equal(0, Factors("adam", Options, afterMuon)[0]);
        Assert.Equal(1, Factors("muon again", muon, afterMuon)[0]);
        Assert.Equal(1, Factors("muon after Adam", muon, TrainingOrigin.Of(Trained()))[0]);
    }

    [Fact]
    public void Widened_ContinuesToTrain()
    {
        Checkpoint narrow = Trained();
        TrainingOptions wider = Options with { Model = Options.Model with { Hidden = 9, OutputEmbedding = 9 } };
        double before = narrow.Progress.BestNatsPerSequence;

        TrainingProgress after = _runs.Train("wide", wider, TrainingOrigin.Of(narrow));

        Assert.True(after.BestNatsPerSequence > before, $"{before} to {after.BestNatsPerSequence}");
    }

    private Checkpoint Trained()
    {
        _runs.Train("run", Options);
        return Checkpoint.Load(_runs.Run("run").CheckpointPath);
    }

    private double[] Factors(string run, TrainingOptions options, TrainingOrigin startFrom)
    {
        var factors = new List<double>();
        _runs.Train(run, options, startFrom, progressed: progress => factors.Add(progress.LearningRate / options.LearningRate));
        return [.. factors];
    }
}
