namespace HmRnnInk.Trainer.Pictures;

/// <summary>Sheets of unprimed samples of a model. They are the same each time they are drawn for the same model.</summary>
internal static class SampleSheet
{
    /// <summary>The number of points of each line without a text.</summary>
    public const int Points = 600;

    private static readonly double[] Biases = [0, 0, 0.5, 0.5, 1, 1, 2, 2], TextBiases = [0.5, 1];

    private static readonly string[] Texts =
        ["Write what I type next", "the quick brown fox jumps", "She said, over there!", "a minimum of 1234 letters"];

    /// <summary>Eight lines without a text, with increasing bias.</summary>
    public static InkSheet Of(InkModel model)
    {
        var sheet = new InkSheet();
        var packed = new PackedModel(model);
        for (int line = 0; line < Biases.Length; line++)
        {
            string caption = $"bias {Biases[line]:0.0}, seed {line + 1}";
            sheet.Add(caption, LineWriter.Write(packed, [], Points, Biases[line], seed: line + 1));
        }

        return sheet;
    }

    /// <summary>Four texts, each with two biases.</summary>
    /// <param name="model">A model with a text window.</param>
    public static InkSheet OfTexts(InkModel model)
    {
        var sheet = new InkSheet();
        var packed = new PackedModel(model);
        foreach (string text in Texts)
        {
            foreach (double bias in TextBiases)
            {
                // One candidate: the sheet is drawn at each evaluation, and shows what the model has learnt so far.
                (TracedRow[] rows, _, TextStop stop) =
                    LineWriter.WriteText(packed, [], text, GivenText.MaximumRows(text), bias, seed: 1, candidates: 1);
                string end = stop == TextStop.Finished ? "" : ", not finished";
                sheet.Add($"{text} (bias {bias:0.0}{end})", rows);
            }
        }

        return sheet;
    }
}
