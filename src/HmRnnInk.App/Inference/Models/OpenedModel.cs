using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>A model as the app reads it: packed straight from its file, whose weights are read again by the few who need them as they are.</summary>
public sealed class OpenedModel
{
    private readonly (long Length, DateTime Written) _stamp;

    private OpenedModel(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        _stamp = Stamp();
        Packed = PackedModel.Load(path, EngineWeights.Int16);
    }

    public string Path { get; }

    /// <summary>The file's, as it is shown.</summary>
    public string Name { get; }

    public PackedModel Packed { get; }

    /// <exception cref="ModelFileException">The file is not there, cannot be read, or is not a model.</exception>
    public static OpenedModel Read(string path) => new(path);

    /// <exception cref="ModelFileException">The file cannot be read any more, or is another than it was.</exception>
    public InkModel ReadWeights()
    {
        InkModel weights = InkModel.Load(Path);
        return Stamp() == _stamp ? weights : throw new ModelFileException($"'{Path}': it has been written anew since it was opened. Choose the model again.");
    }

    private (long, DateTime) Stamp()
    {
        var file = new FileInfo(Path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }
}
