using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>The texts of the lines of a batch, for a model with a <see cref="Model.TextWindow"/>.</summary>
/// <param name="Symbols">[batch, characters], Int64: indices into the window's alphabet, padded with 0 after the end of a text.</param>
/// <param name="Mask">[batch, characters]: 1 where a line has a character, 0 in the padding.</param>
/// <param name="Open">
/// [time, batch]: 1 where the line's text is visible. Where it is 0, w is 0 and κ does not change. For a line without a text it is always
/// 0.
/// </param>
public sealed record LineTexts(Tensor Symbols, Tensor Mask, Tensor Open)
{
    /// <summary>The same texts over a part of the time.</summary>
    public LineTexts Over(long start, long length) => this with { Open = Open.narrow(0, start, length) };
}
