namespace HmRnnInk.Torch.Training;

/// <summary>
/// The FNV-1a hash. Unlike string.GetHashCode it is the same in all processes, so that a resumed run gets the same random numbers.
/// </summary>
internal static class StableHash
{
    /// <summary>The hash of some numbers and a text.</summary>
    public static int Of(string text, params ReadOnlySpan<int> numbers)
    {
        uint hash = 2166136261u;
        foreach (int number in numbers) hash = unchecked((hash ^ (uint)number) * 16777619u);
        foreach (char character in text) hash = unchecked((hash ^ character) * 16777619u);
        return (int)hash;
    }
}
