using HmRnnInk.App.Canvas;

namespace HmRnnInk.App.Watch;

/// <summary>The layout of the learning curve, the boundary rates below it and their common axis, in window units.</summary>
internal readonly record struct CurveLayout(float X, float Y, float Width, float Height)
{
    private const float LabelWidth = 66, HeadHeight = 30, AxisHeight = 22, Gap = 10, RateShare = 0.36f;

    public float Left => X + LabelWidth;

    public float Right => X + Width - 24;

    /// <summary>The baseline of the numbers at the playhead.</summary>
    public float HeadBaseline => Y + 18;

    public float NatsTop => Y + HeadHeight;

    public float NatsBottom => RatesTop - Gap;

    public float RatesTop => RatesBottom - ((RatesBottom - NatsTop - Gap) * RateShare);

    /// <summary>Y of the axis of training points.</summary>
    public float RatesBottom => Y + Height - AxisHeight - 8;

    /// <summary>Whether a place is on the curves, where the pointer can drag the playhead.</summary>
    public bool Contains(float x, float y) => new Box(X, Y, Width, Height).Contains(x, y);

    /// <param name="position">The position on the axis, 0 to 1.</param>
    public float XOf(double position) => Left + ((Right - Left) * (float)position);

    /// <returns>The position on the axis, 0 to 1; below 0 or above 1 beside the axis.</returns>
    public double PositionAt(float x) => (x - Left) / (Right - Left);
}
