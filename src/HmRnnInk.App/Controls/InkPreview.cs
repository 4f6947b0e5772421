namespace HmRnnInk.App.Controls;

/// <summary>A strip of ink that shows what a setting does.</summary>
public sealed class InkPreview() : Control("")
{
    public const float BoxHeight = 52;

    /// <summary>Points of the line in units of its own, y downwards about 0.</summary>
    public required Func<(float X, float Y, bool PenUp)[]> Points { get; init; }

    /// <summary>How many of its units the strip is wide.</summary>
    public required float Units { get; init; }

    public override float Height => BoxHeight + 10;

    public override bool CanFocus => false;

    public Box Box => Bounds with { Height = BoxHeight };
}
