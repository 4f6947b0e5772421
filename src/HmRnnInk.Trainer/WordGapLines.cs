using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>The number of lines on which the landmark <c>word gap</c> is measured, and why other lines are left out.</summary>
/// <param name="Paired">Number of lines with a transcript, in all parts.</param>
/// <param name="LeftOut">Forms whose lines have no transcript.</param>
/// <param name="PairedInPart">Number of lines with a transcript in the chosen part.</param>
/// <param name="Used">Number of these lines in which the gaps between words are clearly the widest.</param>
internal sealed record WordGapLines(int Paired, IReadOnlyList<TranscriptPairing.Omission> LeftOut, int PairedInPart, int Used)
{
    private const int MaximumForms = 5;

    public static WordGapLines Of(TranscriptPairing pairing, IReadOnlyList<InkLine> part) => new(
        pairing.Texts.Count, pairing.LeftOut, part.Count(line => pairing.Texts.ContainsKey(line.Id)),
        part.Count(line => Landmark.WordGap(pairing).Find(line) is not null));

    public void Print()
    {
        AnsiConsole.WriteLine(
            $"Word gaps: measured on {Used} of the part's {PairedInPart} lines with a transcript. In the others, the gaps between words "
            + $"are not at least {WordGaps.Clearance} times as wide as those within words.");
        if (LeftOut.Count == 0) return;
        int lines = LeftOut.Sum(form => form.Lines);
        string more = LeftOut.Count > MaximumForms ? "; ..." : "";
        string forms = string.Join("; ", LeftOut.Take(MaximumForms).Select(form => $"{form.Form}: {form.Reason}")) + more;
        AnsiConsole.WriteLine($"{Paired} lines have a transcript; {lines} lines of {LeftOut.Count} forms have none ({forms}).");
    }
}
