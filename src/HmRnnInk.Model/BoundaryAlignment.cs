namespace HmRnnInk.Model;

/// <summary>
/// Whether boundaries fall where landmarks are, over many lines. By itself a share says nothing, since boundaries that are frequent enough
/// meet any landmark: it is told beside the share that the same boundaries have when they are shifted along the line, which keeps
/// their number and spacing and takes their meaning.
/// </summary>
public sealed class BoundaryAlignment
{
    /// <summary>A boundary meets a landmark that is at most so many rows away: about 30 ms.</summary>
    public const int ToleranceRows = 2;

    private const int Shifts = 16;

    private long _boundaries, _landmarks, _meeting, _met, _shiftedMeeting, _shiftedMet;

    /// <summary>Share of the boundaries that meet a landmark.</summary>
    public double Precision => _meeting / (double)_boundaries;

    /// <summary>The same of the shifted boundaries.</summary>
    public double ShiftedPrecision => _shiftedMeeting / (double)(_boundaries * Shifts);

    /// <summary>Share of the landmarks that a boundary meets.</summary>
    public double Recall => _met / (double)_landmarks;

    /// <summary>The same with the boundaries shifted.</summary>
    public double ShiftedRecall => _shiftedMet / (double)(_landmarks * Shifts);

    /// <summary>Takes a line.</summary>
    /// <param name="boundaries">[rows]: whether the layer fired.</param>
    /// <param name="landmarks">[rows].</param>
    public void Add(ReadOnlySpan<bool> boundaries, ReadOnlySpan<bool> landmarks)
    {
        int rows = boundaries.Length;
        if (landmarks.Length != rows) throw new ArgumentException($"{landmarks.Length} landmarks for {rows} rows; there must be one a row.", nameof(landmarks));
        _boundaries += Count(boundaries);
        _landmarks += Count(landmarks);
        _meeting += Meeting(boundaries, landmarks);
        _met += Meeting(landmarks, boundaries);
        var shifted = new bool[rows];
        for (int shift = 1; shift <= Shifts; shift++)
        {
            int by = (int)((long)rows * shift / (Shifts + 1));
            for (int row = 0; row < rows; row++) shifted[(row + by) % rows] = boundaries[row];
            _shiftedMeeting += Meeting(shifted, landmarks);
            _shiftedMet += Meeting(landmarks, shifted);
        }
    }

    private static long Count(ReadOnlySpan<bool> rows)
    {
        long count = 0;
        foreach (bool here in rows) count += here ? 1 : 0;
        return count;
    }

    /// <returns>How many of the first are near one of the second.</returns>
    private static long Meeting(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        long meeting = 0;
        for (int row = 0; row < first.Length; row++)
        {
            if (!first[row]) continue;
            int from = Math.Max(0, row - ToleranceRows), to = Math.Min(first.Length - 1, row + ToleranceRows);
            if (second[from..(to + 1)].Contains(true)) meeting++;
        }

        return meeting;
    }
}
