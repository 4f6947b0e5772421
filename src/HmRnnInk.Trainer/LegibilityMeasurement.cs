using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Trainer;

/// <summary>Measures how well a recogniser reads recorded lines, and the same texts written by a model.</summary>
/// <param name="model">A model with a text window.</param>
/// <param name="texts">The texts of the lines.</param>
internal sealed class LegibilityMeasurement(PackedModel model, Recogniser recogniser, TranscribedLines texts)
{
    /// <summary>Measures the recorded lines.</summary>
    /// <param name="primed">Whether only the ink after the cut is read.</param>
    public Row OfPersons(IReadOnlyList<InkLine> lines, bool primed)
    {
        var errors = new ReadingErrors();
        foreach ((InkLine line, TextCut cut) in Cuts(lines, primed))
            errors.Add(cut.Text, recogniser.Read(primed ? Piece(line.Offsets[(cut.Row + 1)..]) : line.Offsets));
        return new("real", null, primed, errors.CharacterErrorRate, errors.Lines, errors.WordFaultShare, null);
    }

    /// <summary>Measures the same texts, written by the model.</summary>
    /// <param name="primed">Whether the model continues the ink before the cut.</param>
    /// <param name="candidates">See <see cref="GivenTextWriter.Write"/>.</param>
    /// <param name="seed">The same seed writes the same ink.</param>
    public Row OfModel(IReadOnlyList<InkLine> lines, double bias, bool primed, int candidates, int seed)
    {
        (InkLine Line, TextCut Cut)[] cuts = [.. Cuts(lines, primed)];
        // Each core writes other lines. The recogniser reads one line at a time, because libtorch itself uses all cores.
        var written = cuts.Index().AsParallel().AsOrdered().Select(item => GivenTextWriter.Write(
            model, primed ? item.Item.Line.Offsets[..(item.Item.Cut.Row + 1)] : [], item.Item.Cut.Text, candidates, bias,
            new SeededRandom((ulong)seed + ((ulong)item.Index << 32)), GivenText.MaximumRows(item.Item.Cut.Text))).ToArray();
        var errors = new ReadingErrors();
        for (int index = 0; index < cuts.Length; index++)
        {
            PenOffset[] rows = [.. written[index].Rows];
            errors.Add(cuts[index].Cut.Text, recogniser.Read(primed ? Piece(rows) : [default, .. rows]));
        }

        double unfinished = written.Count(text => text.Stop != TextStop.Finished) / (double)Math.Max(1, written.Length);
        return new("model", bias, primed, errors.CharacterErrorRate, errors.Lines, errors.WordFaultShare, unfinished);
    }

    /// <summary>The text of each line, or if primed, of each line with a word gap the text after the gap nearest to the middle.</summary>
    private IEnumerable<(InkLine Line, TextCut Cut)> Cuts(IEnumerable<InkLine> lines, bool primed)
    {
        foreach (InkLine line in lines)
        {
            TranscribedLine transcribed = texts.Lines[line.Id];
            if (!primed)
            {
                yield return (line, new(0, transcribed.Text));
            }
            else if (transcribed.WordEnds.Count > 0)
            {
                int middle = line.Offsets.Length / 2;
                int gap = Enumerable.Range(0, transcribed.WordEnds.Count).MinBy(gap => Math.Abs(transcribed.WordEnds[gap] - middle));
                yield return (line, new(transcribed.WordEnds[gap], transcribed.TextAfter(gap)));
            }
        }
    }

    /// <summary>The ink as a line of its own, so that its first row has no offset.</summary>
    private static PenOffset[] Piece(PenOffset[] rows) => [new(0, 0, rows[0].PenUp), .. rows[1..]];

    /// <summary>How well the ink of one source can be read.</summary>
    /// <param name="Source"><c>real</c> or <c>model</c>.</param>
    /// <param name="Bias">Sampling bias of the model; null for real ink.</param>
    /// <param name="Primed">
    /// Whether the ink is the second half of each line as a continuation of the first half, instead of the whole line.
    /// </param>
    /// <param name="CharacterErrorRate">Number of edits divided by the number of characters; lower is better.</param>
    /// <param name="WordFaultShare">Share of the lines with a missing or extra word, as far as the recogniser can tell.</param>
    /// <param name="UnfinishedShare">Share of the texts that the model did not finish; null for real ink.</param>
    public sealed record Row(
        string Source, double? Bias, bool Primed, double CharacterErrorRate, int Lines, double WordFaultShare, double? UnfinishedShare);
}
