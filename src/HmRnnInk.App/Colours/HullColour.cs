namespace HmRnnInk.App.Colours;

/// <summary>The colours of a hull, opaque; 0xRRGGBBAA.</summary>
internal readonly record struct HullColour(uint Fill, uint Border);
