using HmRnnInk.Ink;

namespace HmRnnInk.App.Live;

/// <summary>One thing for the model to do.</summary>
/// <param name="Epoch">Comes back with the answer; a rewind begins a new one, and answers of an old one are void.</param>
/// <param name="Offset">Of a Feed.</param>
/// <param name="Rows">Of a Rewind: how many rows stay read.</param>
/// <param name="Bias">Of a Write.</param>
public readonly record struct InferenceRequest(InferenceKind Kind, int Epoch, PenOffset Offset = default, int Rows = 0, double Bias = 0);
