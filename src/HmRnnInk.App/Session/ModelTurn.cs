using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>The model's turn: when and from where it continues, and what is requested from it.</summary>
internal sealed class ModelTurn(LiveInk ink, PageState state, ModelPen modelPen)
{
    /// <summary>
    /// If the model has begun by itself, a touch of the pen soon afterwards withdraws its ink, because the person was not finished. A touch
    /// where that ink begins does so for longer.
    /// </summary>
    private const double WithdrawSeconds = 1.5, WithdrawOnInkSeconds = 7;

    // The newest turn that the model began by itself: its time, its first row, and the state of the person's pen before.
    private (double Seconds, int Row, PersonState Person)? _unasked;

    // The state of the model's pen when it stopped within its own ink, or as saved with the page. Valid for one version of the page.
    private (int Version, ModelPenGuide Guide, ModelPenState State)? _savedPen;

    /// <summary>Lets the model continue at once from the end of the page, along the favourite ghost if there is one.</summary>
    public void Continue(double seconds) => Continue(seconds, asked: true);

    /// <param name="asked">False if the model continues by itself, so that its first ink can still be withdrawn.</param>
    internal void Continue(double seconds, bool asked)
    {
        if (!state.Reader.CanRead || ink.SomebodyWrites) return;
        ink.Edits.End();
        ink.Text.Update();
        if (ink.TracedRows < state.Page.Count)
        {
            // The model is still reading. It continues as soon as it has caught up.
            ink.ContinueOnceRead(asked);
            return;
        }

        GhostPath? followed = ink.Ghosts.Follow(seconds);
        (ModelPenGuide guide, ModelPenState pen) = NextPen();
        _unasked = asked ? null : (seconds, state.Page.Count, state.Person.State);
        if (!state.History.IsOpen) state.History.Begin(state.Person.State);
        state.Person.FixRows();
        ink.BeginModelTurn();
        ink.Text.Turn.Begin();
        modelPen.Begin(seconds, guide, pen, followed);
    }

    /// <summary>Turns the first rows of a ghost into ink of the model. This is one undo step. The model waits afterwards.</summary>
    /// <param name="ghost">One of <see cref="LiveInk.Ghosts"/>, which continue the newest ink.</param>
    /// <param name="rows">The number of rows. Their last stroke stays open for more.</param>
    public void Accept(GhostPath ghost, int rows)
    {
        if (rows <= 0 || ink.SomebodyWrites) return;
        ModelPenGuide guide = ghost.Tree.Guide;
        var written = new PageRow[rows];
        for (int row = 0; row < rows; row++)
        {
            (PenOffset offset, RowTrace trace, _) = ghost[row];
            written[row] = PageRow.ByModel(offset, ghost.PenAfter(row).Place, guide.Map) with
            {
                Layer = trace.DeepestFlush(ink.Layers), // the trace itself comes when the model reads the row
                HoldsTop = ink.HoldsTop,
            };
        }

        ink.Edits.Append(written);
        ContinuePenFrom(guide, ghost.PenAfter(rows - 1));
    }

    /// <summary>
    /// Rewinds the model to a row and lets it continue from there. Its later rows are removed; one undo brings them back. The person's ink
    /// stays, so the model never continues from before the end of it.
    /// </summary>
    /// <param name="row">The last row that stays; −1 for none.</param>
    public void ContinueFrom(int row, double seconds)
    {
        if (!state.Reader.CanRead || ink.Phase == LivePhase.PersonWrites) return;
        ink.Edits.End();
        ink.StopWriting();
        int person = state.Page.Count - 1;
        while (person > row && state.Page.Rows[person].Owner != RowOwner.Person) person--;
        int remaining = Math.Max(row, person) + 1;
        if (remaining < state.Page.Count)
        {
            state.History.Begin(state.Person.State);
            state.Person.FixRows();
            state.Page.Replace(remaining, state.Page.Count - remaining, []);
            state.Reader.CatchUp();
        }

        Continue(seconds);
    }

