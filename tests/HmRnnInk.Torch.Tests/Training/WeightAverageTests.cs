using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class WeightAverageTests : IDisposable
{
    private static readonly TrainingOptions Averaging = TinyRuns.Options with { WeightAverage = 0.9, EvaluateEveryPoints = 2000 };

    private readonly TinyRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Average_IsSavedAndEvaluated_AndTrainingContinuesFromTheWeights()
    {
        _runs.Train("plain", Averaging with { WeightAverage = 0 });
        _runs.Train("averaged", Averaging);

        Checkpoint plain = Checkpoint.Load(_runs.Run("plain").CheckpointPath);
        Checkpoint averaged = Checkpoint.Load(_runs.Run("averaged").CheckpointPath);
        Assert.Equal(plain.Values, averaged.Values);
        Assert.Equal(averaged.Average, Flat(InkModel.Load(_runs.Run("averaged").LastModelPath)));
        Assert.NotEqual(averaged.Values, averaged.Average);
        IReadOnlyList<EvaluationRecord> before = _runs.Run("plain").ReadMetrics(), after = _runs.Run("averaged").ReadMetrics();
        Assert.Equal(before.Select(record => record.TrainNatsPerPoint), after.Select(record => record.TrainNatsPerPoint));
        Assert.All(before.Zip(after), pair => Assert.NotEqual(pair.First.ValidationNatsPerPoint, pair.Second.ValidationNatsPerPoint));
    }

    [Fact]
    public void CheckpointWithoutAnAverage_HasTheWeightsInItsPlace()
    {
        _runs.Train("plain", Averaging with { WeightAverage = 0 });
        _runs.Train("averaged", Averaging);

        Checkpoint plain = Checkpoint.Load(_runs.Run("plain").CheckpointPath);

        Assert.Equal(plain.Values, plain.Average);
        // In the format of runs without an average: three arrays.
        long bytes = new FileInfo(_runs.Run("plain").CheckpointPath).Length;
        long more = new FileInfo(_runs.Run("averaged").CheckpointPath).Length;
        Assert.InRange(bytes, 3 * sizeof(float) * plain.Values.Length, 4 * sizeof(float) * plain.Values.Length);
        Assert.InRange(more, bytes + (sizeof(float) * plain.Values.Length) - 100, bytes + (sizeof(float) * plain.Values.Length) + 100);
    }

    private static float[] Flat(InkModel model) => [.. model.Config.Tensors().SelectMany(tensor => model.Weights[tensor.Name])];
}
