using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using TorchSharp;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class NonFiniteUpdateTests : IDisposable
{
    private static readonly TrainingOptions Options = TinyRuns.Options with { Window = 50 };

    private readonly TinyRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData(float.PositiveInfinity, 1f)] // likelihood and gradient
    [InlineData(1f, float.PositiveInfinity)] // gradient alone
    public void WindowThatIsNotFinite_IsSkippedAndCounted(float forward, float backward)
    {
        Train(new Poison(Options.Model, window => window == 5 ? (forward, backward) : (1, 1)));
        IReadOnlyList<EvaluationRecord> records = _runs.Run("run").ReadMetrics();
        Assert.Equal(1, records.Sum(record => record.SkippedUpdates));
        InkModel last = InkModel.Load(_runs.Run("run").LastModelPath);
        Assert.All(last.Weights, tensor => Assert.All(tensor.Value, weight => Assert.True(float.IsFinite(weight))));
    }

    [Fact]
    public void ElevenNonFiniteWindowsInARow_EndTheRun()
    {
        var error = Assert.Throws<DivergedException>(
            () => Train(new Poison(Options.Model, window => window > 3 ? (1, float.NaN) : (1, 1))));
        Assert.Contains("11 windows in a row", error.Message);
    }

    private void Train(IRecurrence recurrence) => _runs.Train("run", Options, recurrence: recurrence);

    /// <summary>Makes h, or only its gradient, not finite in the given training windows.</summary>
    private sealed class Poison(ModelConfig config, Func<int, (float Forward, float Backward)> factors) : IRecurrence
    {
        private readonly IRecurrence _real = Recurrences.For(config);
        private int _window;

        public RecurrentOutput Forward(
            IReadOnlyDictionary<string, torch.Tensor> weights, torch.Tensor embedded, RecurrentState state, float slope,
            torch.Tensor? candidateMasks = null, torch.Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
        {
            RecurrentOutput output = _real.Forward(weights, embedded, state, slope, candidateMasks, forcedBoundaries, texts);
            if (!torch.is_grad_enabled()) return output;
            (float forward, float backward) = factors(_window++);
            return output with
            {
                Hidden = [.. output.Hidden.Select(hidden => float.IsFinite(backward) ? hidden * forward : hidden + Steep(hidden))],
            };
        }

        /// <returns>0, with a gradient that is not finite: that of the square root at 0.</returns>
        private static torch.Tensor Steep(torch.Tensor hidden) => (hidden * 0).sqrt();
    }
}
