namespace HmRnnInk.Model.Tests;

/// <summary>Damaged and hostile model files (safetensors).</summary>
public sealed class FuzzTests : FolderTests
{
    [Theory]
    [InlineData(WeightPrecision.Float32)]
    [InlineData(WeightPrecision.Float16)]
    public void DamagedModelFile_IsReadOrRejected(WeightPrecision precision)
    {
        string path = Path.Combine(Folder, "a.safetensors");
        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(path, precision);
        Fuzz.Run([File.ReadAllBytes(path)], file =>
        {
            File.WriteAllBytes(path, file);
            InkModel.LoadMetadata(path);
            InkModel.Load(path);
            PackedModel.Load(path);
        }, [typeof(ModelFileException)]);
    }
}
