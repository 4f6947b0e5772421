namespace HmRnnInk.Torch.Tests.Training;

public sealed class DivergedExceptionTests
{
    private static readonly TrainingRun Run = new("none");

    [Theory]
    [InlineData(-200, -3, "the validation part has -200 nats per point")]
    [InlineData(double.NaN, -3, "the validation part has NaN nats per point")]
    [InlineData(-3, -200, "the lines of the validation part with their texts have -200 nats per point")]
    [InlineData(-3, double.NaN, "the lines of the validation part with their texts have NaN nats per point")]
    public void DivergedEvaluation_IsNamedWithItsOwnValue(double withoutText, double withText, string expected)
    {
        var error = Assert.Throws<DivergedException>(
            () => DivergedException.ThrowIfDiverged(Run, 7, Result(withoutText), Result(withText)));
        Assert.StartsWith($"The run has diverged: after update 7 {expected}.", error.Message);
    }

    [Fact]
    public void EvaluationOfAnUntrainedModel_HasNotDiverged()
    {
        DivergedException.ThrowIfDiverged(Run, 0, Result(-3), Result(-4));
        DivergedException.ThrowIfDiverged(Run, 0, Result(-3), withText: null);
    }

    private static EvaluationResult Result(double natsPerPoint) => new(100 * natsPerPoint, natsPerPoint, 1, 100, [], [], [], []);
}
