using System.Diagnostics;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>
/// Every change of a page, to be taken back and done again without limit. A step begins, any number of changes go through
/// <see cref="PageInk.Replace"/>, and it is committed; its memory is in proportion to what changed.
/// </summary>
internal sealed class History(PageInk page)
{
    private readonly Stack<HistoryStep> _done = new();
    private HistoryStep? _open;
    private Stack<HistoryStep> _undone = new(), _undoneBefore = new();

    public bool CanUndo => _done.Count > 0;

    public bool CanRedo => _undone.Count > 0;

    /// <summary>Counts up with every change of the page's history: who looks at rows by their index looks whether it is still the same.</summary>
    public int Version { get; private set; }

    /// <summary>Whether a step has begun.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>Whether one has begun and nothing has changed in it.</summary>
    public bool IsEmpty => _open is { Splice.IsEmpty: true };

    /// <param name="before">What a step back puts back besides the rows.</param>
    /// <param name="contextBefore">The page's context before the step; null where the step does not change it.</param>
    /// <param name="contextAfter">The context after it.</param>
    public void Begin(PersonState before, PageContext? contextBefore = null, PageContext? contextAfter = null)
    {
        Debug.Assert(_open is null, "A step is open.");
        _open = new HistoryStep(before) { ContextBefore = contextBefore, ContextAfter = contextAfter };
        page.Recording = _open.Splice;
    }

    /// <summary>Ends the step. What was undone before it can no longer be done again.</summary>
    /// <returns>Null; or, where the step changed nothing and so is none, the state before it.</returns>
    public PersonState? Commit(PersonState after)
    {
        if (IsEmpty) return Cancel();
        HistoryStep step = Close();
        step.After = after;
        if (_done.TryPeek(out HistoryStep? last) && last == step) return null; // taken up again
        _done.Push(step);
        (_undone, _undoneBefore) = (new(), _undone);
        return null;
    }

    /// <summary>Takes back what was done since the step began, as if it never had.</summary>
    /// <returns>The state before it.</returns>
    public PersonState Cancel()
    {
        HistoryStep step = Close();
        step.Splice.Swap(page);
        return step.Before;
    }

    /// <summary>Takes up the newest step again: the next changes belong to it.</summary>
    public void Reopen()
    {
        Debug.Assert(_open is null && CanUndo && !CanRedo, "There is no newest step to take up.");
        _open = _done.Peek();
        page.Recording = _open.Splice;
    }

    /// <returns>The step that is taken back.</returns>
    public HistoryStep Undo()
    {
        HistoryStep step = _done.Pop();
        step.Splice.Swap(page);
        _undone.Push(step);
        Version++;
        return step;
    }

    /// <returns>The step that is done again.</returns>
    public HistoryStep Redo()
    {
        HistoryStep step = _undone.Pop();
        step.Splice.Swap(page);
        _done.Push(step);
        Version++;
        return step;
    }

    /// <summary>Takes the newest step back as if it had never been: what could be done again before it still can.</summary>
    /// <returns>The state before it.</returns>
    public PersonState Retract()
    {
        HistoryStep step = _done.Pop();
        step.Splice.Swap(page);
        _undone = _undoneBefore;
        Version++;
        return step.Before;
    }

    private HistoryStep Close()
    {
        HistoryStep step = _open!;
        _open = null;
        page.Recording = null;
        Version++;
        return step;
    }
}
