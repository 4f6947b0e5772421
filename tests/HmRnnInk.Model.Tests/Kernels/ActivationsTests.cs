using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

/// <summary>Tests single lanes. <see cref="LaneKernelsTests"/> shows that wider vectors give the same bits.</summary>
public sealed class ActivationsTests
{
    [Fact]
    public void TanhAndSigmoid_HaveErrorsBelowAMillionth()
    {
        for (double value = -40; value <= 40; value += 1.0 / 512)
        {
            Assert.Equal(Math.Tanh((float)value), Activations<float, ScalarLanes>.Tanh((float)value), 1e-6);
            Assert.Equal(1 / (1 + Math.Exp(-(float)value)), Activations<float, ScalarLanes>.Sigmoid((float)value), 1e-6);
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1f, 1f)]
    [InlineData(float.NegativeInfinity, -1f, 0f)]
    [InlineData(float.NaN, float.NaN, float.NaN)]
    public void NonFiniteValues_GiveTheirLimits(float value, float tanh, float sigmoid)
    {
        Assert.Equal(tanh, Activations<float, ScalarLanes>.Tanh(value), 1e-6f);
        Assert.Equal(sigmoid, Activations<float, ScalarLanes>.Sigmoid(value), 1e-6f);
    }
}
