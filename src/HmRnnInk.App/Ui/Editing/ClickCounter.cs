namespace HmRnnInk.App.Ui.Editing;

/// <summary>Distinguishes clicks from strokes, and counts double and triple clicks.</summary>
public sealed class ClickCounter
{
    /// <summary>The maximum time between two presses.</summary>
    public const double Seconds = 0.4;

    /// <summary>The maximum movement during a click, page units.</summary>
    public const float Still = 4;

    /// <summary>The maximum distance of the next press from the first, page units.</summary>
    private const float Reach = 6;

    private float _x, _y;
    private double _pressed = double.NegativeInfinity;
    private int _count;

    /// <summary>Whether the pen has not moved since it was pressed.</summary>
    public bool IsClick { get; private set; }

    /// <returns>The number of presses at this place, including this one.</returns>
    public int Press(float x, float y, double seconds)
    {
        bool again = IsClick && seconds - _pressed <= Seconds && Distance(x, y) <= Reach;
        if (!again) (_x, _y, _count) = (x, y, 0);
        (_pressed, IsClick) = (seconds, true);
        return ++_count;
    }

    public void Move(float x, float y) => IsClick &= Distance(x, y) <= Still;

    private float Distance(float x, float y) => MathF.Max(MathF.Abs(x - _x), MathF.Abs(y - _y));
}
