using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Trainer;

/// <summary>Measures how well a recogniser reads recorded lines, and the same texts written by a model.</summary>
/// <param name="model">A model with a text window.</param>
/// <param name="texts">The texts of the lines.</param>
internal sealed class LegibilityMeasurement(PackedModel model, Recogniser recogniser, TranscribedLines texts)
{
    /// <summary>Prints a warning if the recogniser may have been trained on lines of the measured part.</summary>
    public static void WarnAboutTraining(Recogniser recogniser, LineDataset dataset, SplitBy by) => ModelEvaluation.WarnIfTrainedOnOther(
        recogniser.Settings.DataSha256, recogniser.Settings.SplitBy, dataset.Sha256, by, "the recogniser");

    /// <summary>
    /// Measures whole lines, and then second halves as continuations of the first halves; each time first the recorded ink, then the
    /// model's.
    /// </summary>
    /// <param name="candidates">See <see cref="GivenTextWriter.Write"/>.</param>
    /// <param name="seed">The same seed writes the same ink.</param>
    public IReadOnlyList<LegibilityRow> Measure(IReadOnlyList<InkLine> lines, IReadOnlyList<double> biases, int candidates, int seed)
    {
        var rows = new List<LegibilityRow>();
        foreach (bool primed in (bool[])[false, true])
        {
            rows.Add(MeasureRecorded(lines, primed));
            foreach (double bias in biases) rows.Add(MeasureModel(lines, bias, primed, candidates, seed));
        }

        return rows;
    }

    /// <summary>Measures the recorded lines.</summary>
    /// <param name="primed">Whether only the ink after the cut is read.</param>
    private LegibilityRow MeasureRecorded(IReadOnlyList<InkLine> lines, bool primed)
    {
        var errors = new ReadingErrors();
        foreach ((InkLine line, TextCut cut) in Cuts(lines, primed))
            errors.Add(cut.Text, recogniser.Read(primed ? AsLine(line.Offsets[(cut.Row + 1)..]) : line.Offsets));
        return new("real", null, primed, errors.CharacterErrorRate, errors.Lines, errors.WordFaultShare, null);
    }

    /// <summary>Measures the same texts, written by the model.</summary>
    /// <param name="primed">Whether the model continues the ink before the cut.</param>
    private LegibilityRow MeasureModel(IReadOnlyList<InkLine> lines, double bias, bool primed, int candidates, int seed)
    {
        (InkLine Line, TextCut Cut)[] cuts = [.. Cuts(lines, primed)];
        // Each core writes different lines. The recogniser reads one line at a time, because libtorch itself uses all cores.
        var written = cuts.AsParallel().AsOrdered().Select((item, index) => GivenTextWriter.Write(
            model, primed ? item.Line.Offsets[..(item.Cut.Row + 1)] : [], item.Cut.Text, candidates, bias,
            new SeededRandom((ulong)seed + ((ulong)index << 32)), GivenText.MaximumRows(item.Cut.Text))).ToArray();
        var errors = new ReadingErrors();
        for (int index = 0; index < cuts.Length; index++)
        {
            PenOffset[] rows = [.. written[index].Rows];
            errors.Add(cuts[index].Cut.Text, recogniser.Read(primed ? AsLine(rows) : [default, .. rows]));
        }

        double unfinished = written.Count(text => text.Stop != TextStop.Finished) / (double)Math.Max(1, written.Length);
        return new("model", bias, primed, errors.CharacterErrorRate, errors.Lines, errors.WordFaultShare, unfinished);
    }

    /// <summary>
    /// The lines with their texts; if primed, with the text after the word gap nearest to the middle, and without the lines that have no
    /// clear gap.
    /// </summary>
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
                int gap = Enumerable.Range(0, transcribed.WordEnds.Count).MinBy(index => Math.Abs(transcribed.WordEnds[index] - middle));
                yield return (line, new(transcribed.WordEnds[gap], transcribed.TextAfter(gap)));
            }
        }
    }

    /// <summary>The ink as a line of its own, so that its first row has no offset.</summary>
    private static PenOffset[] AsLine(PenOffset[] rows) => [new(0, 0, rows[0].PenUp), .. rows[1..]];
}
