namespace HmRnnInk.Torch.Tests;

public sealed class BoundaryDetectorTests
{
    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(3f)]
    public void Fire_IsAThresholdWithTheHardSigmoidsGradient(float slope)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor preActivations = linspace(-4, 4, 163).requires_grad_(true);
        Tensor weights = new SeededTensors(1).Normal(163);

        Tensor fired = BoundaryDetector.Fire(preActivations, slope);
        (fired * weights).sum().backward();

        for (int index = 0; index < 163; index++)
        {
            float value = preActivations[index].ToSingle();
            Assert.Equal(value > 0 ? 1 : 0, fired[index].ToSingle());
            float expected = Math.Abs(slope * value) < 1 ? weights[index].ToSingle() * slope / 2 : 0;
            Assert.Equal(expected, preActivations.grad![index].ToSingle(), 1e-6f);
        }
    }

    [Theory]
    [InlineData(0f, 1f, 0.5f)]
    [InlineData(0.5f, 1f, 0.75f)]
    [InlineData(0.5f, 2f, 1f)]
    [InlineData(-7f, 1f, 0f)]
    [InlineData(7f, 1f, 1f)]
    public void HardSigmoid_IsALineBetweenItsLimits(float preActivation, float slope, float expected)
    {
        using Tensor value = BoundaryDetector.HardSigmoid(tensor(preActivation), slope);

        Assert.Equal(expected, value.ToSingle());
    }

    [Fact]
    public void Fire_AtTheThreshold_DoesNotFire() => Assert.Equal(0, BoundaryDetector.Fire(tensor(0f), 1).ToSingle());
}