    /// <summary>Whether a touch of the pen means that the model has begun too early.</summary>
    /// <param name="pen">In page units.</param>
    internal bool Interrupts(InkPoint pen)
    {
        if (ink.Phase != LivePhase.ModelWrites || _unasked is not var (begun, row, _)) return false;
        double elapsed = pen.TimeSeconds - begun;
        return elapsed < WithdrawSeconds || elapsed < WithdrawOnInkSeconds && IsWhereInkBegins(pen, row);
    }

    /// <summary>
    /// Withdraws the ink of the turn that the person has interrupted. It belongs to the same undo step as the stroke of the person, so one
    /// undo brings it back.
    /// </summary>
    internal void Withdraw()
    {
        if (_unasked is not var (_, row, person) || row >= state.Page.Count) return;
        state.Page.Replace(row, state.Page.Count - row, []);
        state.Person.State = person;
    }

    /// <summary>Whether a touch is on the first letters of some ink, at their height.</summary>
    /// <param name="first">The first row of the ink, which ends with the page.</param>
    private bool IsWhereInkBegins(InkPoint pen, int first)
    {
        float left = float.PositiveInfinity, right = float.NegativeInfinity;
        for (int row = first; row < state.Page.Count; row++)
        {
            PageRow at = state.Page.Rows[row];
            if (Math.Abs(at.Y - pen.Y) > ink.Layout.LineSpacing / 2) continue;
            (left, right) = (Math.Min(left, at.X), Math.Max(right, at.X));
        }

        float reach = 3 * PenPlace.WordGap * ink.Scale.PixelsPerUnit;
        return pen.X > left - ink.Layout.XHeight && pen.X < Math.Min(right, left + reach);
    }

    /// <summary>Asks the model to write its next row.</summary>
    internal void AskForRow() => state.Reader.Write(ink.Settings.Bias, ink.HoldsTop, ink.Text.FirstMark);

    /// <summary>Asks the model to write the next row of a ghost.</summary>
    internal void AskForRow(in GhostRow row) => state.Reader.Write(row, ink.HoldsTop);

    /// <summary>Asks the model for ghosts; null stops growing them.</summary>
    internal void AskFor(GhostRequest? ghosts) => state.Reader.GrowGhosts(ghosts);

    /// <summary>The state from which the model's pen continues, and its guide.</summary>
    internal (ModelPenGuide Guide, ModelPenState State) NextPen()
    {
        bool lifted = state.Page.Count > 0 && state.Page.Rows[^1].Offset.PenUp;
        if (_savedPen is { } saved && saved.Version == ink.Version && !state.History.IsOpen)
            return (saved.Guide with { Layout = ink.Layout }, saved.State with { Lifted = lifted });
        PenPlace place = state.Person.Place.Line < 0
            ? new PenPlace(0, 0, ink.Layout.LeftMargin, ink.Layout.Baseline(0) - ink.Layout.XHeight / 2, 0)
            : state.Person.Place;
        var guide = ModelPenGuide.On(ink.Layout, ink.RowSpan, place.Line, ink.Hand.MapOfModel(ink.Scale));
        return (guide, guide.Begin(place, ink.RowSpan, lifted));
    }

    /// <summary>Ends the undo step and begins another, because the model has written a word.</summary>
    internal void BeginWord()
    {
        state.History.Commit(state.Person.State);
        state.History.Begin(state.Person.State);
    }

    /// <summary>Forgets what the model has written ahead, because the page has changed.</summary>
    internal void DiscardRowsAhead() => modelPen.DiscardRowsAhead();

    /// <summary>Puts a row that the model has written on the page.</summary>
    internal void Show(in InferenceResult result, PenPlace place, UnitMap map)
    {
        state.Page.Append(PageRow.ByModel(result.Offset, place, map) with
        {
            Trace = result.Trace,
            Layer = result.Trace.DeepestFlush(ink.Layers),
            HoldsTop = result.HeldTop,
            Text = result.Text,
        });
        state.Reader.NoteWritten(state.Page.Count);
    }

    /// <summary>Lets the model's pen continue from this state, as long as the page does not change.</summary>
    internal void ContinuePenFrom(ModelPenGuide guide, ModelPenState pen) => _savedPen = (ink.Version, guide, pen);
}
