namespace HmRnnInk.Trainer;

/// <summary>How well the ink of one source can be read.</summary>
/// <param name="Source"><c>real</c> or <c>model</c>.</param>
/// <param name="Bias">Sampling bias of the model; null for recorded ink.</param>
/// <param name="Primed">
/// Whether the ink is the second half of each line as a continuation of the first half, instead of the whole line.
/// </param>
/// <param name="CharacterErrorRate">Number of edits divided by the number of characters; lower is better.</param>
/// <param name="WordFaultShare">Share of the lines with a missing or extra word, as far as the recogniser can tell.</param>
/// <param name="UnfinishedShare">Share of the texts that the model did not finish; null for recorded ink.</param>
internal sealed record LegibilityRow(
    string Source, double? Bias, bool Primed, double CharacterErrorRate, int Lines, double WordFaultShare, double? UnfinishedShare);
