using System.Globalization;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>A sheet of given texts, written by a model with a text window without a prime.</summary>
internal static class TextSheet
{
    private static readonly string[] Texts =
        ["Write what I type next", "the quick brown fox jumps", "She said, over there!", "a minimum of 1234 letters"];
    private static readonly double[] Biases = [0.5, 1];

    /// <summary>Draws the sheet; deterministic for a given model.</summary>
    public static InkSheet Of(InkModel model)
    {
        var sheet = new InkSheet();
        var packed = new PackedModel(model);
        foreach (string text in Texts)
        {
            foreach (double bias in Biases)
            {
                // One candidate: the sheet is drawn at each evaluation, and shows what the model has learnt so far.
                (TracedRow[] rows, _, TextStop stop) =
                    LineWriter.WriteText(packed, [], text, GivenText.MaximumRows(text), bias, seed: 1, candidates: 1);
                string end = stop == TextStop.Finished ? "" : ", not finished";
                sheet.Add(string.Create(CultureInfo.InvariantCulture, $"{text} (bias {bias:0.0}{end})"), rows);
            }
        }

        return sheet;
    }
}
