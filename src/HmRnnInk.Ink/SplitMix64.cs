namespace HmRnnInk.Ink;

/// <summary>
/// The SplitMix64 random number generator (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195). Unlike <see cref="Random"/> it gives
/// the same numbers with every runtime, so that the split of a data set never changes.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    /// <summary>A generator constructed with this value as its seed continues the sequence.</summary>
    public ulong State { get; set; } = seed;

    public ulong Next()
    {
        State += 0x9E3779B97F4A7C15;
        return Mix(State);
    }

    /// <summary>
    /// Maps numbers that differ in few bits to numbers that differ in about half of their bits. Different numbers stay different.
    /// </summary>
    public static ulong Mix(ulong number)
    {
        ulong mixed = number;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <returns>Uniform in [0, bound), with a bias of at most 2⁻⁶⁴·bound: it is the high half of a 128-bit product.</returns>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Fisher-Yates shuffle, from the last item to the first.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
