namespace HmRnnInk.Model;

/// <summary>Counts over many lines how many boundaries are near a landmark, and how many landmarks are near a boundary.</summary>
public sealed class AlignmentCount
{
    private long _boundaries, _landmarks, _boundariesNear, _landmarksNear;

    /// <summary>Share of the boundaries that are near a landmark; NaN if there are no boundaries.</summary>
    public double Precision => _boundariesNear / (double)_boundaries;

    /// <summary>Share of the landmarks that are near a boundary; NaN if there are no landmarks.</summary>
    public double Recall => _landmarksNear / (double)_landmarks;

    /// <summary>Harmonic mean of precision and recall; 0 if both are 0, NaN if one of them is.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Adds a line.</summary>
    /// <param name="boundaries">[rows].</param>
    /// <param name="landmarks">First and last row of each landmark.</param>
    /// <param name="toleranceRows">Maximum distance in rows between a boundary and a landmark that are near each other.</param>
    public void Add(ReadOnlySpan<bool> boundaries, IReadOnlyList<(int First, int Last)> landmarks, int toleranceRows)
    {
        var near = new bool[boundaries.Length];
        foreach ((int first, int last) in landmarks)
        {
            int from = Math.Max(0, first - toleranceRows), to = Math.Min(boundaries.Length, last + toleranceRows + 1);
            near.AsSpan(from..to).Fill(true);
            if (boundaries[from..to].Contains(true)) _landmarksNear++;
        }

        _landmarks += landmarks.Count;
        for (int row = 0; row < boundaries.Length; row++)
        {
            if (!boundaries[row]) continue;
            _boundaries++;
            if (near[row]) _boundariesNear++;
        }
    }
}
