using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Inference.Ghosts;

/// <summary>One row of a possible continuation.</summary>
/// <param name="Trace">What the layers did. Its log-likelihood is that of the biased density from which the row was sampled.</param>
/// <param name="Information">
/// How much the text adds to the row's log-likelihood, nats: log p(row | text) − log p(row | no text), both unbiased. 0 without a text.
/// </param>
internal readonly record struct GhostRow(PenOffset Offset, RowTrace Trace, float Information);
