namespace HmRnnInk.Model.Tests;

public sealed class InkModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hmrnnink-model-").FullName;

    [Fact]
    public void Float32_RoundTrip_IsBitIdentical()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        string path = Path.Combine(folder, "a.safetensors");
        model.Save(path);
        InkModel loaded = InkModel.Load(path);
        Assert.Equal(model.Metadata, loaded.Metadata);
        Assert.Equal(model.Weights.Keys.Order(), loaded.Weights.Keys.Order());
        foreach ((string name, float[] values) in model.Weights) Assert.Equal(values, loaded.Weights[name]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
