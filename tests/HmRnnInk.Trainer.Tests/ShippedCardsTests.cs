namespace HmRnnInk.Trainer.Tests;

/// <summary>Model cards of the repository.</summary>
public class ShippedCardsTests
{
    public static TheoryData<string> Models =>
        [.. Directory.EnumerateFiles(Folder, "*.safetensors").Select(file => Path.GetFileName(file))];

    private static string Folder => Path.Combine(Repository.Root, "models");

    /// <summary>A card is made when a model is published. If its template changes later, shipped cards must say the same.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void DataAndLicence_AreWhatPublishWritesToday(string model)
    {
        string file = Path.Combine(Folder, model);
        TrainingRecord training = InkModel.Load(file).Metadata.Training!;

        string expected = new CardData(null, null, []).ToMarkdown(training);

        Assert.EndsWith($"## Data and licence\n\n{expected}", File.ReadAllText(Path.ChangeExtension(file, ".md")).ReplaceLineEndings("\n"));
    }
}
