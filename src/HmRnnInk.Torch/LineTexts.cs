using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The texts of the lines of a batch, for a model with a <see cref="TextWindow"/>.</summary>
/// <param name="Symbols">
/// [batch, characters], Int64: indices into the text window's alphabet, padded with 0 after the end of a text.
/// </param>
/// <param name="Mask">[batch, characters]: 1 where a line has a character, 0 in the padding.</param>
/// <param name="Visible">
/// [time, batch]: 1 where the line's text is visible, else 0. While it is not, w is 0 and κ does not change. A line without a text has 0
/// throughout.
/// </param>
public sealed record LineTexts(Tensor Symbols, Tensor Mask, Tensor Visible)
{
    /// <summary>The longest text is padded to a multiple of this, because the scripted recurrence is compiled for each new size.</summary>
    private const int LengthMultiple = 16;

    /// <param name="cuts">The cut of each line of the batch; null for a line without a text.</param>
    /// <param name="steps">The number of steps of the batch.</param>
    /// <returns>Null if no line has a text.</returns>
    public static LineTexts? Of(IReadOnlyList<TextCut?> cuts, CharacterAlphabet alphabet, long steps, Device device)
    {
        int batch = cuts.Count, longest = cuts.Max(cut => cut?.Text.Length ?? 0);
        if (longest == 0) return null;
        int characters = (longest + LengthMultiple - 1) / LengthMultiple * LengthMultiple;
        var symbols = new long[batch * characters];
        float[] mask = new float[batch * characters], visible = new float[steps * batch];
        for (int line = 0; line < batch; line++)
        {
            if (cuts[line] is not { } cut) continue;
            int[] encoded = alphabet.Encode(cut.Text);
            for (int character = 0; character < encoded.Length; character++)
            {
                symbols[(line * characters) + character] = encoded[character];
                mask[(line * characters) + character] = 1;
            }

            for (long time = cut.Row; time < steps; time++) visible[(time * batch) + line] = 1;
        }

        return new(
            tensor(symbols, batch, characters).to(device),
            tensor(mask, batch, characters).to(device),
            tensor(visible, steps, batch).to(device));
    }

    /// <summary>The same texts for a part of the steps.</summary>
    public LineTexts Slice(long start, long length) => this with { Visible = Visible.narrow(0, start, length) };
}
