using System.Diagnostics;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>
/// The undo history of a page; it is unlimited. A step is opened, any number of changes go through <see cref="PageInk.Replace"/>, and the
/// step is committed. Its memory is proportional to what changed.
/// </summary>
internal sealed class History(PageInk page)
{
    private readonly Stack<HistoryStep> _done = new();
    private HistoryStep? _open;
    // What can be redone now, and what could be redone before the newest step.
    private Stack<HistoryStep> _undone = new(), _undoneBefore = new();

    public bool CanUndo => _done.Count > 0;

    public bool CanRedo => _undone.Count > 0;

    /// <summary>
    /// Increases with every change of the history. Code that refers to rows by index compares it to see whether the indices are still
    /// valid.
    /// </summary>
    public int Version { get; private set; }

    public bool IsOpen => _open is not null;

    /// <summary>Whether a step is open and has changed nothing.</summary>
    public bool OpenStepIsEmpty => _open is { Splice.IsEmpty: true };

    /// <param name="before">The state of the person's pen, which undo restores together with the rows.</param>
    /// <param name="contextBefore">The page's context before the step; null if the step does not change it.</param>
    /// <param name="contextAfter">The page's context after the step.</param>
    public void Begin(PersonState before, PageContext? contextBefore = null, PageContext? contextAfter = null)
    {
        Debug.Assert(_open is null, "A step is open.");
        _open = new HistoryStep(before) { ContextBefore = contextBefore, ContextAfter = contextAfter };
        page.Recording = _open.Splice;
    }

    /// <summary>Ends the step. Steps that were undone before it can no longer be redone.</summary>
    /// <returns>The state before the step, if it changed nothing and is dropped; otherwise null.</returns>
    public PersonState? Commit(PersonState after)
    {
        if (OpenStepIsEmpty) return Cancel();
        HistoryStep step = Close();
        step.After = after;
        if (_done.TryPeek(out HistoryStep? last) && last == step) return null; // it was reopened
        _done.Push(step);
        (_undone, _undoneBefore) = (new(), _undone);
        return null;
    }

    /// <summary>Reverts everything since the step began, as if it had never been opened.</summary>
    /// <returns>The state before the step.</returns>
    public PersonState Cancel()
    {
        HistoryStep step = Close();
        step.Splice.Swap(page);
        return step.Before;
    }

    /// <summary>Opens the newest step again. Further changes belong to it.</summary>
    public void Reopen()
    {
        Debug.Assert(_open is null && CanUndo && !CanRedo, "There is no newest step to reopen.");
        _open = _done.Peek();
        page.Recording = _open.Splice;
    }

    /// <returns>The step that was undone.</returns>
    public HistoryStep Undo() => Swap(_done, _undone);

    /// <returns>The step that was redone.</returns>
    public HistoryStep Redo() => Swap(_undone, _done);

    /// <summary>Forgets the steps that were undone, so that they cannot be redone.</summary>
    public void ForgetUndone() => _undone.Clear();

    /// <summary>Removes the newest step as if it had never happened. What could be redone before it can be redone again.</summary>
    /// <returns>The state before the step.</returns>
    public PersonState Retract()
    {
        HistoryStep step = _done.Pop();
        step.Splice.Swap(page);
        _undone = _undoneBefore;
        Version++;
        return step.Before;
    }

    private HistoryStep Swap(Stack<HistoryStep> from, Stack<HistoryStep> to)
    {
        HistoryStep step = from.Pop();
        step.Splice.Swap(page);
        to.Push(step);
        Version++;
        return step;
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
