namespace HmRnnInk.App.Canvas;

/// <summary>A rectangle in window units.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public float CentreY => Y + Height / 2;

    public Box Grown(float by) => new(X - by, Y - by, Width + 2 * by, Height + 2 * by);

    /// <returns>Y of the baseline of text of this size whose capitals are vertically centred in the box.</returns>
    public float Baseline(float textSize) => CentreY + textSize * UiRenderer.HalfCapital;

    public bool Contains(float x, float y) => x >= X && x < Right && y >= Y && y < Bottom;
}
