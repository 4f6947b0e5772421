using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>Replaces the page by another, and provides the state of the model that is saved with a page.</summary>
internal sealed class OpenedPage(LiveInk ink, PageState state)
{
    // The model's state after the page that was opened. Valid for one version of the page.
    private (int Version, ModelSnapshot Snapshot)? _opened;

    /// <summary>Called with the context of a page that undo or redo has restored.</summary>
    public Action<PageContext>? ContextRestored { get; set; }

    /// <summary>The model's current state, for saving. Null until a requested snapshot has arrived, and again after any change.</summary>
    public ModelSnapshot? Snapshot => ink.SomebodyWrites ? null : state.Reader.Snapshot;

    /// <summary>The state of the model's pen, for saving; null on an empty page and while somebody writes.</summary>
    public ModelPenSnapshot? Pen => state.Page.Count == 0 || ink.SomebodyWrites ? null : ModelPenSnapshot.Of(ink.Turn.NextPen());

    /// <summary>Opens another page in place of this one. This is one undo step, so undo brings this page back.</summary>
    /// <param name="rows">With their known traces. Their strokes are renumbered.</param>
    /// <param name="handwriting">The estimate of the handwriting on the page; null if nothing is known of it.</param>
    /// <param name="snapshot">The model's state after the last row; null to let the model read all rows.</param>
    /// <param name="pen">The state of the model's pen; null to derive it from the rows.</param>
    /// <param name="resumes">
    /// Whether the snapshot belongs to the running model and style. Otherwise it is used by a later <see cref="ResumeSaved"/>.
    /// </param>
    /// <param name="before">The context of the page that is left, which undo restores; null for none.</param>
    /// <param name="after">The context of the page that is opened, which redo restores; null for none.</param>
    public void Open(
        ReadOnlySpan<PageRow> rows, HandEstimate? handwriting, ModelSnapshot? snapshot, ModelPenSnapshot? pen = null, bool resumes = true,
        PageContext? before = null, PageContext? after = null)
    {
        ink.EndTurn();
        state.History.Begin(state.Person.State, before, after);
        state.Person.FixRows();
        state.Page.Replace(0, state.Page.Count, rows);
        if (handwriting is { } known) state.Person.State = new PersonState(known, null, 0, []);
        else state.Person.Forget();
        if (state.History.Commit(state.Person.State) is { } unchanged) state.Person.State = unchanged;
        if (pen is { } saved && state.Page.Count > 0)
        {
            (ModelPenGuide guide, ModelPenState last) = saved.On(ink.Layout, state.Page.Rows[^1].Offset.PenUp);
            ink.Turn.ContinuePenFrom(guide, last);
        }

        _opened = snapshot is null ? null : (ink.Version, snapshot);
        if (snapshot is not null && resumes && state.Reader.CanRead) state.Reader.Resume(snapshot);
        else state.Reader.CatchUp();
    }

    /// <inheritdoc cref="PageInk.TakeUnwritten"/>
    internal int TakeUnwritten() => state.Page.TakeUnwritten();

    /// <summary>Requests <see cref="Snapshot"/>, if nobody writes and all rows have been read.</summary>
    public void AskForSnapshot()
    {
        if (!ink.SomebodyWrites) state.Reader.AskForSnapshot();
    }

    /// <summary>Lets a new model read the page from its beginning. Until then, the traces of the previous model stay.</summary>
    public void Reread()
    {
        ink.Edits.End();
        ink.StopWriting();
        state.Reader.Rewind(0);
        state.Reader.CatchUp();
    }

    /// <summary>
    /// Call this when the running model and style have become those that the opened page was saved with. Restores the saved state, if the
    /// page has not changed since; otherwise the model reads the page again.
    /// </summary>
    public void ResumeSaved()
    {
        bool asOpened = _opened is { } opened && opened.Version == ink.Version && opened.Snapshot.Rows == state.Page.Count
            && !state.History.IsOpen;
        if (asOpened && state.Reader.CanRead) state.Reader.Resume(_opened!.Value.Snapshot);
        else Reread();
    }
}
