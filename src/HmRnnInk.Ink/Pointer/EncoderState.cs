using System.Collections.Immutable;

namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// An immutable snapshot of an <see cref="OffsetEncoder"/> between two strokes. An encoder can continue from it any number of times, for
/// undo and redo.
/// </summary>
/// <param name="Expected">The estimate of the size and pace of the handwriting before the first stroke.</param>
/// <param name="From">Position of the pen before the first stroke, in pixels; null at the beginning of a line.</param>
/// <param name="Strokes">The completed strokes, in order.</param>
/// <param name="Scale">The scale at which the rows are encoded; it includes <paramref name="SizeFactor"/>.</param>
/// <param name="SizeFactor">The person's own correction of the scale.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Place">Position of the last row, in pixels; null before the first row.</param>
public sealed record EncoderState(
    HandEstimate Expected,
    InkPoint? From,
    ImmutableList<EncodedStroke> Strokes,
    PenScale Scale,
    float SizeFactor,
    int Rows,
    InkPoint? Place);
