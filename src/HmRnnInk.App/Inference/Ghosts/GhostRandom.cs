namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>
/// A random number generator that can be reseeded without a new object (SplitMix64, Steele, Lea and Flood 2014, doi
/// 10.1145/2714064.2660195). Every branch has its own seed.
/// </summary>
internal sealed class GhostRandom() : Random(0)
{
    private ulong _state;

    public void Start(int seed, int rows, int branch) => _state = Mix(Mix((uint)seed) + ((ulong)(uint)rows << 20) + (uint)branch);

    public override double NextDouble() => Sample();

    protected override double Sample() => (Mix(_state += 0x9E3779B97F4A7C15) >> 11) * (1.0 / (1ul << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
