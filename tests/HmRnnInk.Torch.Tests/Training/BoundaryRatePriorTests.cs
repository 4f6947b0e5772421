using HmRnnInk.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class BoundaryRatePriorTests
{
    // Two lines, three steps, the last of the second line padding: 1 boundary in 5 points.
    private static readonly Tensor Mask = tensor(new float[,] { { 1, 1 }, { 1, 1 }, { 1, 0 } });

    private static Tensor OneInFive() => tensor(new float[,] { { 1, 0 }, { 0, 0 }, { 0, 1 } }, requires_grad: true);

    [Fact]
    public void RateBelowTheLeast_CostsTheSquareOfWhatIsMissing()
    {
        Tensor penalty = BoundaryRatePrior.Penalty([OneInFive()], Mask, [0.5], weight: 2)!;
        Assert.Equal(2 * (0.5 - 0.2) * (0.5 - 0.2) / 0.5, penalty.ToDouble(), 1e-6);
    }

    [Fact]
    public void RateBelowTheLeast_DrawsEveryPointUpAndNoPadding()
    {
        Tensor boundaries = OneInFive();
        BoundaryRatePrior.Penalty([boundaries], Mask, [0.5], weight: 2)!.backward();
        float expected = -2 * 2 * (0.5f - 0.2f) / 0.5f / 5;
        Assert.Equal([expected, expected, expected, expected, expected, 0], boundaries.grad!.data<float>().ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void RateAboveTheLeast_IsLeftAlone()
    {
        Tensor boundaries = OneInFive();
        Tensor penalty = BoundaryRatePrior.Penalty([boundaries], Mask, [0.1], weight: 2)!;
        penalty.backward();
        Assert.Equal(0, penalty.ToDouble());
        Assert.Equal(0, boundaries.grad!.abs().sum().ToDouble());
    }

    [Fact]
    public void LayersAddUp_AndOneBeyondTheListHasNone()
    {
        double one = BoundaryRatePrior.Penalty([OneInFive()], Mask, [0.5], weight: 2)!.ToDouble();
        double both = BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0.5, 0.5], weight: 2)!.ToDouble();
        Assert.Equal(2 * one, both, 1e-6);
        Assert.Equal(one, BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0.5], weight: 2)!.ToDouble(), 1e-6);
    }

    [Fact]
    public void NoLeastRates_NoPrior() => Assert.Null(BoundaryRatePrior.Penalty([OneInFive()], Mask, [], weight: 2));

    [Fact]
    public void LeastRateOfZero_IsNoPriorForItsLayer()
    {
        Assert.Null(BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0, 0], weight: 2));
        double one = BoundaryRatePrior.Penalty([OneInFive()], Mask, [0.5], weight: 2)!.ToDouble();
        Assert.Equal(one, BoundaryRatePrior.Penalty([OneInFive(), OneInFive()], Mask, [0, 0.5], weight: 2)!.ToDouble(), 1e-6);
    }
}
