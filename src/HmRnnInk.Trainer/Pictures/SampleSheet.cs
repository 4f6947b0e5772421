using System.Globalization;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>What a model writes from nothing, from wild to neat.</summary>
internal static class SampleSheet
{
    private static readonly double[] Biases = [0, 0, 0.5, 0.5, 1, 1, 2, 2];

    /// <summary>The same sheet for the same model.</summary>
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
