namespace HmRnnInk.Torch.Training;

/// <summary>
/// A fixed rule for the ends of segments. Its value at a row depends only on this row and earlier ones, so that a detector could learn it.
/// Rules teach detectors, or replace them in control experiments.
/// </summary>
public static class BoundaryRule
{
    /// <summary>All names for <see cref="Find"/>, for help texts and errors.</summary>
    public const string Names = "none, pen-up, stroke-start, word-gap, speed-minimum, every-N, random-N (N points per boundary)";

    /// <summary>A rule that never fires. A detector with this rule is not taught.</summary>
    public const string None = "none";

    /// <summary>
    /// Minimum distance of a word gap, from the rightmost ink so far to the start of a stroke, in IAM units. Compared with the gaps found
    /// from transcripts, this rule has a precision and a recall of 0.90.
    /// </summary>
    private const float WordGap = 200;

    /// <summary>Finds a rule by its name; null if there is none.</summary>
    /// <returns>A function that returns one value per row of a line: whether a segment ends there.</returns>
    public static Func<InkLine, bool[]>? Find(string name)
    {
        if (Interval(name, "every-") is { } period) return line => [.. line.Offsets.Select((_, row) => row % period == period - 1)];
        if (Interval(name, "random-") is { } mean) return line => Random(line, mean);
        return name switch
        {
            None => line => new bool[line.Offsets.Length],
            "pen-up" => line => InkLandmarks.PenUps(line.Offsets),
            "stroke-start" => line => StrokeStarts(line.Offsets),
            "word-gap" => line => WordGaps(line.Offsets),
            "speed-minimum" => line => SpeedMinima(line.Offsets),
            _ => null,
        };
    }

    /// <summary>Applies the rules of all layers.</summary>
    /// <returns>[layer][row].</returns>
    /// <exception cref="ArgumentException">There is no rule with one of the names.</exception>
    public static bool[][] Nested(IReadOnlyList<string> names, InkLine line) => Nested(names.Select(name => Find(name)?.Invoke(line)
        ?? throw new ArgumentException($"There is no boundary rule '{name}'. Use one of: {Names}.")));

    /// <summary>
    /// Makes each layer also fire where a higher layer does, since a layer can end its segment only where the layer below ends one.
    /// </summary>
    /// <param name="rules">[layer][row].</param>
    internal static bool[][] Nested(IEnumerable<bool[]> rules)
    {
        bool[][] fires = [.. rules];
        for (int layer = fires.Length - 2; layer >= 0; layer--)
            for (int row = 0; row < fires[layer].Length; row++) fires[layer][row] |= fires[layer + 1][row];
        return fires;
    }

    /// <summary>N of a rule's name such as every-N; null if the name does not have this form, or if N is below 2.</summary>
    internal static int? Interval(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), out int rows) && rows > 1
            ? rows : null;

    private static bool[] StrokeStarts(PenOffset[] rows) => [.. rows.Select((_, row) => row > 0 && rows[row - 1].PenUp)];

    private static bool[] WordGaps(PenOffset[] rows)
    {
        var gaps = new bool[rows.Length];
        float x = 0, rightmost = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            x += rows[row].DeltaX;
            gaps[row] = row > 0 && rows[row - 1].PenUp && x - rightmost > WordGap;
            rightmost = Math.Max(rightmost, x);
        }

        return gaps;
    }

    /// <summary>The rows after minima of the speed, since a minimum can only be recognised one row later.</summary>
    private static bool[] SpeedMinima(PenOffset[] rows)
    {
        bool[] minima = new bool[rows.Length];
        for (int row = 2; row < rows.Length; row++)
        {
            minima[row] = !rows[row - 1].PenUp && !rows[row - 2].PenUp
                && Speed(row - 1) < Speed(row - 2) && Speed(row - 1) <= Speed(row);
        }

        return minima;

        double Speed(int row) => double.Hypot(rows[row].DeltaX, rows[row].DeltaY);
    }

    /// <summary>Random boundaries, always the same for a line.</summary>
    private static bool[] Random(InkLine line, int mean)
    {
        var random = new Random(StableHash.Of(line.Id));
        return [.. line.Offsets.Select(_ => random.NextDouble() < 1.0 / mean)];
    }
}
