using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>Segments that the model is rewriting. The old rows stay on the page until the new segments are complete.</summary>
/// <param name="range">The rows of the old segments.</param>
/// <param name="layer">The layer of the segments; null for strokes, which end with their pen-ups.</param>
/// <param name="count">The number of segments or strokes in the range, at least 1.</param>
/// <param name="followsPenUp">
/// Whether the row before the range ends a stroke. Then a boundary soon after it is the late one of the segment before the range.
/// </param>
/// <param name="done">Called with the new number of rows.</param>
internal sealed class Rewriting(RowRange range, int? layer, int count, bool followsPenUp, Action<int> done)
{
    /// <summary>The number of rows that are requested at a time.</summary>
    public const int Batch = 16;

    private const int MaximumAttempts = 5;

    private readonly List<InferenceResult> _written = [];
    private int _found, _attempts = 1;
    private bool _hasPenUp;

    public RowRange Range => range;

    public ReadOnlySpan<InferenceResult> Written => CollectionsMarshal.AsSpan(_written);

    public Action<int> Done => done;

    /// <summary>Whether all requested rows have arrived and more are needed.</summary>
    public bool NeedsMore => _written.Count % Batch == 0;

    /// <summary>A limit, because the model may never end its segments.</summary>
    private int MaximumRows => 60 + 3 * range.Count;

    /// <returns>Whether the segments are complete.</returns>
    public bool Take(in InferenceResult result)
    {
        _written.Add(result);
        bool isLate = followsPenUp && !_hasPenUp && _written.Count <= RowRange.LateRows;
        if (layer is { } ofSegments ? result.Trace.Boundary(ofSegments) && !isLate : result.Offset.PenUp) _found++;
        _hasPenUp |= result.Offset.PenUp;
        return _found >= count || _written.Count >= MaximumRows;
    }

    /// <summary>Begins another attempt if the model has written much less than there was, such as a dot.</summary>
    /// <param name="rows">The number of rows of the new segments.</param>
    /// <returns>Whether to ask the model for rows again.</returns>
    public bool TryAgain(int rows)
    {
        if (3 * rows >= range.Count || _attempts == MaximumAttempts) return false;
        _attempts++;
        _written.Clear();
        (_found, _hasPenUp) = (0, false);
        return true;
    }
}
