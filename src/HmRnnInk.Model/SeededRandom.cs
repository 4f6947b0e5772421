namespace HmRnnInk.Model;

/// <summary>A <see cref="Random"/> whose state can be saved and restored.</summary>
/// <remarks>It uses <see cref="SplitMix64"/>, so that a saved page continues in the same way with every runtime.</remarks>
public sealed class SeededRandom(ulong seed) : Random(Seed: 0)
{
    private readonly SplitMix64 _generator = new(seed);

    /// <summary>The complete state; initially the seed.</summary>
    public ulong State
    {
        get => _generator.State;
        set => _generator.State = value;
    }

    /// <inheritdoc/>
    public override double NextDouble() => Sample();

    /// <inheritdoc/>
    public override int Next() => _generator.Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue) => maxValue == 0 ? 0 : _generator.Below(maxValue);

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref byte value in buffer) value = (byte)(_generator.Next() >> 56);
    }

    /// <inheritdoc/>
    protected override double Sample() => (_generator.Next() >> 11) * (1.0 / (1UL << 53));
}
