using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>Comparisons of tensors that say how far apart they are.</summary>
internal static class TensorAssert
{
    /// <summary>That the Euclidean norm of the difference is within so much of the expected tensor's.</summary>
    public static void Close(Tensor expected, Tensor actual, double relative, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected - actual).norm().ToDouble(), norm = expected.norm().ToDouble();
        Assert.True(difference <= relative * norm, $"{what}: the difference's norm is {difference}, the tensor's {norm}.");
    }

    /// <summary>That both hold the same floats, bit for bit.</summary>
    public static void SameBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.contiguous().bytes.SequenceEqual(actual.contiguous().bytes), "The tensors' bits differ.");
    }
}
