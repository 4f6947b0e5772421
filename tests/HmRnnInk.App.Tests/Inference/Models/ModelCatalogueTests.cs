using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Tests.Session.Text;
using HmRnnInk.Model;

namespace HmRnnInk.App.Tests.Inference.Models;

public sealed class ModelCatalogueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Best_HasTheHighestLikelihood()
    {
        Save("low", HandlikeModel.Create(), nats: 1000);
        Save("high", HandlikeModel.Create(), nats: 1100);
        Save("unrated", HandlikeModel.Create(), nats: null);

        Assert.Equal("high", ModelCatalogue.Best(_folder)!.Name);
    }

    [Fact]
    public void Best_WritesTexts_EvenIfAnotherHasAHigherLikelihood()
    {
        Save("high", HandlikeModel.Create(), nats: 1100);
        Save("text", TextModel.Create(), nats: 1000);

        Assert.Equal("text", ModelCatalogue.Best(_folder)!.Name);
    }

    [Fact]
    public void Best_SkipsADamagedModel_AndIsNullInAnEmptyFolder()
    {
        Assert.Null(ModelCatalogue.Best(_folder));
        File.WriteAllText(Path.Combine(_folder, "damaged.safetensors"), "not a model");
        Assert.Throws<ModelFileException>(() => ModelCatalogue.Best(_folder));

        Save("whole", HandlikeModel.Create(), nats: 1000);
        Assert.Equal("whole", ModelCatalogue.Best(_folder)!.Name);
    }

    private void Save(string name, InkModel model, double? nats)
    {
        TrainingRecord? training = nats is null ? null : new()
        {
            Data = "scribbles",
            DataSha256 = new string('0', 64),
            CodeVersion = "test",
            TestNatsPerSequenceDequantised = nats,
        };
        new InkModel(model.Metadata with { Training = training }, model.Weights).Save(Path.Combine(_folder, $"{name}.safetensors"));
    }
}
