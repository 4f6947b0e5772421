using static TorchSharp.torch;

namespace HmRnnInk.Torch.Scripted;

/// <summary>The texts of a window's lines in the layout of the script: the batch is last, except in the first tensor.</summary>
/// <param name="OneHot">[batch, alphabet, characters].</param>
/// <param name="Positions">[1, characters, 1].</param>
/// <param name="Visible">[time, 1, batch]: 1 where a text is visible.</param>
/// <param name="Kappas">κ before the window, [K, batch].</param>
/// <param name="TextVector">w before the window, [alphabet, batch].</param>
internal sealed record ScriptedTexts(Tensor OneHot, Tensor Positions, Tensor Visible, Tensor Kappas, Tensor TextVector)
{
    public static ScriptedTexts Of(TextWindow window, LineTexts texts, RecurrentState state)
    {
        Tensor oneHot = nn.functional.one_hot(texts.Symbols, window.Alphabet.Length).to_type(ScalarType.Float32) * texts.Mask.unsqueeze(2);
        return new(
            oneHot.transpose(1, 2).contiguous(),
            arange(texts.Symbols.shape[1], dtype: ScalarType.Float32, device: texts.Mask.device).view(1, -1, 1),
            (texts.Visible * texts.Mask.narrow(1, 0, 1).t()).unsqueeze(1),
            state.Kappas!.t().contiguous(),
            state.TextVector!.t().contiguous());
    }

    /// <summary>The arguments of the script, in its order.</summary>
    /// <param name="textWeights">The text window's weights and bias, then each layer's weights of w.</param>
    public Tensor[] Arguments(Tensor[] textWeights) => [OneHot, Positions, Visible, .. textWeights, Kappas, TextVector];
}
