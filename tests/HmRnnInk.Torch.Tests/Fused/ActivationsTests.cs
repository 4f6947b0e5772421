using System.Runtime.Intrinsics;
using HmRnnInk.Torch.Fused;

namespace HmRnnInk.Torch.Tests.Fused;

public sealed class ActivationsTests
{
    [Fact]
    public void TanhAndSigmoid_AreWithinAMillionth()
    {
        for (double value = -40; value <= 40; value += 1.0 / 512)
        {
            var lanes = Vector256.Create((float)value);
            Assert.Equal(Math.Tanh((float)value), Activations.Tanh(lanes)[3], 1e-6);
            Assert.Equal(1 / (1 + Math.Exp(-(float)value)), Activations.Sigmoid(lanes)[5], 1e-6);
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1f, 1f)]
    [InlineData(float.NegativeInfinity, -1f, 0f)]
    [InlineData(float.NaN, float.NaN, float.NaN)]
    public void NonFiniteValues_GiveTheirLimits(float value, float tanh, float sigmoid)
    {
        Assert.Equal(tanh, Activations.Tanh(Vector256.Create(value))[0], 1e-6f);
        Assert.Equal(sigmoid, Activations.Sigmoid(Vector256.Create(value))[0], 1e-6f);
    }
}
