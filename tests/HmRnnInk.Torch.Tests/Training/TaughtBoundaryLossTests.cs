namespace HmRnnInk.Torch.Tests.Training;

public sealed class TaughtBoundaryLossTests
{
    // Two lines, two steps, the last of the second line padding.
    private static readonly Tensor Mask = tensor(new float[,] { { 1, 1 }, { 1, 0 } });
    private static readonly Tensor Rule = tensor(new float[,] { { 1, 0 }, { 1, 1 } });

    [Fact]
    public void EachError_CostsTheWeight_AndHasTheGradientThatCorrectsIt()
    {
        Tensor fired = tensor(new float[,] { { 1, 1 }, { 0, 0 } }, requires_grad: true); // right, too many, missing, padding

        Tensor loss = TaughtBoundaryLoss.Of([fired], [Rule], Mask, weight: 0.6);
        loss.backward();

        Assert.Equal(0.6 * 2 / 3, loss.ToDouble(), 1e-6);
        float step = 2 * 0.6f / 3;
        Assert.Equal([0, step, -step, 0], fired.grad!.data<float>().ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void LayerWithoutARule_IsNotTaught()
    {
        Tensor fired = ones(2, 2, requires_grad: true), taught = zeros(2, 2, requires_grad: true);

        TaughtBoundaryLoss.Of([fired, taught], [null, Rule], Mask, weight: 1).backward();

        Assert.Null(fired.grad);
        Assert.NotNull(taught.grad);
    }
}
