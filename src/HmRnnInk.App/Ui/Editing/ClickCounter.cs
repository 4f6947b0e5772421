namespace HmRnnInk.App.Ui.Editing;

/// <summary>Tells a click from a stroke, and counts clicks in one place: double, triple.</summary>
public sealed class ClickCounter
{
    /// <summary>From one press to the next.</summary>
    public const double Seconds = 0.4;

    /// <summary>How far the next press may be from the first, and how far a click may wander, page units: a hand on a tablet trembles.</summary>
    private const float Reach = 6, Still = 4;

    private float _x, _y;
    private double _pressed = double.NegativeInfinity;
    private int _count;

    /// <summary>Whether the pen has stayed where it was pressed.</summary>
    public bool IsClick { get; private set; }

    /// <returns>How many times it was pressed there, this one included.</returns>
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
