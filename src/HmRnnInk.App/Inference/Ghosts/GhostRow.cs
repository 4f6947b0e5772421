using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>One row of a possible continuation.</summary>
/// <param name="Trace">What the layers did. Its log-likelihood is that of the biased density from which the row was sampled.</param>
public readonly record struct GhostRow(PenOffset Offset, RowTrace Trace);
