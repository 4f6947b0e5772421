using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// Keeps the model in step with the page. It feeds each new row once and in order. If the page has changed, it first rewinds the model to
/// the change. The model's answers give the rows their traces.
/// </summary>
/// <param name="inference">Null without a model.</param>
internal sealed class PageReader(RunningModel? inference, PageInk page)
{
    private int _fedRows, _snapshotEpoch;

    public int Layers => inference?.Layers ?? 0;

    /// <inheritdoc cref="RunningModel.Alphabet"/>
    public CharacterAlphabet? Alphabet => inference?.Alphabet;

    public HiddenHistory? Hiddens => inference?.Hiddens;

    public string? Failure => inference?.Failure;

    /// <summary>Whether there is a working model.</summary>
    public bool CanRead => inference is { Failure: null };

    /// <summary>Increases whenever the model is rewound or resumed. Within one epoch, rows that were read stay read.</summary>
    public int Epoch { get; private set; }

    /// <summary>The number of rows that the model has read.</summary>
    public int TracedRows { get; private set; }

    /// <summary>
    /// The probability that a word ends with the newest row that the model has read; 0 if that row does not end a stroke. 1 after a page
    /// was opened, because its rows were not read.
    /// </summary>
    public double WordEndProbability { get; private set; } = 1;

    /// <summary>Feeds the rows that are new or have changed.</summary>
    /// <param name="end">The row before which to stop.</param>
    public void CatchUp(int end = int.MaxValue)
    {
        if (inference is null) return;
        int replaced = page.TakeReplaced();
        if (replaced < _fedRows) Rewind(replaced);
        for (; _fedRows < Math.Min(end, page.Count); _fedRows++)
        {
            PageRow row = page.Rows[_fedRows];
            inference.Post(new InferenceRequest(InferenceKind.Feed, Epoch, row.Offset, HoldsTop: row.HoldsTop) { Text = row.Text });
        }
    }

    /// <summary>Rewinds the model to a number of rows, or to fewer if it has not read that many yet.</summary>
    public void Rewind(int rows)
    {
        TracedRows = _fedRows = Math.Min(rows, TracedRows);
        Epoch++;
        inference?.Post(new InferenceRequest(InferenceKind.Rewind, Epoch, Rows: _fedRows));
    }

    /// <summary>Asks the model to write a row.</summary>
    /// <param name="text">The text to write, if the row begins the page.</param>
    public void Write(double bias, bool holdsTop, RowText? text) =>
        inference!.Post(new InferenceRequest(InferenceKind.Write, Epoch, Bias: bias, HoldsTop: holdsTop) { Text = text });

    /// <summary>Asks the model to write the next row of a ghost.</summary>
    public void Write(in GhostRow row, bool holdsTop) =>
        inference!.Post(new InferenceRequest(InferenceKind.Follow, Epoch, row.Offset, HoldsTop: holdsTop));

    /// <summary>Asks for ghosts; null stops growing them.</summary>
    public void GrowGhosts(GhostRequest? ghosts) => inference!.Post(new InferenceRequest(InferenceKind.Ghosts, Epoch, Ghosts: ghosts));

    /// <summary>Notes that the model has read all rows on the page, because it wrote the last one itself.</summary>
    public void NoteWritten(int rows)
    {
        page.TakeReplaced();
        _fedRows = TracedRows = rows;
    }

    /// <summary>The model's state after the last row, if it was requested and the page has not changed since; otherwise null.</summary>
    public ModelSnapshot? Snapshot
    {
        get => field?.Rows == page.Count && _snapshotEpoch == Epoch && TracedRows == page.Count ? field : null;
        private set;
    }

    /// <summary>Requests <see cref="Snapshot"/>, if all rows on the page have been read.</summary>
    public void AskForSnapshot()
    {
        if (CanRead && TracedRows == page.Count) inference!.Post(new InferenceRequest(InferenceKind.Snapshot, Epoch));
    }

    /// <summary>Continues from a saved state: the model has read the page's rows before.</summary>
    public void Resume(ModelSnapshot snapshot)
    {
        page.TakeReplaced();
        Epoch++;
        var rows = new ReadRow[page.Count];
        for (int row = 0; row < rows.Length; row++) rows[row] = ReadRow.Of(page.Rows[row]);
        inference!.Post(new InferenceRequest(InferenceKind.Resume, Epoch) { Saved = (rows, snapshot) });
        _fedRows = TracedRows = page.Count;
        WordEndProbability = 1;
    }

    /// <summary>Stores the traces of the rows that the model has read.</summary>
    /// <param name="written">A row that the model wrote and that is not on the page yet.</param>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTake(out InferenceResult written)
    {
        written = default;
        while (inference is not null && inference.TryTake(out written))
        {
            if (written.Epoch != Epoch) continue; // from before a rewind
            if (written.Written) return true;
            if (written.IsSnapshot)
            {
                (Snapshot, _snapshotEpoch) = (written.Snapshot, written.Epoch);
                continue;
            }

            page.Trace(written.Row, written.Trace, Layers);
            (TracedRows, WordEndProbability) = (written.Row + 1, written.WordEndProbability);
        }

        return false;
    }
}
