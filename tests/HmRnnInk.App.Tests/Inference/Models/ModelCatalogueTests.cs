using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Inference.Models;

public sealed class ModelCatalogueTests : FolderTests
{
    [Fact]
    public void ModelWithTheHighestLikelihood_IsTheBest()
    {
        Save("low", HandlikeModel.Create(), nats: 1000);
        Save("high", HandlikeModel.Create(), nats: 1100);
        Save("unrated", HandlikeModel.Create(), nats: null);

        Assert.Equal("high", ModelCatalogue.Best(Folder)!.Name);
    }

    [Fact]
    public void ModelThatWritesTexts_IsBetterThanOneThatDoesNot_WhateverTheirLikelihoods()
    {
        Save("high", HandlikeModel.Create(), nats: 1100);
        Save("text", TextModel.Create(), nats: 1000);

        Assert.Equal("text", ModelCatalogue.Best(Folder)!.Name);
    }

    [Fact]
    public void EmptyFolder_HasNoBestModel() => Assert.Null(ModelCatalogue.Best(Folder));

    [Fact]
    public void DamagedModel_IsSkipped_AndIsAnErrorIfThereIsNoOther()
    {
        File.WriteAllText(Path.Combine(Folder, "damaged.safetensors"), "not a model");
        Assert.Throws<ModelFileException>(() => ModelCatalogue.Best(Folder));

        Save("whole", HandlikeModel.Create(), nats: 1000);
        Assert.Equal("whole", ModelCatalogue.Best(Folder)!.Name);
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
        new InkModel(model.Metadata with { Training = training }, model.Weights).Save(Path.Combine(Folder, $"{name}.safetensors"));
    }
}
