using System.Globalization;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>A sheet of unprimed samples of a model, with increasing bias.</summary>
internal static class SampleSheet
{
    private static readonly double[] Biases = [0, 0, 0.5, 0.5, 1, 1, 2, 2];

    /// <summary>Draws the sheet; deterministic for a given model.</summary>
    public static InkSheet Of(InkModel model, int steps = 600)
    {
        var sheet = new InkSheet();
        var packed = new PackedModel(model);
        for (int line = 0; line < Biases.Length; line++)
        {
            string caption = string.Create(CultureInfo.InvariantCulture, $"bias {Biases[line]:0.0}, seed {line + 1}");
            sheet.Add(caption, LineWriter.Write(packed, [], steps, Biases[line], seed: line + 1));
        }

        return sheet;
    }
}
