namespace HmRnnInk.Torch.Training;

/// <summary>The counterpart of <see cref="BoundaryRule"/> for texts.</summary>
public static class CharacterRule
{
    /// <summary>All names for <see cref="Find"/>, for help texts and errors.</summary>
    public const string Names = "none, space, sentence-end, every-N, random-N (N characters per boundary)";

    /// <summary>Finds a rule by its name; null if there is none.</summary>
    /// <returns>A function that returns one value per character of a text: whether a segment ends there.</returns>
    public static Func<string, bool[]>? Find(string name)
    {
        if (BoundaryRule.Interval(name, "every-") is { } period)
            return text => [.. text.Select((_, row) => row % period == period - 1)];
        if (BoundaryRule.Interval(name, "random-") is { } mean) return text => Random(text, mean);
        return name switch
        {
            BoundaryRule.None => text => new bool[text.Length],
            "space" => TextLandmarks.Spaces,
            "sentence-end" => TextLandmarks.SentenceEnds,
            _ => null,
        };
    }

    /// <inheritdoc cref="BoundaryRule.Nested(IReadOnlyList{string}, InkLine)"/>
    public static bool[][] Nested(IReadOnlyList<string> names, string text) => BoundaryRule.Nested(names.Select(name =>
        Find(name)?.Invoke(text) ?? throw new ArgumentException($"There is no boundary rule '{name}' for texts. Use one of: {Names}.")));

    /// <summary>Random boundaries, the same for all texts of one length.</summary>
    private static bool[] Random(string text, int mean)
    {
        var random = new Random(text.Length);
        return [.. text.Select(_ => random.NextDouble() < 1.0 / mean)];
    }
}
