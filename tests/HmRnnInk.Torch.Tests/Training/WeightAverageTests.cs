namespace HmRnnInk.Torch.Tests.Training;

public sealed class WeightAverageTests : TinyRunTests
{
    private static readonly TrainingOptions Averaging = Tiny with { WeightAverage = 0.9, EvaluateEveryPoints = 2000 };

    [Fact]
    public void Average_IsSavedAndEvaluated_AndTrainingContinuesFromTheWeights()
    {
        Train("plain", Averaging with { WeightAverage = 0 });
        Train("averaged", Averaging);

        Checkpoint plain = LastCheckpoint("plain");
        Checkpoint averaged = LastCheckpoint("averaged");
        Assert.Equal(plain.Values, averaged.Values);
        Assert.Equal(averaged.Average, Flat(LastModel("averaged")));
        Assert.NotEqual(averaged.Values, averaged.Average);
        IReadOnlyList<EvaluationRecord> before = Run("plain").ReadMetrics(), after = Run("averaged").ReadMetrics();
        Assert.Equal(before.Select(record => record.TrainNatsPerPoint), after.Select(record => record.TrainNatsPerPoint));
        Assert.All(before.Zip(after), pair => Assert.NotEqual(pair.First.ValidationNatsPerPoint, pair.Second.ValidationNatsPerPoint));
    }

    [Fact]
    public void CheckpointWithoutAnAverage_HasTheWeightsInItsPlace()
    {
        Train("plain", Averaging with { WeightAverage = 0 });
        Train("averaged", Averaging);

        Checkpoint plain = LastCheckpoint("plain");

        Assert.Equal(plain.Values, plain.Average);
        // In the format of runs without an average: three arrays.
        long bytes = new FileInfo(Run("plain").CheckpointPath).Length;
        long more = new FileInfo(Run("averaged").CheckpointPath).Length;
        Assert.InRange(bytes, 3 * sizeof(float) * plain.Values.Length, 4 * sizeof(float) * plain.Values.Length);
        Assert.InRange(more, bytes + (sizeof(float) * plain.Values.Length) - 100, bytes + (sizeof(float) * plain.Values.Length) + 100);
    }

    private static float[] Flat(InkModel model) => [.. model.Config.Tensors().SelectMany(tensor => model.Weights[tensor.Name])];
}
