using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>
/// A model that the app has opened. Its weights are packed directly from its file. The few users of unpacked weights read the file again.
/// </summary>
internal sealed class OpenedModel
{
    private readonly (long Length, DateTime Written) _stamp;
    private readonly Lazy<string?> _sha256;

    private OpenedModel(string path)
    {
        (Path, Name) = Names(path);
        _stamp = Stamp();
        Packed = PackedModel.Load(path, WeightFormat.Int16);
        _sha256 = new(Hash);
    }

    public string Path { get; private set; }

    /// <summary>The file name without its extension, as shown in the window.</summary>
    public string Name { get; private set; }

    public PackedModel Packed { get; }

    /// <summary><see cref="HashOf"/> the weights, computed by the first thread that asks; null if the file is gone or changed.</summary>
    public string? Sha256 => _sha256.Value;

    /// <returns>
    /// SHA-256 of all weights as little-endian float32, in the order of <see cref="ModelConfig.Tensors"/>; lower-case hexadecimal. It does
    /// not depend on the file's name or on the precision in it.
    /// </returns>
    public static string HashOf(InkModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, _) in model.Config.Tensors()) hash.AppendData(MemoryMarshal.AsBytes(model.Weights[name].AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <exception cref="ModelFileException">The file does not exist, cannot be read, or is not a model.</exception>
    public static OpenedModel Read(string path) => new(path);

    /// <exception cref="ModelFileException">The file can no longer be read, or it has changed.</exception>
    public InkModel ReadWeights()
    {
        InkModel weights = InkModel.Load(Path);
        if (Stamp() == _stamp) return weights;
        throw new ModelFileException($"'{Path}': the file has changed since it was opened. Choose the model again.");
    }

    /// <summary>Notes that the file has another name.</summary>
    public void NoteRenamed(string path) => (Path, Name) = Names(path);

    private string? Hash()
    {
        try
        {
            return HashOf(ReadWeights());
        }
        catch (ModelFileException)
        {
            return null; // a page is saved without a hash, and the model rereads it when it is opened
        }
    }

    private static (string Path, string Name) Names(string path) =>
        (System.IO.Path.GetFullPath(path), System.IO.Path.GetFileNameWithoutExtension(path));

    private (long, DateTime) Stamp()
    {
        var file = new FileInfo(Path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }
}
