namespace HmRnnInk.Ink;

/// <summary>The view box of an SVG: the part of the drawing that it shows, in the drawing's units, one pixel each.</summary>
public readonly record struct SvgBox(float Left, float Top, float Width, float Height);
