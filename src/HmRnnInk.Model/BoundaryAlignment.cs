using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>
/// Whether boundaries fall where landmarks are, over many lines. By itself a share says nothing, since boundaries that are frequent enough
/// meet any landmark: it is told beside the shares of three baselines. Each has as many boundaries in each line as the layer has.
/// </summary>
/// <param name="toleranceRows">A boundary meets a landmark that is at most so many rows away.</param>
public sealed class BoundaryAlignment(int toleranceRows = BoundaryAlignment.ToleranceRows)
{
    /// <summary>The tolerance for landmarks of one row: about 30 ms.</summary>
    public const int ToleranceRows = 2;

    /// <summary>How often each baseline is drawn.</summary>
    public const int Draws = 16;

    private readonly SplitMix64 _random = new(1);

    /// <summary>The boundaries themselves.</summary>
    public AlignmentCount Boundaries { get; } = new();

    /// <summary>The same boundaries moved along the line, by a draw's share of it: keeps their spacing and takes their meaning.</summary>
    public AlignmentCount Shifted { get; } = new();

    /// <summary>Boundaries at equal distances, of which a draw sets the phase.</summary>
    public AlignmentCount Periodic { get; } = new();

    /// <summary>Boundaries at rows drawn at random; the same lines in the same order get the same ones.</summary>
    public AlignmentCount Random { get; } = new();

    /// <summary>Takes a line with landmarks of one row each.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">[rows].</param>
    public void Add(ReadOnlySpan<bool> boundaries, ReadOnlySpan<bool> landmarks)
    {
        int rows = boundaries.Length;
        if (landmarks.Length != rows)
            throw new ArgumentException($"{landmarks.Length} landmarks for {rows} rows; there must be one a row.", nameof(landmarks));
        var spans = new List<(int First, int Last)>();
        for (int row = 0; row < rows; row++)
            if (landmarks[row]) spans.Add((row, row));
        Add(boundaries, spans);
    }

    /// <summary>Takes a line.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">First and last row of each.</param>
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
