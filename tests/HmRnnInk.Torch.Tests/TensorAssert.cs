namespace HmRnnInk.Torch.Tests;

/// <summary>Comparisons of tensors, with the difference in the message.</summary>
internal static class TensorAssert
{
    /// <summary>Asserts that the Euclidean norm of the difference is at most this share of the expected tensor's norm.</summary>
    public static void Close(Tensor expected, Tensor actual, double relative, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected - actual).norm().ToDouble(), norm = expected.norm().ToDouble();
        Assert.True(difference <= relative * norm, $"{what}: the difference's norm is {difference}, the tensor's {norm}.");
    }

    /// <summary>Asserts that both have the same floats, bit for bit.</summary>
    public static void SameBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.contiguous().bytes.SequenceEqual(actual.contiguous().bytes), "The tensors' bits differ.");
    }
}
