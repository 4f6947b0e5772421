namespace HmRnnInk.Model;

/// <summary>
/// Compares boundaries with landmarks over many lines. Precision and recall alone say nothing, since frequent boundaries are near any
/// landmark by chance. They are therefore also computed for three baselines, which have the same number of boundaries in each line.
/// </summary>
/// <param name="toleranceRows">Maximum distance in rows between a boundary and a landmark that are near each other.</param>
public sealed class BoundaryAlignment(int toleranceRows = BoundaryAlignment.ToleranceRows)
{
    /// <summary>The tolerance for landmarks of one row: about 30 ms.</summary>
    public const int ToleranceRows = 2;

    /// <summary>Number of draws of each baseline.</summary>
    public const int Draws = 16;

    private readonly SplitMix64 _random = new(1);

    /// <summary>The boundaries themselves.</summary>
    public AlignmentCount Boundaries { get; } = new();

    /// <summary>
    /// The same boundaries moved along the line, by a different share of its length in each draw. This keeps their spacing, but not their
    /// relation to landmarks.
    /// </summary>
    public AlignmentCount Shifted { get; } = new();

    /// <summary>Evenly spaced boundaries, with a different phase in each draw.</summary>
    public AlignmentCount Periodic { get; } = new();

    /// <summary>Boundaries at random rows. The same lines in the same order get the same random boundaries.</summary>
    public AlignmentCount Random { get; } = new();

    /// <summary>Adds a line with landmarks of one row each.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">[rows].</param>
    public void Add(ReadOnlySpan<bool> boundaries, ReadOnlySpan<bool> landmarks)
    {
        int rows = boundaries.Length;
        if (landmarks.Length != rows)
            throw new ArgumentException($"There are {landmarks.Length} landmark values for {rows} rows.", nameof(landmarks));
        var spans = new List<(int First, int Last)>();
        for (int row = 0; row < rows; row++)
            if (landmarks[row]) spans.Add((row, row));
        Add(boundaries, spans);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">First and last row of each landmark.</param>
    public void Add(ReadOnlySpan<bool> boundaries, IReadOnlyList<(int First, int Last)> landmarks)
    {
        int rows = boundaries.Length, count = boundaries.Count(true);
        Boundaries.Add(boundaries, landmarks, toleranceRows);
        var baseline = new bool[rows];
        for (int draw = 0; draw < Draws; draw++)
        {
            Shift(boundaries, baseline, draw);
            Shifted.Add(baseline, landmarks, toleranceRows);
            Space(count, baseline, draw);
            Periodic.Add(baseline, landmarks, toleranceRows);
            Scatter(count, baseline);
            Random.Add(baseline, landmarks, toleranceRows);
        }
    }

    private static void Shift(ReadOnlySpan<bool> boundaries, bool[] shifted, int draw)
    {
        int rows = boundaries.Length, by = (int)((long)rows * (draw + 1) / (Draws + 1));
        for (int row = 0; row < rows; row++) shifted[(row + by) % rows] = boundaries[row];
    }

    private static void Space(int count, bool[] periodic, int draw)
    {
        Array.Clear(periodic);
        for (int number = 0; number < count; number++)
            periodic[(int)(((long)number * Draws + draw) * periodic.Length / ((long)count * Draws))] = true;
    }

    private void Scatter(int count, bool[] random)
    {
        Array.Clear(random);
        random.AsSpan(0, count).Fill(true);
        _random.Shuffle(random.AsSpan());
    }
}
