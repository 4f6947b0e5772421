using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Identifies a model by its weights, independently of its file name and its stored precision.</summary>
internal static class ModelFingerprint
{
    /// <returns>SHA-256 of all weights as little-endian float32, in the order of <see cref="ModelConfig.Tensors"/>; in lower-case
    /// hexadecimal.</returns>
    public static string Of(InkModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, _) in model.Config.Tensors()) hash.AppendData(MemoryMarshal.AsBytes(model.Weights[name].AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
