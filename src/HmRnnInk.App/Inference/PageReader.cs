using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference;

/// <summary>
/// Keeps the model's reading in step with the page: what it has not read is fed, once and in order, and where the page has changed it goes
/// back to before the change first. Its answers colour the rows.
/// </summary>
/// <param name="inference">Null without a model.</param>
internal sealed class PageReader(IInference? inference, PageInk page)
{
    private int _fed, _epoch, _snapshotEpoch;

    public int Layers => inference?.Layers ?? 0;

    public HiddenHistory? Hiddens => inference?.Hiddens;

    public string? Failure => inference?.Failure;

    /// <summary>Whether there is a model that reads.</summary>
    public bool Reads => inference is { Failure: null };

    /// <summary>Counts up where the model is taken back: what it read in one epoch stays read in it.</summary>
    public int Epoch => _epoch;

    /// <summary>Rows that the model has read.</summary>
    public int Traced { get; private set; }

    /// <summary>Feeds what is on the page and was not read, or not as it is now.</summary>
    /// <param name="end">The row before which to stop.</param>
    public void CatchUp(int end = int.MaxValue)
    {
        if (inference is null) return;
        int replaced = page.TakeReplaced();
        if (replaced < _fed) Return(replaced);
        for (; _fed < Math.Min(end, page.Count); _fed++)
            inference.Post(new InferenceRequest(InferenceKind.Feed, _epoch, page.Rows[_fed].Offset, HoldsTop: page.Rows[_fed].HoldsTop));
    }

    /// <summary>Takes the model back to so many rows, and to fewer where it had not read those yet.</summary>
    public void Return(int rows)
    {
        Traced = _fed = Math.Min(rows, Traced);
        _epoch++;
        inference?.Post(new InferenceRequest(InferenceKind.Rewind, _epoch, Rows: _fed));
    }

    /// <summary>Asks for a row of the model's own.</summary>
    public void Write(double bias, bool holdsTop) =>
        inference!.Post(new InferenceRequest(InferenceKind.Write, _epoch, Bias: bias, HoldsTop: holdsTop));

    /// <summary>Asks for a row of the model's own that a ghost has shown.</summary>
    public void Write(in GhostRow row, bool holdsTop) =>
        inference!.Post(new InferenceRequest(InferenceKind.Follow, _epoch, row.Offset, HoldsTop: holdsTop));

    /// <summary>Asks for ghosts, or for none any more.</summary>
    public void GrowGhosts(GhostRequest? ghosts) => inference!.Post(new InferenceRequest(InferenceKind.Ghosts, _epoch, Ghosts: ghosts));

    /// <summary>The rows before one are on the page as the model has read them: it wrote the last itself.</summary>
    public void Follow(int rows)
    {
        page.TakeReplaced();
        _fed = Traced = rows;
    }

    /// <summary>The model behind the last row, once it was asked for and for as long as the page is the same; else null.</summary>
    public ModelSnapshot? Snapshot
    {
        get => field is { } moment && moment.Rows == page.Count && _snapshotEpoch == _epoch && Traced == page.Count ? moment : null;
        private set;
    }

    /// <summary>Asks for <see cref="Snapshot"/>, if all that is on the page was read.</summary>
    public void AskForSnapshot()
    {
        if (Reads && Traced == page.Count) inference!.Post(new InferenceRequest(InferenceKind.Snapshot, _epoch));
    }

    /// <summary>The rows that are on the page now were read before: the model goes on from what was kept.</summary>
    public void Resume(ModelSnapshot moment)
    {
        page.TakeReplaced();
        _epoch++;
        var rows = new PenOffset[page.Count];
        var heldTops = new bool[page.Count];
        for (int row = 0; row < rows.Length; row++) (rows[row], heldTops[row]) = (page.Rows[row].Offset, page.Rows[row].HoldsTop);
        inference!.Post(new InferenceRequest(InferenceKind.Resume, _epoch) { Kept = (rows, heldTops, moment) });
        _fed = Traced = page.Count;
    }

    /// <summary>Takes over what the model has read.</summary>
    /// <param name="written">A row of its own, which is not on the page.</param>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTake(out InferenceResult written)
    {
        written = default;
        while (inference is not null && inference.TryTake(out written))
        {
            if (written.Epoch != _epoch) continue; // of before the model was taken back
            if (written.Written) return true;
            if (written.IsSnapshot)
            {
                (Snapshot, _snapshotEpoch) = (written.Snapshot, written.Epoch);
                continue;
            }

            page.Trace(written.Row, written.Trace, Layers);
            Traced = written.Row + 1;
        }

        return false;
    }
}
