namespace HmRnnInk.Model.Tests;

public sealed class ModelHistoryTests : FolderTests
{
    private ModelHistory History => ModelHistory.OfRun(Folder);

    [Fact]
    public void LongRun_KeepsModelsEvenlySpacedInTheLogarithmOfPoints()
    {
        var kept = new List<long>();
        long[] evaluations =
        [
            20_000, 40_000, 100_000, 200_000, 400_000, .. Enumerable.Range(1, 400).Select(million => million * 1_000_000L),
        ];
        foreach (long points in evaluations)
        {
            kept.Add(points);
            foreach (long superfluous in ModelHistory.Superfluous([.. kept], 48)) kept.Remove(superfluous);
            Assert.Equal(points, kept[^1]);
        }

        Assert.Equal(48, kept.Count);
        // Here the run has no more evaluations than an even spacing needs, so all of them are kept; afterwards it has many more.
        const long Dense = 5_000_000;
        Assert.Equal(evaluations.Where(points => points <= Dense), kept.Where(points => points <= Dense));
        long[] dense = [.. kept.Where(points => points >= Dense)];
        double[] steps = [.. dense.Skip(1).Zip(dense, (later, earlier) => Math.Log((double)later / earlier))];
        Assert.InRange(steps.Max() / steps.Min(), 1, 3);
    }

    [Fact]
    public void FewModels_AreAllKept() => Assert.Empty(ModelHistory.Superfluous([1, 2, 3], 3));

    [Fact]
    public void Add_SavesFloat16_AndKeepsAtMostTheMaximum()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        for (int evaluation = 1; evaluation <= 9; evaluation++) History.Add(model, evaluation * 1000, maximum: 4);

        Assert.Equal(4, History.List().Length);
        Assert.Equal([1000, 9000], [History.List()[0], History.List()[^1]]);
        Assert.Equal((float)(Half)model.Weights["head.bias"][0], InkModel.Load(History.PathOf(9000)).Weights["head.bias"][0]);
    }

    [Fact]
    public void WeightTooLargeForFloat16_IsSavedAsFloat32()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        model.Weights["head.bias"][0] = 1e6f;
        History.Add(model, 1000, maximum: 4);
        Assert.Equal(1e6f, InkModel.Load(History.PathOf(1000)).Weights["head.bias"][0]);
    }

    [Fact]
    public void OtherFiles_AreLeftAlone()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        History.Add(model, 1000, maximum: 2);
        string[] others = ["notes.txt", "best.safetensors", "12.safetensors"];
        foreach (string other in others) File.WriteAllText(Path.Combine(History.Folder, other), "");
        File.WriteAllText(History.PathOf(2000) + ".7.part", "");
        Assert.Equal([1000], History.List());

        History.DeleteAfter(0);
        Assert.Equal(others.Order(), Directory.GetFiles(History.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void NoFolder_IsAnEmptyHistory()
    {
        Assert.Empty(History.List());
        History.DeleteAfter(0);
        Assert.False(Directory.Exists(History.Folder));
    }
}
