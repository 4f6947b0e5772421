using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;

namespace HmRnnInk.App.Ui.FirstMinute;

/// <summary>
/// Shows a newcomer one hint at a time, when it is of use: after the first lift, after the model's first turn. A hint goes when what it
/// tells is done, by a click on it, or after some seconds, and does not come again.
/// </summary>
/// <param name="seen">Empty at the first start.</param>
/// <param name="wanted">False for one that shows nothing.</param>
public sealed class Guide(SeenHints seen, bool wanted) : IInputTarget
{
    /// <summary>How long a hint is shown, and how long it takes to come and go.</summary>
    private const double ShownSeconds = 10, FadeSeconds = 0.25;

    /// <summary>Between two hints.</summary>
    private const double PauseSeconds = 1.5;

    private double _since, _ended = double.NegativeInfinity;
    private bool _wasWriting;
    private int _modelTurns, _taughtAtTurn;

    /// <summary>What is shown; null while nothing is.</summary>
    public Hint? Shown { get; private set; }

    /// <summary>0 to 1.</summary>
    public float Strength { get; private set; }

    /// <summary>Where it was drawn; a click there dismisses it.</summary>
    public Box Card { get; set; }

    public bool Contains(float x, float y) => Shown is not null && Card.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        if (input.Kind == InputKind.PenDown) End(seconds);
        return input.Kind is InputKind.PenDown or InputKind.PenMove or InputKind.PenUp;
    }

    /// <summary>Follows what happens, for a frame.</summary>
    public void Update(LiveInk ink, bool scoreShown, bool controlsOpen, bool helpShown, double seconds)
    {
        bool writing = ink.Phase == LivePhase.ModelWrites;
        if (_wasWriting && !writing) _modelTurns++;
        _wasWriting = writing;
        if (!wanted || ink.Layers == 0) return; // without a model there is nothing to tell
        if (controlsOpen) Learned(Hint.Controls, seconds);
        if (helpShown) Learned(Hint.Help, seconds);
        if (Shown is { } shown)
        {
            // Its strokes would be distracted, and it has gone on.
            bool done = ink.Phase == LivePhase.PersonWrites || shown == Hint.Watch && _modelTurns > 0
                || shown is Hint.Score or Hint.Ghosts && writing;
            if (done || seconds - _since > ShownSeconds) End(seconds);
        }
        else if (seconds - _ended > PauseSeconds && !controlsOpen && !helpShown && Next(ink, scoreShown) is { } next)
        {
            (Shown, _since, _taughtAtTurn) = (next, seconds, _modelTurns);
            seen.Add(next);
        }

        double age = Shown is null ? 0 : Math.Min(seconds - _since, _since + ShownSeconds - seconds);
        Strength = Shown is null ? 0 : (float)Math.Clamp(age / FadeSeconds, 0, 1);
    }

    private Hint? Next(LiveInk ink, bool scoreShown)
    {
        if (ink.Phase == LivePhase.PersonWrites) return null;
        if (ink.Rows.Count == 0) return null;
        if (_modelTurns == 0) return seen.Contains(Hint.Watch) || ink.Phase == LivePhase.Idle ? null : Hint.Watch;
        if (ink.Phase == LivePhase.ModelWrites) return null; // it is watched
        if (_modelTurns == _taughtAtTurn) return null; // one thing a turn
        if (ink.Ghosts.CanBeAccepted && !seen.Contains(Hint.Ghosts)) return Hint.Ghosts;
        if (scoreShown && !seen.Contains(Hint.Score)) return Hint.Score;
        if (!seen.Contains(Hint.Controls)) return Hint.Controls;
        return seen.Contains(Hint.Help) ? null : Hint.Help;
    }

    /// <summary>Found without being told.</summary>
    private void Learned(Hint hint, double seconds)
    {
        seen.Add(hint);
        if (Shown == hint) End(seconds);
    }

    private void End(double seconds) => (Shown, Strength, _ended) = (null, 0, seconds);
}
