using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Trainer;

/// <summary>
/// The ends of letters in the lines with texts. The data does not mark them, so they are estimated. With a recogniser, a letter ends in the
/// middle between the rows at which it reads two characters; with a model's text window, where the window moves on to the next character.
/// </summary>
internal static class LetterLandmarks
{
    /// <summary>A letter has about twenty rows.</summary>
    private const int ToleranceRows = 3;

    /// <param name="recogniser">The file; null for none.</param>
    /// <param name="texts">The texts of the lines.</param>
    /// <returns>The landmarks that can be found.</returns>
    public static IReadOnlyList<Landmark> Of(PackedModel model, string? recogniser, TranscribedLines texts, IReadOnlyList<InkLine> lines)
    {
        var landmarks = new List<Landmark>(2);
        if (recogniser is not null)
        {
            using var reader = Recogniser.Load(recogniser);
            Add("letter", line => FromRecogniser(reader, line, texts.Lines[line.Id].Text));
        }

        if (model.Config.TextWindow is not null) Add("letter (window)", line => FromTextWindow(model, line, texts.Lines[line.Id].Text));
        return landmarks;

        void Add(string name, Func<InkLine, IReadOnlyList<(int First, int Last)>?> find)
        {
            // Computed once per line, not once per layer that is compared with it.
            var found = lines.Where(line => texts.Lines.ContainsKey(line.Id)).ToDictionary(line => line.Id, find);
            landmarks.Add(new(name, ToleranceRows, line => found.GetValueOrDefault(line.Id)));
        }
    }

    private static IReadOnlyList<(int First, int Last)>? FromRecogniser(Recogniser reader, InkLine line, string text)
    {
        if (reader.Align(line.Offsets, text) is not { } rows) return null;
        return
        [
            .. Enumerable.Range(0, text.Length - 1).Where(position => text[position] != ' ')
                .Select(position => (rows[position] + rows[position + 1]) / 2).Select(row => (row, row)),
        ];
    }

    private static List<(int First, int Last)> FromTextWindow(PackedModel model, InkLine line, string text)
    {
        var ends = new List<(int First, int Last)>();
        int position = 0;
        SequenceLikelihood.Of(new SimdStepEngine(model), line.Offsets, (row, trace, _) =>
        {
            if (trace.TextPosition <= position) return;
            if (text[position] != ' ') ends.Add((row - 1, row));
            position = trace.TextPosition;
        }, new TextCut(0, text));
        return ends;
    }
}
