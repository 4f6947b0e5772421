namespace HmRnnInk.Torch.Training;

/// <summary>FNV-1a: the same in every process, which string.GetHashCode is not, so that a resumed run draws what it would have drawn.</summary>
internal static class StableHash
{
    public static int Of(string text, params ReadOnlySpan<int> numbers)
    {
        uint hash = 2166136261u;
        foreach (int number in numbers) hash = unchecked((hash ^ (uint)number) * 16777619u);
        foreach (char character in text) hash = unchecked((hash ^ character) * 16777619u);
        return (int)hash;
    }
}
