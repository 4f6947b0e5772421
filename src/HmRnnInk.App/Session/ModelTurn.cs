using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session;

/// <summary>The model's turn: when and from where it goes on, and what it asks the model for.</summary>
public sealed class ModelTurn
{
    private readonly LiveInk _ink;
    private readonly PageState _state;
    private readonly ModelHand _hand;

    // The model's pen where it stopped in the midst of its ink, or as it was saved; it holds for one version of the page.
    private (int Version, HandGuide Guide, HandPath Path)? _held;

    internal ModelTurn(LiveInk ink, PageState state, ModelHand hand) => (_ink, _state, _hand) = (ink, state, hand);

    /// <summary>Lets the model go on at once, from whatever is on the page: along the favourite ghost, where there is one.</summary>
    public void GoOn(double seconds)
    {
        if (!_state.Reader.Reads || _ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) return;
        _ink.Edits.End();
        if (_ink.Traced < _state.Page.Count)
        {
            // It is still reading; as soon as it has caught up it goes on.
            _ink.GoOnOnceRead();
            return;
        }

        GhostPath? followed = _ink.Ghosts.Follow(seconds);
        (HandGuide guide, HandPath path) = NextHand();
        if (!_state.History.IsOpen) _state.History.Begin(_state.Person.State);
        _state.Person.Leave();
        _ink.BeginModelTurn();
        _hand.Begin(seconds, guide, path, followed);
    }

    /// <summary>Makes the first rows of a ghost ink of the model's. One step. The model waits then.</summary>
    /// <param name="ghost">One of <see cref="LiveInk.Ghosts"/>, as it goes on from the newest _ink.</param>
    /// <param name="rows">How many; the stroke that they end in stays open for more.</param>
    public void Accept(GhostPath ghost, int rows)
    {
        if (rows <= 0 || _ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) return;
        HandGuide guide = ghost.Tree.Guide;
        var written = new PageRow[rows];
        for (int row = 0; row < rows; row++)
        {
            (PenOffset offset, RowTrace trace) = ghost[row];
            PenPlace place = ghost.PlaceOf(row).Place;
            written[row] = new PageRow(offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
                Layer: trace.DeepestFlush(_ink.Layers), PixelsPerUnit: guide.PixelsPerUnit, HoldsTop: _ink.Settings.HoldTop);
        }

        _ink.Edits.Append(written);
        HoldPen(guide, ghost.PlaceOf(rows - 1));
    }

    /// <summary>
    /// Takes the model back to a moment and lets it go on from there. What it had written since is taken away; one undo brings it back.
    /// The person's ink stays: a moment before its end means its end.
    /// </summary>
    /// <param name="row">The last row to stay; −1 for none.</param>
    public void GoOnFrom(int row, double seconds)
    {
        if (!_state.Reader.Reads || _ink.Phase == LivePhase.PersonWrites) return;
        _ink.Edits.End();
        _ink.StopWriting();
        int person = _state.Page.Count - 1;
        while (person > row && _state.Page.Rows[person].Owner != RowOwner.Person) person--;
        int kept = Math.Max(row, person) + 1;
        if (kept < _state.Page.Count)
        {
            _state.History.Begin(_state.Person.State);
            _state.Person.Leave();
            _state.Page.Replace(kept, _state.Page.Count - kept, []);
            _state.Reader.CatchUp();
        }

        GoOn(seconds);
    }

    /// <summary>Asks the model for its next row.</summary>
    internal void AskForRow() => _state.Reader.Write(_ink.Settings.Bias, _ink.Settings.HoldTop);

    /// <summary>Has the model write a row that a ghost has shown.</summary>
    internal void AskForRow(in GhostRow row) => _state.Reader.Write(row, _ink.Settings.HoldTop);

    /// <summary>Asks the model for ghosts; null for none any more.</summary>
    internal void AskFor(GhostRequest? ghosts) => _state.Reader.GrowGhosts(ghosts);

    /// <summary>Where the model's pen goes on from, and what leads it.</summary>
    internal (HandGuide Guide, HandPath Path) NextHand()
    {
        bool lifted = _state.Page.Count > 0 && _state.Page.Rows[^1].Offset.PenUp;
        if (_held is { } held && held.Version == _ink.Version && !_state.History.IsOpen)
            return (held.Guide with { Layout = _ink.Layout }, held.Path with { Lifted = lifted });
        PenPlace place = _state.Person.Place.Line < 0
            ? new PenPlace(0, 0, _ink.Layout.LeftMargin, _ink.Layout.Baseline(0) - _ink.Layout.XHeight / 2, 0)
            : _state.Person.Place;
        return (HandGuide.On(_ink.Layout, _ink.RowSpan, place.Line, _ink.Scale.PixelsPerUnit), HandGuide.Begin(place, lifted));
    }

    /// <summary>Shows a row that the model has written.</summary>
    internal void Show(in InferenceResult result, PenPlace place, float pixelsPerUnit)
    {
        _state.Page.Append(new PageRow(result.Offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
            result.Trace, result.Trace.DeepestFlush(_ink.Layers), pixelsPerUnit, result.HeldTop));
        _state.Reader.Follow(_state.Page.Count);
    }

    /// <summary>Lets the model's pen go on from this place, as long as the page does not change.</summary>
    internal void HoldPen(HandGuide guide, HandPath path) => _held = (_ink.Version, guide, path);
}
