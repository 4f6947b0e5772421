using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// Reads an opened page again, on a separate engine. This recovers the hidden units of the rows, and <see cref="ReadingEngine"/> saves the
/// states to rewind to. A document stores neither.
/// </summary>
/// <param name="engine">In the state before the first row.</param>
/// <param name="rows">The rows of the page, including those added since it was opened.</param>
/// <param name="end">The number of rows that the page had when it was opened.</param>
internal sealed class HiddenRecall(SimdStepEngine engine, IReadOnlyList<ReadRow> rows, int end)
{
    private readonly StepTrace _trace = new(engine.Config.Layers);
    private readonly TextFeed _text = new(engine);

    public SimdStepEngine Engine => engine;

    /// <summary>The row that is read next.</summary>
    public int Row { get; private set; }

    /// <summary>
    /// The number of rows to recall. When the page becomes shorter than that, <see cref="ReadingEngine"/> drops this object.
    /// </summary>
    public int End => end;

    /// <summary>Reads the next row.</summary>
    /// <returns>Whether there are more rows.</returns>
    public bool Read(HiddenHistory hiddens)
    {
        engine.HoldTop(rows[Row].HoldsTop);
        _text.Apply(rows[Row].Text);
        engine.Advance(rows[Row].Offset, _trace);
        hiddens.Recall(Row, end, engine.Hiddens);
        return ++Row < end;
    }
}
