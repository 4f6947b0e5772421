using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>The model's turn: when and from where it continues, and what is requested from it.</summary>
internal sealed class ModelTurn
{
    /// <summary>
    /// If the model has begun by itself, a touch of the pen soon afterwards withdraws its ink, because the person was not finished. A touch
    /// where that ink begins does so for longer.
    /// </summary>
    private const double WithdrawSeconds = 1.5, WithdrawOnInkSeconds = 7;

    private readonly LiveInk _ink;
    private readonly PageState _state;
    private readonly ModelPen _pen;

    // The newest turn that the model began by itself: its time, its first row, and the state of the person's pen before.
    private (double Seconds, int Row, PersonState Person)? _unasked;

    // The state of the model's pen when it stopped within its own ink, or as saved with the page. Valid for one version of the page.
    private (int Version, ModelPenGuide Guide, ModelPenState State)? _savedPen;

    internal ModelTurn(LiveInk ink, PageState state, ModelPen pen) => (_ink, _state, _pen) = (ink, state, pen);

    /// <summary>Lets the model continue at once from the end of the page, along the favourite ghost if there is one.</summary>
    public void Continue(double seconds) => Continue(seconds, asked: true);

    /// <param name="asked">False if the model continues by itself, so that its first ink can still be withdrawn.</param>
    internal void Continue(double seconds, bool asked)
    {
        if (!_state.Reader.CanRead || _ink.SomebodyWrites) return;
        _ink.Edits.End();
        _ink.Text.Update();
        if (_ink.TracedRows < _state.Page.Count)
        {
            // The model is still reading. It continues as soon as it has caught up.
            _ink.ContinueOnceRead(asked);
            return;
        }

        GhostPath? followed = _ink.Ghosts.Follow(seconds);
        (ModelPenGuide guide, ModelPenState pen) = NextPen();
        _unasked = asked ? null : (seconds, _state.Page.Count, _state.Person.State);
        if (!_state.History.IsOpen) _state.History.Begin(_state.Person.State);
        _state.Person.FixRows();
        _ink.BeginModelTurn();
        _ink.Text.Turn.Begin();
        _pen.Begin(seconds, guide, pen, followed);
    }

    /// <summary>Turns the first rows of a ghost into ink of the model. This is one undo step. The model waits afterwards.</summary>
    /// <param name="ghost">One of <see cref="LiveInk.Ghosts"/>, which continue the newest ink.</param>
    /// <param name="rows">The number of rows. Their last stroke stays open for more.</param>
    public void Accept(GhostPath ghost, int rows)
    {
        if (rows <= 0 || _ink.SomebodyWrites) return;
        ModelPenGuide guide = ghost.Tree.Guide;
        var written = new PageRow[rows];
        for (int row = 0; row < rows; row++)
        {
            (PenOffset offset, RowTrace trace, _) = ghost[row];
            PenPlace place = ghost.PenAfter(row).Place;
            written[row] = new PageRow(offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
                Layer: trace.DeepestFlush(_ink.Layers), PixelsPerUnit: guide.Map.PixelsPerUnit, HoldsTop: _ink.HoldsTop)
            {
                Slant = guide.Map.Slant,
            };
        }

        _ink.Edits.Append(written);
        ContinuePenFrom(guide, ghost.PenAfter(rows - 1));
    }

    /// <summary>
    /// Rewinds the model to a row and lets it continue from there. Its later rows are removed; one undo brings them back. The person's ink
    /// stays, so the model never continues from before the end of it.
    /// </summary>
    /// <param name="row">The last row that stays; −1 for none.</param>
    public void ContinueFrom(int row, double seconds)
    {
        if (!_state.Reader.CanRead || _ink.Phase == LivePhase.PersonWrites) return;
        _ink.Edits.End();
        _ink.StopWriting();
        int person = _state.Page.Count - 1;
        while (person > row && _state.Page.Rows[person].Owner != RowOwner.Person) person--;
        int remaining = Math.Max(row, person) + 1;
        if (remaining < _state.Page.Count)
        {
            _state.History.Begin(_state.Person.State);
            _state.Person.FixRows();
            _state.Page.Replace(remaining, _state.Page.Count - remaining, []);
            _state.Reader.CatchUp();
        }

        Continue(seconds);
    }

