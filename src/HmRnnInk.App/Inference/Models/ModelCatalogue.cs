using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>Finds the model to write with.</summary>
public static class ModelCatalogue
{
    /// <param name="path">Asked for; null for the best of <c>models/</c>.</param>
    /// <returns>Null where there is no model at all.</returns>
    /// <exception cref="ModelFileException">The model asked for, or every model there is, cannot be read.</exception>
    public static OpenedModel? Load(string? path)
    {
        if (path is not null) return OpenedModel.Read(path);
        ModelFileException? failure = null;
        if (Folder() is not { } folder) return null;
        var found = new List<(string File, double Worth)>();
        foreach (string file in Files(folder))
        {
            try
            {
                found.Add((file, Worth(InkModel.LoadMetadata(file))));
            }
            catch (ModelFileException error)
            {
                failure = error;
            }
        }

        // The weights of the others are not read at all.
        foreach ((string file, _) in found.OrderByDescending(model => model.Worth))
        {
            try
            {
                return OpenedModel.Read(file);
            }
            catch (ModelFileException error)
            {
                failure = error;
            }
        }

        return failure is null ? null : throw failure;
    }

    /// <summary>The first <c>models</c> folder with a model in it, from the program's folder upwards, then from the working directory.</summary>
    public static string? Folder()
    {
        foreach (string start in (string[])[AppContext.BaseDirectory, Directory.GetCurrentDirectory()])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string models = Path.Combine(folder.FullName, "models");
                if (!Directory.Exists(models)) continue;
                if (Files(models).Length > 0) return models;
            }
        }

        return null;
    }

    /// <returns>Paths of all files in a folder that may be models, by name.</returns>
    public static string[] Files(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*.safetensors");
        Array.Sort(files, string.CompareOrdinal);
        return files;
    }

    /// <summary>Recipes are compared by the dequantised figure; see docs on the figures' unit.</summary>
    private static double Worth(ModelMetadata metadata) =>
        metadata.Training is { } training
            ? training.TestNatsPerSequenceDequantised ?? training.ValidationNatsPerSequenceDequantised
                ?? training.TestNatsPerSequence ?? training.ValidationNatsPerSequence ?? double.MinValue
            : double.NegativeInfinity;
}
