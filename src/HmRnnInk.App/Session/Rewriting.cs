using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>A segment that the model is rewriting. The old rows stay on the page until the new segment is complete.</summary>
/// <param name="range">The rows of the old segment.</param>
/// <param name="layer">The layer of the segment.</param>
/// <param name="segments">The number of this layer's segments in the range; 0 if it is a stroke, which ends with its pen-up.</param>
/// <param name="done">Called with the new number of rows.</param>
internal sealed class Rewriting(RowRange range, int layer, int segments, Action<int> done)
{
    /// <summary>The number of rows that are requested at a time.</summary>
    public const int Batch = 16;

    private readonly List<InferenceResult> _written = [];
    private int _found;

    public RowRange Range => range;

    public ReadOnlySpan<InferenceResult> Written => CollectionsMarshal.AsSpan(_written);

    public Action<int> Done => done;

    /// <summary>Whether all requested rows have arrived and more are needed.</summary>
    public bool NeedsMore => _written.Count % Batch == 0;

    /// <summary>A limit, because the model may never end its segment.</summary>
    private int MaximumRows => 60 + 3 * range.Count;

    /// <returns>Whether the segment is complete.</returns>
    public bool Take(in InferenceResult result)
    {
        _written.Add(result);
        if (segments == 0 ? result.Offset.PenUp : result.Trace.Boundary(layer)) _found++;
        return _found >= Math.Max(1, segments) || _written.Count >= MaximumRows;
    }
}
