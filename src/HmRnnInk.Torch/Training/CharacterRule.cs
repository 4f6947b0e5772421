using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>What <see cref="BoundaryRule"/> is for lines of ink, for a text.</summary>
public static class CharacterRule
{
    /// <summary>What <see cref="Find"/> takes, for help and errors.</summary>
    public const string Names = "none, space, sentence-end, every-N, random-N (N characters a boundary)";

    /// <summary>Where the rule of that name ends a segment; null where there is none.</summary>
    /// <returns>From a text to one value a character.</returns>
    public static Func<string, bool[]>? Find(string name)
    {
        if (BoundaryRule.Interval(name, "every-") is { } period) return text => [.. text.Select((_, row) => row % period == period - 1)];
        if (BoundaryRule.Interval(name, "random-") is { } mean) return text => Random(text, mean);
        return name switch
        {
            BoundaryRule.None => text => new bool[text.Length],
            "space" => TextLandmarks.Spaces,
            "sentence-end" => TextLandmarks.SentenceEnds,
            _ => null,
        };
    }

    /// <summary>Where each layer's rule ends a segment, which is also wherever one of a layer above does.</summary>
    /// <returns>[layer][character].</returns>
    public static bool[][] Nested(IReadOnlyList<string> names, string text)
    {
        bool[][] fires = [.. names.Select(name => Find(name) is { } rule ? rule(text)
            : throw new ArgumentException($"There is no boundary rule '{name}' for a text; there are: {Names}."))];
        for (int layer = fires.Length - 2; layer >= 0; layer--)
            for (int row = 0; row < text.Length; row++) fires[layer][row] |= fires[layer + 1][row];
        return fires;
    }

    /// <summary>The same boundaries whenever the text is seen.</summary>
    private static bool[] Random(string text, int mean)
    {
        var random = new Random(text.Length);
        return [.. text.Select(_ => random.NextDouble() < 1.0 / mean)];
    }
}
