namespace HmRnnInk.App.Canvas.Text;

/// <summary>A rasterised glyph's place in the atlas; all in pixels.</summary>
/// <param name="AtlasX">Left edge in the atlas.</param>
/// <param name="AtlasY">Top edge in the atlas.</param>
/// <param name="Width">0 for a space.</param>
/// <param name="Height">0 for a space.</param>
/// <param name="OffsetX">From the pen's whole pixel to the glyph's left edge.</param>
/// <param name="OffsetY">From the baseline to the glyph's top edge; negative above.</param>
public readonly record struct Glyph(int AtlasX, int AtlasY, int Width, int Height, int OffsetX, int OffsetY);
