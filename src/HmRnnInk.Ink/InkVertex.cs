namespace HmRnnInk.Ink;

/// <summary>A point of a stroke with its appearance; <see cref="Capsule"/> describes its members.</summary>
public readonly record struct InkVertex(float X, float Y, float Width, uint Colour, int Layer);
