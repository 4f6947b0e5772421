namespace HmRnnInk.Trainer;

/// <summary>How well ink of one source can be read.</summary>
/// <param name="Source"><c>real</c> or <c>model</c>.</param>
/// <param name="Bias">Of the model; null for real ink.</param>
/// <param name="Primed">Whether it is the second half of each line, after the first, or all of it from nothing.</param>
/// <param name="CharacterErrorRate">Edits over characters of the texts; lower is better.</param>
/// <param name="WordFaultShare">Share of the lines that lose a word or have one too many, as far as the recogniser can tell.</param>
/// <param name="UnfinishedShare">Share of the texts at which the pen got stuck or did not come to the end; null for real ink.</param>
internal sealed record LegibilityRow(
    string Source, double? Bias, bool Primed, double CharacterErrorRate, int Lines, double WordFaultShare, double? UnfinishedShare);
