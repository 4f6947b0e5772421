using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Trainer;

/// <summary>Has a recogniser read real lines and a model's.</summary>
/// <param name="model">With a text window.</param>
/// <param name="texts">Of the lines.</param>
internal sealed class LegibilityMeasurement(PackedModel model, Recogniser recogniser, TranscribedLines texts)
{
    /// <summary>Lines as their hands wrote them.</summary>
    /// <param name="primed">Only what comes behind the cut.</param>
    public LegibilityRow OfPersons(IReadOnlyList<InkLine> lines, bool primed)
    {
        var score = new ReadingScore();
        foreach ((InkLine line, TextCut cut) in Cuts(lines, primed))
            score.Add(cut.Text, recogniser.Read(primed ? Piece(line.Offsets[(cut.Row + 1)..]) : line.Offsets));
        return new("real", null, primed, score.CharacterErrorRate, score.Lines, score.WordFaultShare, null);
    }

    /// <summary>The same texts as the model writes them.</summary>
    /// <param name="primed">By the ink before the cut.</param>
    /// <param name="candidates">See <see cref="GivenTextWriter.Write"/>.</param>
    /// <param name="seed">The same seed writes the same ink.</param>
    public LegibilityRow OfModel(IReadOnlyList<InkLine> lines, double bias, bool primed, int candidates, int seed)
    {
        (InkLine Line, TextCut Cut)[] cuts = [.. Cuts(lines, primed)];
        // Writing is spread over the cores; reading is libtorch's own.
        var written = cuts.Index().AsParallel().AsOrdered().Select(item => GivenTextWriter.Write(
            model, primed ? item.Item.Line.Offsets[..(item.Item.Cut.Row + 1)] : [], item.Item.Cut.Text, candidates, bias,
            new SeededRandom((ulong)seed + ((ulong)item.Index << 32)), GivenText.MaximumRows(item.Item.Cut.Text))).ToArray();
        var score = new ReadingScore();
        for (int index = 0; index < cuts.Length; index++)
        {
            PenOffset[] rows = [.. written[index].Rows];
            score.Add(cuts[index].Cut.Text, recogniser.Read(primed ? Piece(rows) : [default, .. rows]));
        }

        double unfinished = written.Count(text => text.Stop != TextStop.Finished) / (double)Math.Max(1, written.Length);
        return new("model", bias, primed, score.CharacterErrorRate, score.Lines, score.WordFaultShare, unfinished);
    }

    /// <summary>Each line's text; primed, of the lines that can be cut, what follows the gap nearest to the middle.</summary>
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

    /// <summary>Ink by itself: its first row is where it begins, however the pen came there.</summary>
    private static PenOffset[] Piece(PenOffset[] rows) => [new(0, 0, rows[0].PenUp), .. rows[1..]];
}
