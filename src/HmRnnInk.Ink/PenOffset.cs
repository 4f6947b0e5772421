namespace HmRnnInk.Ink;

/// <summary>
/// One row of a handwriting sequence: the offset from the previous point to a point (Graves 2013, arXiv 1308.0850, section 4).
/// </summary>
/// <param name="DeltaX">Rightwards, in IAM units (not normalised).</param>
/// <param name="DeltaY">Downwards, in IAM units.</param>
/// <param name="PenUp">Whether the point is the last of its stroke.</param>
/// <remarks>
/// A line of n points has n rows. Row 0 is (0, 0, pen-up of the first point). A model reads it but never predicts it; it preserves the
/// pen-up of a first stroke of one point. The pen-up movement between two strokes is in the first row of the second stroke.
/// </remarks>
public readonly record struct PenOffset(float DeltaX, float DeltaY, bool PenUp);
