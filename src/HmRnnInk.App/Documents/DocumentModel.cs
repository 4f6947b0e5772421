using HmRnnInk.App.Inference;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Identifies the model that read a page.</summary>
/// <param name="Name">The name that the window shows.</param>
/// <param name="Sha256">SHA-256 of the weights in lower-case hexadecimal. Equal hashes mean equal models.</param>
/// <param name="Layers">1 to <see cref="ModelMetadata.MaximumLayers"/>.</param>
/// <param name="Hidden">Hidden units per layer.</param>
internal sealed record DocumentModel(string Name, string Sha256, int Layers, int Hidden)
{
    /// <returns>The opened model; null for none. The first call for a model reads its file.</returns>
    public static DocumentModel? Of(OpenedModel? opened) => opened is null ? null
        : new(opened.Name, opened.Sha256 ?? UnknownWeights, opened.Packed.Config.Layers, opened.Packed.Config.Hidden);

    /// <summary>The value of <see cref="Sha256"/> if the weights are not known. It equals the hash of no model.</summary>
    public static string UnknownWeights { get; } = new('0', 64);

    /// <returns>Whether both are known to be the same model. False if the weights of one are not known.</returns>
    public bool IsSameAs(DocumentModel? other) =>
        Sha256 != UnknownWeights && (Sha256, Layers, Hidden) == (other?.Sha256, other?.Layers, other?.Hidden);
}
