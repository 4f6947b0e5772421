namespace HmRnnInk.App.Canvas;

/// <summary>A rectangle in window units.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public float CentreY => Y + Height / 2;

    public bool Contains(float x, float y) => x >= X && x < Right && y >= Y && y < Bottom;
}
