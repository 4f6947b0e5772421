using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// Says where a segment ends by a fixed rule and not by a detector. What it says of a row depends on that row and those before it alone, so that
/// a detector could learn it. Rules serve as controls, in the place of a layer's detector, and as teachers of one.
/// </summary>
/// <param name="Name">As <see cref="Find"/> takes it.</param>
/// <param name="Fires">One value a row of the line.</param>
public sealed record BoundaryRule(string Name, Func<InkLine, bool[]> Fires)
{
    /// <summary>What <see cref="Find"/> takes, for help and errors.</summary>
    public const string Names = "none, pen-up, stroke-start, word-gap, speed-minimum, every-N, random-N (N points a boundary)";

    /// <summary>Never fires; as a teacher, teaches nothing.</summary>
    public const string None = "none";

    /// <summary>
    /// The pen's way to the right from the rightmost ink of a line to a new stroke, in units of IAM-OnDB: more is a word gap. It finds the gaps that
    /// the transcripts tell with a precision and a recall of 0.90 each.
    /// </summary>
    private const float WordGap = 200;

    /// <summary>The rule of that name; null where there is none.</summary>
    public static BoundaryRule? Find(string name)
    {
        if (Interval(name, "every-") is { } period)
            return new(name, line => [.. line.Offsets.Select((_, row) => row % period == period - 1)]);
        if (Interval(name, "random-") is { } mean) return new(name, line => Random(line, mean));
        Func<InkLine, bool[]>? fires = name switch
        {
            None => line => new bool[line.Offsets.Length],
            "pen-up" => line => InkLandmarks.PenUps(line.Offsets),
            "stroke-start" => line => StrokeStarts(line.Offsets),
            "word-gap" => line => WordGaps(line.Offsets),
            "speed-minimum" => line => SpeedMinima(line.Offsets),
            _ => null,
        };
        return fires is null ? null : new(name, fires);
    }

    /// <summary>N of a rule's name, such as every-N; null where it is no such name.</summary>
    internal static int? Interval(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), out int rows) && rows > 1
            ? rows : null;

    /// <summary>
    /// Each layer's rule, which fires wherever one of a layer above does: a layer that has nothing from below cannot end.
    /// </summary>
    public static BoundaryRule[] Nested(IReadOnlyList<string> names)
    {
        BoundaryRule[] rules = [.. names.Select(name => Find(name) ?? throw new ArgumentException($"There is no boundary rule '{name}'; there are: {Names}."))];
        return [.. rules.Select((rule, layer) => new BoundaryRule(rule.Name, line =>
        {
            bool[] fires = rule.Fires(line);
            foreach (BoundaryRule above in rules.Skip(layer + 1))
                foreach ((int row, bool one) in above.Fires(line).Index()) fires[row] |= one;
            return fires;
        }))];
    }

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

    /// <summary>The row after the slowest: there it is known.</summary>
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

    /// <summary>The same boundaries whenever the line is seen.</summary>
    private static bool[] Random(InkLine line, int mean)
    {
        var random = new Random(StableHash.Of(line.Id));
        return [.. line.Offsets.Select(_ => random.NextDouble() < 1.0 / mean)];
    }
}
