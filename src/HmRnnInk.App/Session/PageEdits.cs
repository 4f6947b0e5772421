using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>Changes of the page other than writing. Each is one step of the history; whatever else happens to the page ends one that is open.</summary>
public sealed class PageEdits
{
    private readonly LiveInk _ink;
    private readonly PageState _state;
    private Rewriting? _rewriting;
    private Action? _finish;

    internal PageEdits(LiveInk ink, PageState state) => (_ink, _state) = (ink, state);

    public bool CanUndo => _state.History.CanUndo || _state.History.IsOpen;

    public bool CanRedo => _state.History.CanRedo;

    /// <summary>
    /// Takes back the newest step: a stroke of the person, what the model wrote in one go, or whatever else changed the page. What it had
    /// taken the place of is back, and the model knows what is on the page and nothing else.
    /// </summary>
    /// <returns>False where there is none.</returns>
    public bool Undo()
    {
        _ink.EndTurn();
        if (!_state.History.CanUndo) return false;
        HistoryStep step = _state.History.Undo();
        _state.Person.State = step.Before;
        _state.Reader.CatchUp();
        if (step.ContextBefore is { } context) _ink.Opened.ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>Does again what was taken back last.</summary>
    /// <returns>False where nothing was taken back, or the page has changed since.</returns>
    public bool Redo()
    {
        _ink.EndTurn();
        if (!_state.History.CanRedo) return false;
        HistoryStep step = _state.History.Redo();
        _state.Person.State = step.After;
        _state.Reader.CatchUp();
        if (step.ContextAfter is { } context) _ink.Opened.ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>An empty page; what is known of the hand stays. One step.</summary>
    public void Clear() => Replace(0, _state.Page.Count, []);

    /// <summary>Puts rows behind what is on the page, as if the model had written them; it reads them. One step.</summary>
    /// <param name="rows">Their strokes are counted anew.</param>
    public void Append(ReadOnlySpan<PageRow> rows) => Replace(_state.Page.Count, 0, rows);

    /// <summary>Puts rows in the place of others, which the model then reads. One step.</summary>
    /// <param name="index">Of the first row that goes.</param>
    /// <param name="count">How many go.</param>
    /// <param name="rows">Their strokes are counted anew.</param>
    public void Replace(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        Begin(static () => { }).Replace(index, count, rows);
        End();
    }

    /// <summary>Takes the newest step back as if it had never been: a stroke that turned out not to be meant as one.</summary>
    public void Forget()
    {
        _ink.EndTurn();
        if (!_state.History.CanUndo) return;
        _state.Person.State = _state.History.Retract();
        _state.Reader.CatchUp();
    }

    /// <summary>
    /// Has the model write a segment again, in its place; the old one stays until the new one is whole. One step. Whatever else happens to
    /// the page before that is the end of it.
    /// </summary>
    /// <param name="layer">Whose segment it is.</param>
    /// <param name="boundaries">How many of that layer's boundaries it has; 0 for a stroke.</param>
    /// <param name="done">Is told how many rows it is now.</param>
    public void Rewrite(RowRange range, int layer, int boundaries, Action<int>? done = null)
    {
        _ink.EndTurn();
        if (!_state.Reader.Reads) return;
        _rewriting = new Rewriting(range, layer, boundaries, done);
        _state.Reader.Return(range.First);
        _state.Reader.CatchUp(range.First);
        for (int row = 0; row < Rewriting.Batch; row++) _ink.Turn.AskForRow();
    }

    /// <summary>For whoever has opened a step.</summary>
    internal PageInk Page => _state.Page;

    /// <summary>
    /// Opens a step for some changes of the page: until <see cref="End"/>, or until anything else happens. The model reads the page
    /// again after that.
    /// </summary>
    /// <param name="finish">Does what is left to do at the end.</param>
    internal PageInk Begin(Action finish)
    {
        _ink.EndTurn();
        _finish = finish;
        _state.History.Begin(_state.Person.State);
        _state.Person.Leave();
        return _state.Page;
    }

    /// <summary>Closes the step that <see cref="Begin"/> opened, and drops a segment that is being written again.</summary>
    /// <param name="keep">False to leave the page as it was before.</param>
    internal void End(bool keep = true)
    {
        if (_rewriting is { } segment)
        {
            _rewriting = null;
            _state.Reader.Return(segment.Range.First); // it has written ahead
            _state.Reader.CatchUp();
        }

        if (_finish is not { } finish) return;
        _finish = null;
        if (keep) finish();
        if ((keep ? _state.History.Commit(_state.Person.State) : _state.History.Cancel()) is { } before) _state.Person.State = before;
        _state.Reader.CatchUp();
    }

    /// <summary>Takes a row that the model has written, if it is for a segment that is being rewritten.</summary>
    /// <returns>Whether it was.</returns>
    internal bool Take(in InferenceResult written)
    {
        if (_rewriting is not { } segment) return false;
        if (!segment.Take(written))
        {
            for (int row = 0; segment.NeedsMore && row < Rewriting.Batch; row++) _ink.Turn.AskForRow();
            return true;
        }

        _rewriting = null;
        _state.Reader.Return(segment.Range.First); // and reads it with what follows
        int rows = InkEdits.Rewrite(Begin(static () => { }), segment.Range, segment.Written, _ink.Layout, _ink.Layers, _ink.Settings.HoldTop);
        End();
        segment.Done?.Invoke(rows);
        return true;
    }
}
