using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>Lines of IAM-OnDB, with their times, that a model was not trained with.</summary>
internal static class HeldOutLines
{
    /// <param name="model">A model file. Its record says how the data was split.</param>
    /// <param name="data">A path that <see cref="TimedLines.Read"/> accepts.</param>
    /// <param name="count">The maximum number of lines.</param>
    /// <param name="validation">Whether to read the validation part, by which constants are chosen, instead of the test part.</param>
    /// <exception cref="InkFormatException">The data cannot be read, or the part is empty.</exception>
    public static StrokeCollection[] Read(string model, string data, int count, bool validation = false)
    {
        TrainingRecord? training = InkModel.LoadMetadata(model).Training;
        DatasetSplit parts = LineDataset.Load(data).Split(training?.SplitSeed ?? 1, training?.SplitBy ?? SplitBy.Line);
        IReadOnlyList<InkLine> part = validation ? parts.Validation : parts.Test;
        if (part.Count == 0)
            throw new InkFormatException($"'{data}': the part is empty, because there are fewer than 20 lines. Use more lines.");
        return [.. TimedLines.Read(data, part.Take(count).Select(line => line.Id))];
    }
}
