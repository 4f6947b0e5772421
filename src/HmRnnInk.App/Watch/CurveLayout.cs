namespace HmRnnInk.App.Watch;

/// <summary>Where the learning curve lies, over the boundary rates and their common axis; pen units.</summary>
public readonly record struct CurveLayout(float X, float Y, float Width, float Height)
{
    private const float Label = 66, Head = 30, AxisHeight = 22, Gap = 10, RateShare = 0.36f;

    public float Left => X + Label;

    public float Right => X + Width - 24;

    /// <summary>Of the figures at the playhead.</summary>
    public float HeadBaseline => Y + 18;

    public float NatsTop => Y + Head;

    public float NatsBottom => RatesTop - Gap;

    public float RatesTop => RatesBottom - ((RatesBottom - NatsTop - Gap) * RateShare);

    /// <summary>The axis of points.</summary>
    public float RatesBottom => Y + Height - AxisHeight - 8;

    /// <summary>Whether a place is on the curve, where the pointer takes the playhead.</summary>
    public bool Contains(float x, float y) => x >= X && x < X + Width && y >= Y && y < Y + Height;

    /// <param name="share">Of the axis.</param>
    public float XOf(double share) => Left + ((Right - Left) * (float)share);

    /// <returns>Share of the axis; below 0 and above 1 beside it.</returns>
    public double ShareAt(float x) => (x - Left) / (Right - Left);
}
