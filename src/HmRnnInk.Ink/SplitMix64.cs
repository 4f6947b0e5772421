namespace HmRnnInk.Ink;

/// <summary>
/// A fixed 64-bit generator (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195), so that a split drawn with it
/// never changes with the runtime.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    /// <summary>A generator that is made with it goes on as this one does.</summary>
    public ulong State { get; set; } = seed;

    public ulong Next()
    {
        State += 0x9E3779B97F4A7C15;
        return Mix(State);
    }

    /// <summary>Turns numbers that differ in few bits into numbers that differ in about half of them; no two into the same.</summary>
    public static ulong Mix(ulong number)
    {
        ulong mixed = number;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <returns>Uniform in [0, bound): the high half of a product, without a correction for the 2⁻⁶⁴·bound of bias.</returns>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Fisher-Yates, from the last place down.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
