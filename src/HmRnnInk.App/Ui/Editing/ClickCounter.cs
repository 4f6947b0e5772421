using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>
/// Distinguishes clicks from strokes, and counts double and triple clicks. Distances are in the unit of the points that it gets.
/// </summary>
internal sealed class ClickCounter
{
    /// <summary>The maximum time between two presses.</summary>
    public const double Seconds = 0.4;

    /// <summary>The maximum movement during a click.</summary>
    public const float MaximumMovement = 4;

    /// <summary>The maximum distance of a further press from the first.</summary>
    private const float Reach = 6;

    private InkPoint _first;
    private double _pressed = double.NegativeInfinity;
    private int _count;

    /// <summary>Whether the last press is a click so far: the pen has not moved since.</summary>
    public bool IsClick { get; private set; }

    /// <returns>The number of clicks at this place, including this press.</returns>
    public int Press(InkPoint pen)
    {
        bool again = IsClick && pen.TimeSeconds - _pressed <= Seconds && Distance(pen) <= Reach;
        if (!again) (_first, _count) = (pen, 0);
        (_pressed, IsClick) = (pen.TimeSeconds, true);
        return ++_count;
    }

    public void Move(InkPoint pen) => IsClick &= Distance(pen) <= MaximumMovement;

    private float Distance(InkPoint pen) => MathF.Max(MathF.Abs(pen.X - _first.X), MathF.Abs(pen.Y - _first.Y));
}
