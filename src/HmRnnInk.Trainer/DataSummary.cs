using HmRnnInk.Torch.Training;

namespace HmRnnInk.Trainer;

/// <summary>The sizes of a run's data, for its first message and its record.</summary>
/// <param name="Unit">What the parts are counted in: lines or characters.</param>
/// <param name="LeftOut">Why data were left out, such as "3 lines with fewer than 300 points"; empty for none.</param>
/// <param name="Messages">An error message for each file or line that is left out.</param>
/// <param name="Assumed">What was assumed about the ink, such as its size.</param>
internal sealed record DataSummary(
    string Unit, int Train, int Validation, int Test, long TrainPoints, string Sha256, IReadOnlyList<string> LeftOut,
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<string> Messages,
    IReadOnlyList<string> Assumed)
{
    public static DataSummary Of(CharacterText text) => new(
        "characters", text.Train.Length, text.Validation.Length, text.Test.Length, text.Train.Length, text.Sha256, [], [], []);

    public static DataSummary Of(LineDataset dataset, InkTrainingData data)
    {
        int unreadable = dataset.Skipped.Count, shortLines = Math.Max(0, dataset.OtherIds.Count - unreadable - dataset.Outliers.Count);
        string[] leftOut =
        [
            .. shortLines > 0 ? [$"{shortLines} lines with fewer than {LineDataset.MinimumPoints} points"] : Array.Empty<string>(),
            .. dataset.Outliers.Count > 0 ? [$"{dataset.Outliers.Count} lines with an impossible step"] : Array.Empty<string>(),
            .. unreadable > 0 ? [$"{unreadable} files that cannot be read"] : Array.Empty<string>(),
        ];
        return new(
            "lines", data.Split.Train.Count, data.Split.Validation.Count, data.Split.Test.Count, data.TrainPoints, dataset.Sha256, leftOut,
            [.. dataset.Skipped, .. dataset.Outliers], dataset.Notes);
    }

    /// <summary>One sentence with all sizes.</summary>
    public override string ToString()
    {
        string parts = $"{Train:N0} {Unit} for training, {Validation:N0} for validation, {Test:N0} for testing";
        return LeftOut.Count == 0 ? parts : $"{parts}; left out: {string.Join(", ", LeftOut)}";
    }
}
