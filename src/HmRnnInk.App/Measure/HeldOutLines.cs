using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>Lines of IAM-OnDB, with their times, that a model was neither trained nor chosen with.</summary>
internal static class HeldOutLines
{
    /// <param name="model">A model file. Its record says how the data was split.</param>
    /// <param name="data">A path that <see cref="IamOnDb.ReadFiles(string)"/> accepts.</param>
    /// <param name="count">The maximum number of lines.</param>
    /// <exception cref="InkFormatException">The data cannot be read, or it has no line for testing.</exception>
    public static StrokeCollection[] Read(string model, string data, int count)
    {
        TrainingRecord? training = InkModel.LoadMetadata(model).Training;
        DatasetSplit parts = LineDataset.Load(data).Split(training?.SplitSeed ?? 1, training?.SplitBy ?? SplitBy.Line);
        if (parts.Test.Count == 0)
            throw new InkFormatException($"'{data}': the test part is empty, because there are fewer than 20 lines. Use more lines.");
        return [.. TimedLines.Read(data, parts.Test.Take(count).Select(line => line.Id))];
    }
}
