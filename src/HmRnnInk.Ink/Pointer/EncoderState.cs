using System.Collections.Immutable;

namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// What an <see cref="OffsetEncoder"/> knows between two strokes. A value: later strokes leave it as it is, so that an encoder goes on
/// from it as often as a person takes strokes back and does them again.
/// </summary>
/// <param name="Expected">What was known of the hand before the first stroke.</param>
/// <param name="From">Where the pen was before it, pixels; null for the beginning of a line.</param>
/// <param name="Strokes">As they came.</param>
/// <param name="Scale">The scale that the rows are encoded at.</param>
/// <param name="SizeFactor">The person's own correction that is in it.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Place">The last row's, pixels; null before the first.</param>
public sealed record EncoderState(
    HandEstimate Expected, InkPoint? From, ImmutableList<EncodedStroke> Strokes, PenScale Scale, float SizeFactor, int Rows, InkPoint? Place);
