namespace HmRnnInk.Torch.Tests;

/// <summary>Random tensors from a separate generator, because torch's global one is shared.</summary>
internal sealed class SeededTensors(int seed, ScalarType type = ScalarType.Float32)
{
    private readonly Generator _generator = new((ulong)seed, CPU);

    public Tensor Normal(params long[] shape) => randn(shape, dtype: type, generator: _generator);

    public Tensor Normal(int[] shape) => Normal([.. shape.Select(size => (long)size)]);

    public Tensor Uniform(params long[] shape) => rand(shape, dtype: type, generator: _generator);

    /// <summary>0 and 1, each with probability 1/2.</summary>
    public Tensor Coins(params long[] shape) => Uniform(shape).gt(0.5).to_type(type);
}
