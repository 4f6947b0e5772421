using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>A segment that the model is writing again; the old one stays on the page until the new one is whole.</summary>
/// <param name="range">Its rows.</param>
/// <param name="layer">Whose segment it is.</param>
/// <param name="boundaries">How many of that layer's it ends with; 0 for a stroke, which ends with its pen-up.</param>
/// <param name="done">Is told how many rows it is now.</param>
internal sealed class Rewriting(RowRange range, int layer, int boundaries, Action<int>? done)
{
    /// <summary>Rows asked for at a time.</summary>
    public const int Batch = 16;

    private readonly List<InferenceResult> _written = [];
    private int _found;

    public RowRange Range => range;

    public ReadOnlySpan<InferenceResult> Written => CollectionsMarshal.AsSpan(_written);

    public Action<int>? Done => done;

    /// <summary>Whether all that was asked for is there, and more is needed.</summary>
    public bool NeedsMore => _written.Count % Batch == 0;

    /// <summary>A model may never end its segment: by then it is long enough.</summary>
    private int MostRows => 60 + 3 * range.Count;

    /// <returns>Whether the segment is whole.</returns>
    public bool Take(in InferenceResult result)
    {
        _written.Add(result);
        if (boundaries == 0 ? result.Offset.PenUp : result.Trace.Boundary(layer)) _found++;
        return _found >= Math.Max(1, boundaries) || _written.Count >= MostRows;
    }
}
