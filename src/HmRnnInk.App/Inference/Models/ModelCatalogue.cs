using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>Finds the model to write with.</summary>
internal static class ModelCatalogue
{
    /// <param name="path">The requested file; null for the best model in <c>models/</c>.</param>
    /// <returns>Null if there is no model at all.</returns>
    /// <exception cref="ModelFileException">The requested model, or every model in the folder, cannot be read.</exception>
    public static OpenedModel? Load(string? path) =>
        path is not null ? OpenedModel.Read(path) : Best(FindFolder());

    /// <summary>
    /// Reads the best model of a folder. A model that can write a given text is better than one that cannot; then the likelihood decides.
    /// </summary>
    /// <returns>Null if there is no model.</returns>
    /// <exception cref="ModelFileException">No model can be read.</exception>
    public static OpenedModel? Best(string? folder)
    {
        ModelFileException? failure = null;
        var found = new List<(string File, bool WritesText, double Rating)>();
        foreach (string file in Files(folder))
        {
            try
            {
                ModelMetadata metadata = InkModel.LoadMetadata(file);
                found.Add((file, metadata.Config.TextWindow is not null, Rating(metadata)));
            }
            catch (ModelFileException error)
            {
                failure = error;
            }
        }

        // Weights are read only until the first model that loads.
        foreach ((string file, _, _) in found.OrderByDescending(model => model.WritesText).ThenByDescending(model => model.Rating))
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

    /// <summary>
    /// The first <c>models</c> folder that contains a model. The search goes from the program's folder upwards, then from the working
    /// directory upwards.
    /// </summary>
    /// <returns>Null if there is none.</returns>
    public static string? FindFolder()
    {
        foreach (string start in (string[])[AppContext.BaseDirectory, Directory.GetCurrentDirectory()])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string models = Path.Combine(folder.FullName, "models");
                if (Files(models).Length > 0) return models;
            }
        }

        return null;
    }

    /// <returns>
    /// The full paths of the files in a folder that may be models, sorted by name; none if there is no such folder or it cannot be read.
    /// </returns>
    public static string[] Files(string? folder)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            string[] files = [.. Directory.EnumerateFiles(Path.GetFullPath(folder), "*.safetensors").Where(RegularFile.Is)];
            Array.Sort(files, string.CompareOrdinal);
            return files;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Log-likelihood, nats a line; higher is better. The figure is that of dequantised lines and of the test part, if there is one.
    /// </summary>
    private static double Rating(ModelMetadata metadata) =>
        metadata.Training is { } training
            ? training.TestNatsPerSequenceDequantised ?? training.ValidationNatsPerSequenceDequantised
                ?? training.TestNatsPerSequence ?? training.ValidationNatsPerSequence ?? double.MinValue
            : double.NegativeInfinity;
}
