namespace HmRnnInk.Torch.Tests;

public sealed class OptimiserTests
{
    private const double Rate = 0.01, ClipNorm = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1003)]
    [InlineData(200_001)] // several parts
    public void Steps_EqualThoseOfTorchAdam_WithClippingByNorm(int count)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var ours = rand(count, generator: generator).requires_grad_(true);
        var theirs = new TorchSharp.Modules.Parameter(ours.detach().clone());
        using var optimiser = new Optimiser(ours, secondMomentDecay: 0.99);
        var reference = optim.Adam([theirs], Rate, beta1: 0.9, beta2: 0.99, eps: 1e-8);
        for (int step = 0; step < 8; step++)
        {
            // The norm is sometimes above the maximum, sometimes below.
            Tensor gradient = randn(count, generator: generator) * (step % 2 == 0 ? 5 : 0.5 / Math.Sqrt(count));
            (ours * gradient).sum().backward();
            reference.zero_grad();
            (theirs * gradient).sum().backward();
            double norm = nn.utils.clip_grad_norm_([theirs], ClipNorm);
            Assert.Equal(norm, optimiser.Step(Rate, ClipNorm), norm * 1e-5);
            reference.step();
            Assert.InRange((ours - theirs).abs().max().item<float>(), 0, 2e-6f);
        }

        Assert.Equal(8, optimiser.Steps);
    }

    [Fact]
    public void RateShares_ScaleTheLearningRateOfEachWeight()
    {
        using var scope = NewDisposeScope();
        var values = zeros(100).requires_grad_(true);
        Tensor shares = linspace(0, 1, 100);
        using var optimiser = new Optimiser(values, shares.DetachFromDisposeScope());
        values.sum().backward();
        optimiser.Step(Rate, clipNorm: 1000);
        // Adam's first step is as large as the learning rate, for any gradient.
        Assert.InRange((values + (shares * Rate)).abs().max().item<float>(), 0, 1e-7f);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(200_001, false)]
    [InlineData(7, true)]
    public void Average_FollowsTheWeights_FasterAtFirstForRandomWeights(int count, bool startsTrained)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var values = rand(count, generator: generator).requires_grad_(true);
        using var optimiser = new Optimiser(values, averageDecay: 0.5, startsTrained: startsTrained);
        Tensor expected = values.detach().clone();
        for (int step = 1; step <= 12; step++)
        {
            (values * randn(count, generator: generator)).sum().backward();
            optimiser.Step(Rate, ClipNorm);
            double decay = startsTrained ? 0.5 : Math.Min(0.5, (1.0 + step) / (10 + step)); // the ramp up to step 8
            expected = (decay * expected) + ((1 - decay) * values.detach());
        }

        Assert.InRange((optimiser.Average! - expected).abs().max().item<float>(), 0, 1e-6f);
        Assert.InRange((optimiser.Average! - values).abs().max().item<float>(), 1e-4f, 1);
    }

    [Fact]
    public void WithoutADecay_ThereIsNoAverage()
    {
        using var values = ones(3).requires_grad_(true);
        using var optimiser = new Optimiser(values);
        Assert.Null(optimiser.Average);
    }

    [Fact]
    public void GradientThatIsNotFinite_ChangesNothing_AndIsNotAddedToTheNext()
    {
        using var scope = NewDisposeScope();
        var values = ones(3).requires_grad_(true);
        using var optimiser = new Optimiser(values);
        (values * tensor(new[] { 1, float.NaN, 1 })).sum().backward();
        Assert.False(double.IsFinite(optimiser.Step(Rate, ClipNorm)));
        Assert.Equal(0, optimiser.Steps);
        Assert.True(values.equal(1).all().item<bool>());
        values.sum().backward();
        Assert.Equal(Math.Sqrt(3), optimiser.Step(Rate, ClipNorm), 1e-6);
    }
}
