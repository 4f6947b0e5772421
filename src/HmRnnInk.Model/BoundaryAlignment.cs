namespace HmRnnInk.Model;

/// <summary>
/// Whether boundaries fall where landmarks are, over many lines. By itself a share says nothing, since boundaries that are frequent enough
/// meet any landmark: it is told beside the share that the same boundaries have when they are shifted along the line, which keeps
/// their number and spacing and takes their meaning.
/// </summary>
/// <param name="toleranceRows">A boundary meets a landmark that is at most so many rows away.</param>
public sealed class BoundaryAlignment(int toleranceRows = BoundaryAlignment.ToleranceRows)
{
    /// <summary>The tolerance for landmarks of one row: about 30 ms.</summary>
    public const int ToleranceRows = 2;

    private const int Shifts = 16;

    private readonly AlignmentCount _itself = new(), _shifted = new();

    /// <summary>Share of the boundaries that meet a landmark.</summary>
    public double Precision => _itself.Precision;

    /// <summary>The same of the shifted boundaries.</summary>
    public double ShiftedPrecision => _shifted.Precision;

    /// <summary>Share of the landmarks that a boundary meets.</summary>
    public double Recall => _itself.Recall;

    /// <summary>The same with the boundaries shifted.</summary>
    public double ShiftedRecall => _shifted.Recall;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => _itself.F1;

    /// <summary>The same of the shifted boundaries.</summary>
    public double ShiftedF1 => _shifted.F1;

    /// <summary>Takes a line with landmarks of one row each.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">[rows].</param>
    public void Add(ReadOnlySpan<bool> boundaries, ReadOnlySpan<bool> landmarks)
    {
        if (landmarks.Length != boundaries.Length)
            throw new ArgumentException($"{landmarks.Length} landmarks for {boundaries.Length} rows; there must be one a row.", nameof(landmarks));
        var spans = new List<(int First, int Last)>();
        for (int row = 0; row < landmarks.Length; row++)
            if (landmarks[row]) spans.Add((row, row));
        Add(boundaries, spans);
    }

    /// <summary>Takes a line.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">First and last row of each.</param>
    public void Add(ReadOnlySpan<bool> boundaries, IReadOnlyList<(int First, int Last)> landmarks)
    {
        int rows = boundaries.Length;
        _itself.Add(boundaries, landmarks, toleranceRows);
        var shifted = new bool[rows];
        for (int shift = 1; shift <= Shifts; shift++)
        {
            int by = (int)((long)rows * shift / (Shifts + 1));
            for (int row = 0; row < rows; row++) shifted[(row + by) % rows] = boundaries[row];
            _shifted.Add(shifted, landmarks, toleranceRows);
        }
    }
}
