using HmRnnInk.Ink;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>How many lines the landmark <c>word gap</c> is measured on, and why the others are left out.</summary>
/// <param name="Paired">Lines of all parts that have a text.</param>
/// <param name="LeftOut">Forms whose lines have none.</param>
/// <param name="PairedInPart">Lines of the chosen part that have a text.</param>
/// <param name="Used">Those of them whose words are clearly apart.</param>
internal sealed record WordGapLines(int Paired, IReadOnlyList<TranscriptPairing.Omission> LeftOut, int PairedInPart, int Used)
{
    private const int Shown = 5;

    public static WordGapLines Of(TranscriptPairing pairing, IReadOnlyList<InkLine> part) => new(
        pairing.Texts.Count, pairing.LeftOut, part.Count(line => pairing.Texts.ContainsKey(line.Id)),
        part.Count(line => Landmark.WordGap(pairing).Find(line) is not null));

    public void Print()
    {
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"Word gaps: {Used} of the part's {PairedInPart} lines with a text are used; in the others the gaps between words are not ")
            + FormattableString.Invariant($"{WordGaps.Clearance} times as wide as those within."));
        if (LeftOut.Count == 0) return;
        int lines = LeftOut.Sum(form => form.Lines);
        string more = LeftOut.Count > Shown ? "; ..." : "";
        string forms = string.Join("; ", LeftOut.Take(Shown).Select(form => $"{form.Form}: {form.Reason}")) + more;
        AnsiConsole.WriteLine($"{Paired} lines have a text; {lines} lines of {LeftOut.Count} forms have none ({forms}).");
    }
}
