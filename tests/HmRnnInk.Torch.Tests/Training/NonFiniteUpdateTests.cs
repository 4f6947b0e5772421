namespace HmRnnInk.Torch.Tests.Training;

public sealed class NonFiniteUpdateTests : TinyRunTests
{
    private static readonly TrainingOptions Options = Tiny with { Window = 50 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WindowThatIsNotFinite_IsSkippedAndCounted(bool gradientOnly)
    {
        Train(new PoisonedRecurrence(Options.Model, window => window == 5, gradientOnly));
        IReadOnlyList<EvaluationRecord> records = Run("run").ReadMetrics();
        Assert.Equal(1, records.Sum(record => record.SkippedUpdates));
        InkModel last = LastModel("run");
        Assert.All(last.Weights, tensor => Assert.All(tensor.Value, weight => Assert.True(float.IsFinite(weight))));
    }

    [Fact]
    public void ElevenNonFiniteWindowsInARow_EndTheRun()
    {
        var error = Assert.Throws<DivergedException>(
            () => Train(new PoisonedRecurrence(Options.Model, window => window > 3, gradientOnly: true)));
        Assert.Contains("11 windows in a row", error.Message);
    }

    private void Train(IRecurrence recurrence) => Train("run", Options, recurrence: recurrence);

    /// <summary>Makes h, or only its gradient, not finite in some training windows.</summary>
    private sealed class PoisonedRecurrence(ModelConfig config, Func<int, bool> isPoisoned, bool gradientOnly) : IRecurrence
    {
        private readonly IRecurrence _real = Recurrences.For(config);
        private int _window;

        public RecurrentOutput Forward(
            IReadOnlyDictionary<string, torch.Tensor> weights, torch.Tensor embedded, RecurrentState state, float slope,
            torch.Tensor? candidateMasks = null, torch.Tensor[]? forcedBoundaries = null, LineTexts? texts = null)
        {
            RecurrentOutput output = _real.Forward(weights, embedded, state, slope, candidateMasks, forcedBoundaries, texts);
            if (!torch.is_grad_enabled() || !isPoisoned(_window++)) return output;
            // The square root of 0 is 0, but its gradient is not finite.
            return output with
            {
                Hidden =
                [
                    .. output.Hidden.Select(hidden => gradientOnly ? hidden + (hidden * 0).sqrt() : hidden * float.PositiveInfinity),
                ],
            };
        }
    }
}
