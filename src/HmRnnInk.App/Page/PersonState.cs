using System.Collections.Immutable;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>What <see cref="PersonPen"/> knows between two strokes. It is a value, so later strokes do not change it.</summary>
/// <param name="Hand">The estimate of the person's handwriting.</param>
/// <param name="Encoder">The state of the strokes that may still be encoded again; null if there are none.</param>
/// <param name="FirstRow">The first row of these strokes on the page.</param>
/// <param name="Places">The position and shift at the start of each of these strokes.</param>
internal readonly record struct PersonState(HandEstimate Hand, EncoderState? Encoder, int FirstRow, ImmutableList<PenPlace> Places);
