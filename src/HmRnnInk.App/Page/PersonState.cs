using System.Collections.Immutable;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>What <see cref="PersonHand"/> knows between two strokes; a value, which later strokes leave as it is.</summary>
/// <param name="Hand">How the person writes.</param>
/// <param name="Encoder">Of the strokes that are still read anew when the hand turns out to be another; null where there are none.</param>
/// <param name="FirstRow">Of these strokes on the page.</param>
/// <param name="Places">A place for each of them: where it was put down, and its shift.</param>
internal readonly record struct PersonState(HandEstimate Hand, EncoderState? Encoder, int FirstRow, ImmutableList<PenPlace> Places);
