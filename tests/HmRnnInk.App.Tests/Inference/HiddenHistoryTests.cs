using HmRnnInk.App.Inference;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Inference;

public sealed class HiddenHistoryTests
{
    [Fact]
    public void ReadRows_HaveTheUnitsOfTheEngine()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(150, seed: 4);
        var reading = new ReadingEngine(new SimdStepEngine(model), new Random(1));
        foreach (PenOffset row in line) reading.Do(new InferenceRequest(InferenceKind.Feed, 0, row));

        var engine = new SimdStepEngine(model);
        var trace = new StepTrace(3);
        var next = new MixtureDensity(2);
        for (int row = 0; row < line.Length; row++)
        {
            engine.Step(line[row], trace, next);
            for (int layer = 0; layer < 3; layer++)
            {
                for (int unit = 0; unit < 5; unit++)
                    Assert.Equal(engine.Hiddens[layer * 5 + unit], reading.Hiddens.Value(row, layer, unit)!.Value, 0.01f);
            }
        }
    }

    [Fact]
    public void MoreRowsThanTheCapacity_ReplaceTheOldest()
    {
        var history = new HiddenHistory(2, 20_000);
        int rows = history.Capacity + 100;
        var hiddens = new float[40_000];
        for (int row = 0; row < rows; row++)
        {
            hiddens[20_003] = row % 2 == 0 ? 0.25f : -0.25f;
            history.Record(row, hiddens);
        }

        Assert.Null(history.Value(99, 1, 3));
        Assert.All(Enumerable.Range(100, history.Capacity),
            row => Assert.Equal(row % 2 == 0 ? 0.25f : -0.25f, history.Value(row, 1, 3)!.Value, 0.01f));
    }

    [Fact]
    public void RowsRereadFromTheBeginning_AreRecorded()
    {
        var history = new HiddenHistory(1, 20_000);
        for (int row = 0; row < history.Capacity + 70; row++) history.Record(row, new float[20_000]);
        history.Record(0, [.. Enumerable.Repeat(0.5f, 20_000)]);
        Assert.Equal(0.5f, history.Value(0, 0, 19_999)!.Value, 0.01f);
    }

    [Fact]
    public void RecalledRows_AreKnownAgain_ExceptOverwrittenOnes()
    {
        var history = new HiddenHistory(1, 20_000);
        int opened = history.Capacity + 10;
        history.Forget(opened);
        for (int row = opened; row < opened + 5; row++) history.Record(row, Of(row));
        Assert.Null(history.Value(200, 0, 7));
        for (int row = 0; row < opened; row++) history.Recall(row, opened, Of(row));

        Assert.Null(history.Value(14, 0, 7));
        Assert.All(Enumerable.Range(15, history.Capacity), row => Assert.Equal(Of(row)[7], history.Value(row, 0, 7)!.Value, 0.01f));
        history.Forget(opened);
        Assert.Null(history.Value(200, 0, 7));

        static float[] Of(int row) => [.. Enumerable.Repeat(row % 100 / 100f, 20_000)];
    }

    [Fact]
    public void RecalledRows_CoverAWholePageInFewSteps()
    {
        var history = new HiddenHistory(1, 2);
        history.Forget(20_000);
        var steps = new List<int>();
        for (int row = 0; row < 20_000; row++)
        {
            history.Recall(row, 20_000, [0.1f, 0.2f]);
            if (history.Recalled != steps.LastOrDefault()) steps.Add(history.Recalled);
        }

        Assert.Equal(20_000, steps[^1]);
        Assert.InRange(steps.Count, 3, 15);
    }

    [Fact]
    public void EngineWithoutHiddens_RecordsNothing()
    {
        var history = new HiddenHistory(3, 2);
        history.Record(0, []);
        Assert.Null(history.Value(0, 0, 0));
    }
}
