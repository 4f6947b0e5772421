namespace HmRnnInk.Torch.Tests.Training;

public sealed class BoundaryRatePriorTests
{
    // Two lines, three steps, the last of the second line padding: 1 boundary in 5 points.
    private static readonly Tensor Mask = tensor(new float[,] { { 1, 1 }, { 1, 1 }, { 1, 0 } });

    private static Tensor OneInFive() => tensor(new float[,] { { 1, 0 }, { 0, 0 }, { 0, 1 } }, requires_grad: true);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void RateOffTheTarget_CostsTheSquareOfTheDifference(double target)
    {
        Tensor penalty = BoundaryRatePrior.Penalty([OneInFive()], Mask, [target], weight: 2)!;
        Assert.Equal(2 * (target - 0.2) * (target - 0.2) / (2 * target * (1 - target)), penalty.ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void EveryPoint_HasTheGradientOfTheRatioLoss_AndPaddingNone(double target)
    {
        Tensor boundaries = OneInFive();
        BoundaryRatePrior.Penalty([boundaries], Mask, [target], weight: 2)!.backward();
        // α·N/(N − 1)·(N·F − 1) for a mean probability, N = 1/target, spread over 5 points.
        double n = 1 / target;
        float expected = (float)(2 * n / (n - 1) * ((n * 0.2) - 1) / 5);
        float[] gradient = boundaries.grad!.data<float>().ToArray();
        Assert.Equal([expected, expected, expected, expected, expected, 0], gradient, (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Penalties_AreSummedOverLayers_ExceptThoseBeyondTheList()
    {
        double one = BoundaryRatePrior.Penalty([OneInFive()], Mask, [0.5], weight: 2)!.ToDouble();
        double both = BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0.5, 0.5], weight: 2)!.ToDouble();
        Assert.Equal(2 * one, both, 1e-6);
        Assert.Equal(one, BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0.5], weight: 2)!.ToDouble(), 1e-6);
    }

    [Fact]
    public void WithoutTargets_ThereIsNoPrior() => Assert.Null(BoundaryRatePrior.Penalty([OneInFive()], Mask, [], weight: 2));

    [Fact]
    public void TargetOfZero_IsNoPriorForItsLayer()
    {
        Assert.Null(BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0, 0], weight: 2));
        double one = BoundaryRatePrior.Penalty([OneInFive()], Mask, [0.5], weight: 2)!.ToDouble();
        Assert.Equal(one, BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0, 0.5], weight: 2)!.ToDouble(), 1e-6);
    }
}
