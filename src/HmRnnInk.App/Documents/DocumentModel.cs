using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Identifies the model that read a page.</summary>
/// <param name="Name">The name that the window shows.</param>
/// <param name="Sha256">SHA-256 of the weights in lower-case hexadecimal. Equal hashes mean equal models.</param>
/// <param name="Layers">1 to <see cref="ModelMetadata.MaximumLayers"/>.</param>
/// <param name="Hidden">Hidden units per layer.</param>
internal sealed record DocumentModel(string Name, string Sha256, int Layers, int Hidden)
{
    /// <summary>The value of <see cref="Sha256"/> for weights. It does not depend on the file's name or on the precision in it.</summary>
    /// <returns>
    /// The hash of all weights as little-endian float32, in the order of <see cref="ModelConfig.Tensors"/>; lower-case hexadecimal.
    /// </returns>
    public static string HashOf(InkModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, _) in model.Config.Tensors()) hash.AppendData(MemoryMarshal.AsBytes(model.Weights[name].AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The value of <see cref="Sha256"/> if the weights are not known. It equals the hash of no model.</summary>
    public static string UnknownWeights { get; } = new('0', 64);

    /// <returns>Whether both are known to be the same model. False if the weights of one are not known.</returns>
    public bool IsSameAs(DocumentModel? other) =>
        Sha256 != UnknownWeights && (Sha256, Layers, Hidden) == (other?.Sha256, other?.Layers, other?.Hidden);
}
