namespace HmRnnInk.Ink;

/// <summary>One row of a handwriting sequence: how the pen came to a point (Graves 2013, arXiv 1308.0850, section 4).</summary>
/// <param name="DeltaX">From the point before, to the right, in IAM units (not normalised).</param>
/// <param name="DeltaY">From the point before, downwards, in IAM units.</param>
/// <param name="PenUp">Whether the point arrived at is the last of its stroke.</param>
/// <remarks>
/// A line of n points has n rows. Row 0 is (0, 0, pen-up of the first point): it is fed to a model but never predicted, so that a
/// first stroke of one point keeps its pen-up. Travel with the pen up is in the first row of the stroke that follows.
/// </remarks>
public readonly record struct PenOffset(float DeltaX, float DeltaY, bool PenUp);
