using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// Reads the rows of a page that was opened once more, on an engine of its own beside the one that goes on: for the hidden units at those
/// rows, and for states to go back to, none of which a document keeps.
/// </summary>
/// <param name="engine">In the state before the first row.</param>
/// <param name="rows">Of the page, and what came to it since.</param>
/// <param name="end">How many of them there were when it was opened.</param>
internal sealed class HiddenRecall(SimdStepEngine engine, IReadOnlyList<PenOffset> rows, IReadOnlyList<bool> heldTops, int end)
{
    private readonly StepTrace _trace = new(engine.Config.Layers);

    public SimdStepEngine Engine => engine;

    /// <summary>The row that is read next.</summary>
    public int Row { get; private set; }

    /// <summary>Rows that it is there for: it is of no use to a page that is shorter.</summary>
    public int End => end;

    /// <summary>Reads it.</summary>
    /// <returns>Whether there are more.</returns>
    public bool Read(HiddenHistory hiddens)
    {
        engine.HoldTop(heldTops[Row]);
        engine.Advance(rows[Row], _trace);
        hiddens.Recall(Row, end, engine.Hiddens);
        return ++Row < end;
    }
}
