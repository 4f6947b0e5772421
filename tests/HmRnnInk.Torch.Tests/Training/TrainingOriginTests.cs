namespace HmRnnInk.Torch.Tests.Training;

public sealed class TrainingOriginTests : TinyRunTests
{
    private static readonly TrainingOptions Options =
        Tiny with { Schedule = LearningRateSchedule.Constant, CooldownShare = 0, WeightAverage = 0.9 };

    /// <summary>A budget that is spent before the first batch.</summary>
    private static readonly TrainingOptions NoBudget = Options with { Epochs = null, Minutes = 1e-12 };

    [Fact]
    public void RunFromARun_TakesWeightsMomentsStepsAndAverage_ButNotTheBudget()
    {
        Checkpoint before = Trained();

        Train("branch", NoBudget, TrainingOrigin.Of(before));

        Checkpoint branch = LastCheckpoint("branch");
        Assert.Equal(before.Values, branch.Values);
        Assert.Equal(before.Average, branch.Average);
        Assert.Equal(before.FirstMoment, branch.FirstMoment);
        Assert.Equal(before.SecondMoment, branch.SecondMoment);
        Assert.Equal((before.OptimiserSteps, 0L), (branch.OptimiserSteps, branch.Progress.PointsSeen));
        Assert.Equal([1, 1, 1, 1, 1, 1], RateFactors("moves", Options, TrainingOrigin.Of(before)));
    }

    [Fact]
    public void RunFromAModel_GathersMomentsBeforeWeightsChange_AndThenWarmsUp()
    {
        Checkpoint before = Trained();
        TrainingOrigin model = TrainingOrigin.Of(LastModel("run"));

        double[] factors = RateFactors("model", Options with { WarmUpShare = 0.5 }, model);
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1, 1, 1], factors, (a, b) => Math.Abs(a - b) < 1e-9);

        Train("one", Options, model, stopAfter: 1);
        Checkpoint one = LastCheckpoint("one");
        Assert.Equal(before.Average, one.Values); // the average is what the run saved
        Assert.Equal(before.Average, one.Average);
        Assert.Contains(one.SecondMoment, moment => moment > 0);
    }

    [Fact]
    public void LongRunFromAModel_GathersMomentsOverAHundredUpdates_AlsoAfterAResume()
    {
        Trained();
        TrainingOrigin model = TrainingOrigin.Of(LastModel("run"));
        TrainingOptions longer = Options with { Epochs = 200, WarmUpShare = 0.01 };

        double[] factors = RateFactors("whole", longer, model, stopAfter: 28);
        Train("parts", longer, model, stopAfter: 10);
        Train("parts", longer, resumeFrom: LastCheckpoint("parts"), stopAfter: 18);

        Assert.Equal(25, Array.FindIndex(factors, factor => factor > 0)); // 4 updates a batch
        Assert.Equal(1 / 12.0, factors[25], 1e-6); // the first of 12 batches of warm-up
        Assert.Equal(LastCheckpoint("whole").Values, LastCheckpoint("parts").Values);
    }

    [Fact]
    public void InterruptedWarmUp_ContinuesToRiseWithALargerBudget()
    {
        TrainingOrigin origin = TrainingOrigin.Of(Trained()) with { Moments = null, OptimiserSteps = 0 };
        TrainingOptions options = Options with { StartedFrom = new("run", 6, 0, 0), Epochs = 8, WarmUpShare = 0.9 };
        double before = RateFactors("on", options, origin, stopAfter: 12)[^1];
        Assert.InRange(before, double.Epsilon, 0.5);

        double[] factors = RateFactors("on", options with { Epochs = 80 }, resumeFrom: LastCheckpoint("on"), stopAfter: 5);

        Assert.All(factors, factor => Assert.InRange(factor, double.Epsilon, before));
        Assert.Equal(factors.Order(), factors);
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
        Train("muon", muon);
        TrainingOrigin afterMuon = TrainingOrigin.Of(LastCheckpoint("muon"));

        Assert.Equal(0, RateFactors("adam", Options, afterMuon)[0]);
        Assert.Equal(1, RateFactors("muon again", muon, afterMuon)[0]);
        Assert.Equal(1, RateFactors("muon after Adam", muon, TrainingOrigin.Of(Trained()))[0]);
    }

    [Fact]
    public void Widened_ContinuesToTrain()
    {
        Checkpoint narrow = Trained();
        TrainingOptions wider = Options with { Model = Options.Model with { Hidden = 9, OutputEmbedding = 9 } };
        double before = narrow.Progress.BestNatsPerSequence;

        TrainingProgress after = Train("wide", wider, TrainingOrigin.Of(narrow));

        Assert.True(after.BestNatsPerSequence > before, $"{before} to {after.BestNatsPerSequence}");
    }

    private Checkpoint Trained()
    {
        Train("run", Options);
        return LastCheckpoint("run");
    }
}
