using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;

namespace HmRnnInk.App.Ui.FirstMinute;

/// <summary>
/// Shows a newcomer one hint at a time, when it is useful: after the first stroke, and then one after each turn of the model. A hint
/// disappears when the person does what it says, clicks it or begins to write, or after some seconds. It is shown only once.
/// </summary>
/// <param name="seen">The hints that were shown before. Empty at the first start.</param>
/// <param name="wanted">False to show no hints.</param>
internal sealed class Hints(SeenHints seen, bool wanted) : IInputTarget
{
    /// <summary>How long a hint is shown, and how long it fades in and out.</summary>
    private const double ShownSeconds = 10, FadeSeconds = 0.25;

    /// <summary>The pause between two hints.</summary>
    private const double PauseSeconds = 1.5;

    private double _since, _ended = double.NegativeInfinity;
    private bool _wasWriting;
    private int _modelTurns, _shownAtTurn;

    /// <summary>The hint that is shown; null for none.</summary>
    public Hint? Shown { get; private set; }

    /// <summary>The opacity of the hint, 0 to 1.</summary>
    public float Opacity { get; private set; }

    /// <summary>Where the hint was drawn. A click there dismisses it.</summary>
    public Box Card { get; set; }

    public bool Contains(float x, float y) => Shown is not null && Card.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        if (input.Kind == InputKind.PenDown) End(seconds);
        return input.Kind is InputKind.PenDown or InputKind.PenMove or InputKind.PenUp;
    }

    /// <summary>Shows, fades or ends hints. Call it once per frame.</summary>
    public void Update(LiveInk ink, bool scoreShown, bool controlsOpen, bool helpShown, double seconds)
    {
        bool writing = ink.Phase == LivePhase.ModelWrites;
        if (_wasWriting && !writing) _modelTurns++;
        _wasWriting = writing;
        if (!wanted || ink.Layers == 0) return; // all hints are about the model
        if (controlsOpen) MarkSeen(Hint.Controls, seconds);
        if (helpShown) MarkSeen(Hint.Help, seconds);
        if (Shown is { } shown)
        {
            bool done = ink.Phase == LivePhase.PersonWrites || shown == Hint.Watch && _modelTurns > 0
                || shown is Hint.Score or Hint.Ghosts && writing;
            if (done || seconds - _since > ShownSeconds) End(seconds);
        }
        else if (seconds - _ended > PauseSeconds && !controlsOpen && !helpShown && Next(ink, scoreShown) is { } next)
        {
            (Shown, _since, _shownAtTurn) = (next, seconds, _modelTurns);
            seen.Add(next);
        }

        double age = Shown is null ? 0 : Math.Min(seconds - _since, _since + ShownSeconds - seconds);
        Opacity = Shown is null ? 0 : (float)Math.Clamp(age / FadeSeconds, 0, 1);
    }

    /// <returns>The hint to show now; null for none.</returns>
    private Hint? Next(LiveInk ink, bool scoreShown)
    {
        if (ink.Phase == LivePhase.PersonWrites || ink.Rows.Count == 0) return null;
        if (_modelTurns == 0) return seen.Contains(Hint.Watch) || ink.Phase == LivePhase.Idle ? null : Hint.Watch;
        if (ink.Phase == LivePhase.ModelWrites) return null; // the person watches the model
        if (_modelTurns == _shownAtTurn) return null; // one hint per turn
        if (ink.Ghosts.CanBeAccepted && !seen.Contains(Hint.Ghosts)) return Hint.Ghosts;
        if (scoreShown && !seen.Contains(Hint.Score)) return Hint.Score;
        if (!seen.Contains(Hint.Controls)) return Hint.Controls;
        return seen.Contains(Hint.Help) ? null : Hint.Help;
    }

    /// <summary>Marks a hint as seen, because the person found out without it.</summary>
    private void MarkSeen(Hint hint, double seconds)
    {
        seen.Add(hint);
        if (Shown == hint) End(seconds);
    }

    private void End(double seconds) => (Shown, Opacity, _ended) = (null, 0, seconds);
}
