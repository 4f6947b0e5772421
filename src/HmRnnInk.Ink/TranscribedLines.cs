using System.Globalization;

namespace HmRnnInk.Ink;

/// <summary>The lines of a data set that have a usable text.</summary>
/// <param name="Lines">By the lines' ids.</param>
/// <param name="FormsLeftOut">Forms whose lines have no text, and why.</param>
/// <param name="LinesLeftOut">Lines whose text cannot be theirs, and why, in the order of their ids.</param>
public sealed record TranscribedLines(
    IReadOnlyDictionary<string, TranscribedLine> Lines, IReadOnlyList<TranscriptPairing.Omission> FormsLeftOut,
    IReadOnlyList<(string Id, string Reason)> LinesLeftOut)
{
    /// <summary>
    /// Bounds of the points per character. The median of IAM-OnDB's lines is 21, and 99.8 % are from 11 to 42. Outside these bounds a text
    /// belongs to another line, or most of the line was crossed out.
    /// </summary>
    private const double MinimumPointsPerCharacter = 8, MaximumPointsPerCharacter = 50;

    public static TranscribedLines Of(LineDataset dataset, Transcripts transcripts) => Of(dataset.Lines, transcripts.PairWith(dataset));

    /// <param name="pairing">Has the texts of these lines, and perhaps of others.</param>
    public static TranscribedLines Of(IReadOnlyList<InkLine> lines, TranscriptPairing pairing)
    {
        var usable = new Dictionary<string, TranscribedLine>(StringComparer.Ordinal);
        var leftOut = new List<(string Id, string Reason)>();
        foreach ((InkLine line, TranscribedLine? found) in lines.AsParallel().AsOrdered().Select(line => (line, Find(line, pairing))))
        {
            if (found is null) continue;
            double points = line.Offsets.Length / (double)Math.Max(1, found.Text.Length);
            if (points is >= MinimumPointsPerCharacter and <= MaximumPointsPerCharacter) usable.Add(line.Id, found);
            else leftOut.Add((line.Id, string.Create(CultureInfo.InvariantCulture, $"{points:F1} points a character ('{found.Text}')")));
        }

        return new(usable, pairing.LeftOut, leftOut);
    }

    private static TranscribedLine? Find(InkLine line, TranscriptPairing pairing)
    {
        if (!pairing.Texts.TryGetValue(line.Id, out string? text)) return null;
        string[] words = TranscriptWords.Of(text);
        return new(words, WordGaps.Find(line.Offsets, words.Length) ?? []);
    }
}
