namespace HmRnnInk.App.Canvas.Text;

/// <summary>The place of a rasterised glyph in the atlas, in pixels.</summary>
/// <param name="AtlasX">Left edge in the atlas.</param>
/// <param name="AtlasY">Top edge in the atlas.</param>
/// <param name="Width">0 for a space.</param>
/// <param name="Height">0 for a space.</param>
/// <param name="OffsetX">From the whole pixel at which the character is placed to the left edge of the glyph.</param>
/// <param name="OffsetY">From the baseline to the top edge of the glyph; negative above the baseline.</param>
internal readonly record struct Glyph(int AtlasX, int AtlasY, int Width, int Height, int OffsetX, int OffsetY);
