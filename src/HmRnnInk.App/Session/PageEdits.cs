using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>Changes of the page other than writing. Each is one undo step. Any other change of the page ends a step that is open.</summary>
internal sealed class PageEdits(LiveInk ink, PageState state)
{
    private Rewriting? _rewriting;
    private Action? _finish;

    public bool CanUndo => state.History.CanUndo || state.History.IsOpen;

    public bool CanRedo => state.History.CanRedo;

    internal bool IsRewriting => _rewriting is not null;

    /// <summary>
    /// Undoes the newest step: a stroke of the person, one turn of the model (of a text: one word), or an edit. The model is rewound to
    /// match the page.
    /// </summary>
    /// <returns>False if there is nothing to undo.</returns>
    public bool Undo()
    {
        ink.EndTurn();
        if (!state.History.CanUndo) return false;
        HistoryStep step = state.History.Undo();
        state.Person.State = step.Before;
        state.Reader.CatchUp();
        if (step.ContextBefore is { } context) ink.Opened.ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>Redoes the step that was undone last.</summary>
    /// <returns>False if nothing was undone, or the page has changed since.</returns>
    public bool Redo()
    {
        ink.EndTurn();
        if (!state.History.CanRedo) return false;
        HistoryStep step = state.History.Redo();
        state.Person.State = step.After;
        state.Reader.CatchUp();
        if (step.ContextAfter is { } context) ink.Opened.ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>Appends rows to the page as if the model had written them; the model then reads them. This is one undo step.</summary>
    /// <param name="rows">Their strokes are renumbered.</param>
    public void Append(ReadOnlySpan<PageRow> rows) => Replace(state.Page.Count, 0, rows);

    /// <summary>Replaces rows by others, which the model then reads. This is one undo step.</summary>
    /// <param name="index">The first row that is removed.</param>
    /// <param name="count">The number of rows that are removed.</param>
    /// <param name="rows">Their strokes are renumbered.</param>
    public void Replace(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        Begin().Replace(index, count, rows);
        End();
    }

    /// <summary>Removes the newest step as if it had never happened, for a stroke that was not meant as one.</summary>
    public void Retract()
    {
        ink.EndTurn();
        if (!state.History.CanUndo) return;
        state.Person.State = state.History.Retract();
        state.Reader.CatchUp();
    }

    /// <summary>Deletes rows. This is one undo step, or belongs to the newest one.</summary>
    /// <param name="continues">Whether it belongs to the newest step.</param>
    public void Erase(RowRange range, bool continues)
    {
        ink.EndTurn();
        if (continues && CanUndo && !CanRedo) state.History.Reopen();
        else state.History.Begin(state.Person.State);
        state.Person.FixRows();
        InkEdits.Delete(state.Page, range, ink.Layout);
        state.History.Commit(state.Person.State);
        state.Reader.CatchUp();
    }

    /// <summary>
    /// Lets the model rewrite a segment in place. The old rows stay until the new segment is complete. This is one undo step. Any other
    /// change of the page before that cancels it.
    /// </summary>
    /// <param name="layer">The layer of the segment.</param>
    /// <param name="segments">The number of this layer's segments in the range; 0 for strokes.</param>
    /// <param name="done">Called with the new number of rows.</param>
    public void Rewrite(RowRange range, int layer, int segments, Action<int> done)
    {
        ink.EndTurn();
        if (!state.Reader.CanRead) return;
        bool followsPenUp = range.First > 0 && state.Page.Rows[range.First - 1].Offset.PenUp;
        _rewriting = segments > 0 ? new(range, layer, segments, followsPenUp, done)
            : new(range, layer: null, Strokes(range), followsPenUp, done);
        Ask(_rewriting);
    }

    private void Ask(Rewriting segment)
    {
        state.Reader.Rewind(segment.Range.First);
        state.Reader.CatchUp(segment.Range.First);
        for (int row = 0; row < Rewriting.Batch; row++) ink.Turn.AskForRow();
    }

    /// <returns>The number of strokes of some rows, of which the newest may not have ended.</returns>
    private int Strokes(RowRange range)
    {
        int strokes = 1;
        for (int row = range.First; row < range.End - 1; row++)
            if (state.Page.Rows[row].Offset.PenUp) strokes++;
        return strokes;
    }

    /// <summary>The page, for code that has opened a step.</summary>
    internal PageInk Page => state.Page;

    /// <summary>
    /// Opens a step for several changes of the page. It stays open until <see cref="End"/>, or until anything else happens to the page. The
    /// model then reads the changed rows.
    /// </summary>
    /// <param name="finish">Runs before the step is committed.</param>
    internal PageInk Begin(Action? finish = null)
    {
        ink.EndTurn();
        _finish = finish ?? (static () => { });
        state.History.Begin(state.Person.State);
        state.Person.FixRows();
        return state.Page;
    }

    /// <summary>Closes the step that <see cref="Begin"/> opened, and cancels a rewrite in progress.</summary>
    /// <param name="keep">False to revert the page to the state before the step.</param>
    internal void End(bool keep = true)
    {
        if (_rewriting is { } segment)
        {
            _rewriting = null;
            state.Reader.Rewind(segment.Range.First); // it has written ahead
            state.Reader.CatchUp();
        }

        if (_finish is not { } finish) return;
        _finish = null;
        if (keep) finish();
        if ((keep ? state.History.Commit(state.Person.State) : state.History.Cancel()) is { } before) state.Person.State = before;
        state.Reader.CatchUp();
    }

    /// <summary>Takes a row that the model has written, if it belongs to a rewrite in progress.</summary>
    /// <returns>Whether it does.</returns>
    internal bool Take(in InferenceResult written)
    {
        if (_rewriting is not { } segment) return false;
        if (!segment.Take(written))
        {
            for (int row = 0; segment.NeedsMore && row < Rewriting.Batch; row++) ink.Turn.AskForRow();
            return true;
        }

        PageRow[] rows = InkEdits.OnPage(state.Page.Span, segment.Range, segment.Written, ink.Layout, ink.Layers, ink.Settings.HoldTop);
        if (segment.TryAgain(rows.Length))
        {
            Ask(segment);
            return true;
        }

        _rewriting = null;
        state.Reader.Rewind(segment.Range.First); // it reads the segment again with what follows
        InkEdits.Rewrite(Begin(), segment.Range, rows, ink.Layout);
        End();
        segment.Done(rows.Length);
        return true;
    }
}
