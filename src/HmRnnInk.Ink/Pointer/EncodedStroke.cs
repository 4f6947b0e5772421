namespace HmRnnInk.Ink.Pointer;

/// <summary>A completed stroke of the person.</summary>
/// <param name="Points">The pen events, in pixels.</param>
/// <param name="Hand">The estimate of the size and pace of the handwriting after this stroke.</param>
public sealed record EncodedStroke(IReadOnlyList<InkPoint> Points, HandEstimate Hand);
