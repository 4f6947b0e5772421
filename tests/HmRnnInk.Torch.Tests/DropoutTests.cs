namespace HmRnnInk.Torch.Tests;

public sealed class DropoutTests
{
    private static readonly ModelConfig Config = new() { Layers = 2, Hidden = 48, Embedding = 4 };

    [Fact]
    public void Masks_KeepTheGivenShare_AndTheMean()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor masks = new Dropout(0.75, 1, 1).CandidateMasks(Config, 50, 20, CPU)!;
        Assert.Equal(0.75, masks.gt(0).to(ScalarType.Float32).mean().ToSingle(), 0.01);
        Assert.Equal(1, masks.mean().ToSingle(), 0.02);
    }

    [Fact]
    public void SameSeed_DropsTheSameValues_AndAnotherSeedOthers()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor one = new Dropout(0.75, 1, 1).CandidateMasks(Config, 5, 2, CPU)!;
        TensorAssert.SameBits(one, new Dropout(0.75, 1, 1).CandidateMasks(Config, 5, 2, CPU)!);
        Assert.True(one.ne(new Dropout(0.75, 1, 2).CandidateMasks(Config, 5, 2, CPU)!).any().ToBoolean());
    }

    [Fact]
    public void OutputDropout_DropsDifferentUnitsInEachLayer_AndScalesTheOthersUp()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] seen = new Dropout(1, 0.5, 1).ApplyTo([ones(10, 4, 48), ones(10, 4, 48)]);
        Assert.True(seen[0].ne(seen[1]).any().ToBoolean());
        Assert.All(seen, values => Assert.Equal(0.5, values.eq(2).to(ScalarType.Float32).mean().ToSingle(), 0.05));
    }

    [Fact]
    public void NoDropout_MakesNoMask()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Null(new Dropout(1, 0.5, 1).CandidateMasks(Config, 5, 2, CPU));
        Tensor[] hidden = [ones(1, 1, 48)];
        Assert.Same(hidden, new Dropout(0.5, 1, 1).ApplyTo(hidden));
    }
}
