using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>Puts another page in the place of this one, and tells what of the model has to be saved with a page.</summary>
public sealed class OpenedPage
{
    private readonly LiveInk _ink;
    private readonly PageState _state;

    // The model behind the page that was opened, for as long as the page does not change.
    private (int Version, ModelSnapshot Of)? _opened;

    internal OpenedPage(LiveInk ink, PageState state) => (_ink, _state) = (ink, state);

    /// <summary>Takes over the context of a page that undo or redo has brought back.</summary>
    public Action<PageContext>? ContextRestored { get; set; }

    /// <summary>The model as it is now, to be kept: some time after it was asked for, and until anything changes; else null.</summary>
    public ModelSnapshot? Snapshot => _ink.Phase is LivePhase.Idle or LivePhase.PenRests ? _state.Reader.Snapshot : null;

    /// <summary>The model's pen as it would go on, to be kept; null on an empty page and while somebody writes.</summary>
    public PenSnapshot? Pen => _state.Page.Count > 0 && _ink.Phase is LivePhase.Idle or LivePhase.PenRests ? PenSnapshot.Of(_ink.Turn.NextHand()) : null;

    /// <summary>Another page: it takes the place of this one. One step, so that undo brings this one back.</summary>
    /// <param name="rows">With the traces that are known of them; their strokes are counted anew.</param>
    /// <param name="hand">What is known of the hand that wrote them.</param>
    /// <param name="moment">The model behind the last row; null to have it read them all.</param>
    /// <param name="pen">Where the model's pen goes on; null to find it from the rows.</param>
    /// <param name="resumes">Whether the moment is of the model and the style that are at work; else it is for <see cref="ResumeSaved"/>.</param>
    /// <param name="before">The context of the page that is left, which undo restores; null for none.</param>
    /// <param name="after">The context of the page that is opened, which redo restores; null for none.</param>
    public void Open(
        ReadOnlySpan<PageRow> rows, HandEstimate hand, ModelSnapshot? moment, PenSnapshot? pen = null, bool resumes = true,
        PageContext? before = null, PageContext? after = null)
    {
        _ink.EndTurn();
        _state.History.Begin(_state.Person.State, before, after);
        _state.Person.Leave();
        _state.Page.Replace(0, _state.Page.Count, rows);
        _state.Person.State = new PersonState(hand, null, 0, []);
        if (_state.History.Commit(_state.Person.State) is { } unchanged) _state.Person.State = unchanged;
        if (pen is { } kept && _state.Page.Count > 0)
        {
            (HandGuide guide, HandPath path) = kept.On(_ink.Layout, _state.Page.Rows[^1].Offset.PenUp);
            _ink.Turn.HoldPen(guide, path);
        }

        _opened = moment is null ? null : (_ink.Version, moment);
        if (moment is not null && resumes && _state.Reader.Reads) _state.Reader.Resume(moment);
        else _state.Reader.CatchUp();
    }

    /// <summary>Asks for <see cref="Snapshot"/>, if it is nobody's turn and all was read.</summary>
    public void AskForSnapshot()
    {
        if (_ink.Phase is LivePhase.Idle or LivePhase.PenRests) _state.Reader.AskForSnapshot();
    }

    /// <summary>Has the model, which is another now, read the page from its beginning; until it has, what the one before made of it stands.</summary>
    public void ReadAnew()
    {
        _ink.Edits.End();
        _ink.StopWriting();
        _state.Reader.Return(0);
        _state.Reader.CatchUp();
    }

    /// <summary>The model, with its style, is now what the opened page was written with: it is as it was kept, if the page is still as it was opened.</summary>
    public void ResumeSaved()
    {
        bool asOpened = _opened is { } opened && opened.Version == _ink.Version && !_state.History.IsOpen && opened.Of.Rows == _state.Page.Count;
        if (asOpened && _state.Reader.Reads) _state.Reader.Resume(_opened!.Value.Of);
        else ReadAnew();
    }
}
