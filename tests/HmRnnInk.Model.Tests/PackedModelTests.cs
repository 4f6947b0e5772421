namespace HmRnnInk.Model.Tests;

public sealed class PackedModelTests : FolderTests
{
    [Theory]
    [InlineData(Cell.HmLstm, WeightFormat.Float32, WeightPrecision.Float32)]
    [InlineData(Cell.HmLstm, WeightFormat.Int16, WeightPrecision.Float16)]
    [InlineData(Cell.Lstm, WeightFormat.Int16, WeightPrecision.Float32)]
    public void PackedFromAFile_EqualsPackedFromTheLoadedModel(Cell cell, WeightFormat format, WeightPrecision precision)
    {
        // A width that is padded, and more weights in a tensor than are read at once.
        InkModel model = RandomModel.Create(RandomModel.SmallConfig with { Cell = cell, Hidden = 150 }, seed: 6, gain: 1);
        string file = Path.Combine(Folder, "a.safetensors");
        model.Save(file, precision);
        PackedModel packed = PackedModel.Load(file, format);
        Assert.Equal(model.Metadata, packed.Metadata);
        var random = new Random(3);
        PenOffset[] rows =
        [
            .. Enumerable.Range(0, 30).Select(row => new PenOffset(random.Next(-90, 90), random.Next(-90, 90), row % 11 == 10)),
        ];
        Assert.Equal(
            SequenceLikelihood.Of(new SimdStepEngine(new PackedModel(InkModel.Load(file), format)), rows),
            SequenceLikelihood.Of(new SimdStepEngine(packed), rows));
    }
}
