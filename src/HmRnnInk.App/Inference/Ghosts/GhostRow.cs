using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>One row of a possible future.</summary>
/// <param name="Trace">What the layers did; its nats are of the biased density that the row was drawn from.</param>
public readonly record struct GhostRow(PenOffset Offset, RowTrace Trace);
