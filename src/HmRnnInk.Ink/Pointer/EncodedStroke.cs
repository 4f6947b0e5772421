namespace HmRnnInk.Ink.Pointer;

/// <summary>A finished stroke of the person.</summary>
/// <param name="Points">The pen's events, pixels.</param>
/// <param name="Hand">As known after it.</param>
public sealed record EncodedStroke(IReadOnlyList<InkPoint> Points, HandEstimate Hand);