    /// <summary>Whether a touch of the pen means that the model has begun too early.</summary>
    /// <param name="pen">In page units.</param>
    internal bool Interrupts(InkPoint pen)
    {
        if (_ink.Phase != LivePhase.ModelWrites || _unasked is not var (begun, row, _)) return false;
        double elapsed = pen.TimeSeconds - begun;
        return elapsed < WithdrawSeconds || elapsed < WithdrawOnInkSeconds && IsWhereInkBegins(pen, row);
    }

    /// <summary>
    /// Withdraws the ink of the turn that the person has interrupted. It belongs to the same undo step as the stroke of the person, so one
    /// undo brings it back.
    /// </summary>
    internal void Withdraw()
    {
        if (_unasked is not var (_, row, person) || row >= _state.Page.Count) return;
        _state.Page.Replace(row, _state.Page.Count - row, []);
        _state.Person.State = person;
    }

    /// <summary>Whether a touch is on the first letters of some ink, at their height.</summary>
    /// <param name="first">The first row of the ink, which ends with the page.</param>
    private bool IsWhereInkBegins(InkPoint pen, int first)
    {
        float left = float.PositiveInfinity, right = float.NegativeInfinity;
        for (int row = first; row < _state.Page.Count; row++)
        {
            PageRow at = _state.Page.Rows[row];
            if (Math.Abs(at.Y - pen.Y) > _ink.Layout.LineSpacing / 2) continue;
            (left, right) = (Math.Min(left, at.X), Math.Max(right, at.X));
        }

        float reach = 3 * PenPlace.WordGap * _ink.Scale.PixelsPerUnit;
        return pen.X > left - _ink.Layout.XHeight && pen.X < Math.Min(right, left + reach);
    }

    /// <summary>Asks the model to write its next row.</summary>
    internal void AskForRow() => _state.Reader.Write(_ink.Settings.Bias, _ink.HoldsTop, _ink.Text.FirstMark);

    /// <summary>Asks the model to write the next row of a ghost.</summary>
    internal void AskForRow(in GhostRow row) => _state.Reader.Write(row, _ink.HoldsTop);

    /// <summary>Asks the model for ghosts; null stops growing them.</summary>
    internal void AskFor(GhostRequest? ghosts) => _state.Reader.GrowGhosts(ghosts);

    /// <summary>The state from which the model's pen continues, and its guide.</summary>
    internal (ModelPenGuide Guide, ModelPenState State) NextPen()
    {
        bool lifted = _state.Page.Count > 0 && _state.Page.Rows[^1].Offset.PenUp;
        if (_savedPen is { } saved && saved.Version == _ink.Version && !_state.History.IsOpen)
            return (saved.Guide with { Layout = _ink.Layout }, saved.State with { Lifted = lifted });
        PenPlace place = _state.Person.Place.Line < 0
            ? new PenPlace(0, 0, _ink.Layout.LeftMargin, _ink.Layout.Baseline(0) - _ink.Layout.XHeight / 2, 0)
            : _state.Person.Place;
        var guide = ModelPenGuide.On(_ink.Layout, _ink.RowSpan, place.Line, _ink.Hand.MapOfModel(_ink.Scale));
        return (guide, guide.Begin(place, _ink.RowSpan, lifted));
    }

    /// <summary>Ends the undo step and begins another, because the model has written a word.</summary>
    internal void BeginWord()
    {
        _state.History.Commit(_state.Person.State);
        _state.History.Begin(_state.Person.State);
    }

    /// <summary>Forgets what the model has written ahead, because the page has changed.</summary>
    internal void DiscardRowsAhead() => _pen.DiscardRowsAhead();

    /// <summary>Puts a row that the model has written on the page.</summary>
    internal void Show(in InferenceResult result, PenPlace place, UnitMap map)
    {
        _state.Page.Append(new PageRow(result.Offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
            result.Trace, result.Trace.DeepestFlush(_ink.Layers), map.PixelsPerUnit, result.HeldTop)
        {
            Slant = map.Slant,
            Text = result.Text,
        });
        _state.Reader.NoteWritten(_state.Page.Count);
    }

    /// <summary>Lets the model's pen continue from this state, as long as the page does not change.</summary>
    internal void ContinuePenFrom(ModelPenGuide guide, ModelPenState pen) => _savedPen = (_ink.Version, guide, pen);
}
