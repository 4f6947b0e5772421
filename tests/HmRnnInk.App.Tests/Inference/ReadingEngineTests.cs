using HmRnnInk.App.Inference;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Inference;

public sealed class ReadingEngineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(99)]
    public void RewoundModel_ContinuesWithTheSameBits(int rows)
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(100, seed: 4), other = RandomModel.Line(80, seed: 5);
        var rewound = new ReadingEngine(new SimdStepEngine(model), new Random(1));
        var straight = new ReadingEngine(new SimdStepEngine(model), new Random(1));
        foreach (PenOffset row in line) Feed(rewound, row);
        rewound.Do(new InferenceRequest(InferenceKind.Rewind, 1, Rows: rows));
        foreach (PenOffset row in line.Take(rows)) Feed(straight, row);
        Assert.Equal(other.Skip(1).Select(row => Feed(straight, row)), other.Skip(1).Select(row => Feed(rewound, row)));
        for (int row = 0; row < 40; row++)
            Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), rewound.Do(new(InferenceKind.Write, 0)));
    }

    /// <summary>
    /// A page that was opened from a saved state recovers its hidden units by reading the page again on a separate engine.
    /// </summary>
    [Theory]
    [InlineData(0, 1000)] // never rewound
    [InlineData(30, 90)] // rewound to a row that was recalled
    [InlineData(64, 20)] // rewound to a row that was not recalled
    [InlineData(64, 64)]
    [InlineData(50, 130)] // rewound to a row written after the page was opened
    [InlineData(50, 0)]
    public void OpenedPage_RestoresItsHiddenUnits_AndContinuesAsIfNeverClosed(int recalled, int rewound)
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(100, seed: 4), more = RandomModel.Line(60, seed: 5);
        bool[] heldTops = [.. line.Select((_, row) => row % 7 > 4)];
        var straight = new ReadingEngine(new SimdStepEngine(model), new SeededRandom(1));
        for (int row = 0; row < line.Length; row++) straight.Do(new(InferenceKind.Feed, 0, line[row], HoldsTop: heldTops[row]));
        var kept = straight.Do(new(InferenceKind.Snapshot, 0))!.Value.Snapshot!;
        var opened = new ReadingEngine(new SimdStepEngine(model), new SeededRandom(7));
        opened.Do(new(InferenceKind.Resume, 1) { Saved = ([.. line.Zip(heldTops, (row, held) => new ReadRow(row, held))], kept) });
        Assert.Null(opened.Hiddens.Value(3, 0, 0));

        for (int row = 0; row < more.Length; row++)
        {
            if (row < recalled) opened.Recall();
            Assert.Equal(Feed(straight, more[row]), Feed(opened, more[row]));
        }

        for (int row = more.Length; row < recalled; row++) opened.Recall();
        foreach (ReadingEngine engine in (ReadingEngine[])[straight, opened]) engine.Do(new(InferenceKind.Rewind, 0, Rows: rewound));
        for (int row = 0; row < 20; row++) Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), opened.Do(new(InferenceKind.Write, 0)));
        while (opened.Recalls) opened.Recall();
        for (int row = 0; row < 20; row++) Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), opened.Do(new(InferenceKind.Write, 0)));

        Assert.Equal(straight.Rows, opened.Rows);
        for (int row = 0; row < straight.Rows; row++)
            for (int unit = 0; unit < 15; unit++)
                Assert.Equal(straight.Hiddens.Value(row, unit / 5, unit % 5), opened.Hiddens.Value(row, unit / 5, unit % 5)!.Value);
    }

    [Fact]
    public void ThreadedInference_RecallsAnOpenedPageWhenNothingElseIsToDo()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(1000, seed: 4);
        var engine = new ReadingEngine(new SimdStepEngine(model), new SeededRandom(1));
        foreach (PenOffset row in line) Feed(engine, row);
        ModelSnapshot kept = engine.Do(new(InferenceKind.Snapshot, 0))!.Value.Snapshot!;
        using var inference = new InferenceThread(new ReadingEngine(new SimdStepEngine(model), new SeededRandom(1)));
        inference.Post(new(InferenceKind.Resume, 1) { Saved = ([.. line.Select(row => new ReadRow(row))], kept) });

        Assert.True(SpinWait.SpinUntil(() => inference.Hiddens.Recalled == 1000, TimeSpan.FromSeconds(30)));
        Assert.Equal(engine.Hiddens.Value(17, 1, 2), inference.Hiddens.Value(17, 1, 2));
    }

    [Fact]
    public void ThreadedInference_AnswersInOrderAndStopsWhenDisposed()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(200, seed: 4);
        var results = new List<InferenceResult>();
        using (var inference = new InferenceThread(new ReadingEngine(new SimdStepEngine(model), new Random(1))))
        {
            foreach (PenOffset row in line) inference.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
            Assert.True(SpinWait.SpinUntil(
                () =>
                {
                    while (inference.TryTake(out InferenceResult result)) results.Add(result);
                    return results.Count == line.Length;
                },
                TimeSpan.FromSeconds(30)));
        }

        var inline = new InlineInference(new ReadingEngine(new SimdStepEngine(model), new Random(1)));
        foreach (PenOffset row in line) inline.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
        foreach (InferenceResult result in results)
        {
            Assert.True(inline.TryTake(out InferenceResult expected));
            Assert.Equal(expected, result);
        }
    }

    private static InferenceResult? Feed(ReadingEngine engine, PenOffset row) =>
        engine.Do(new InferenceRequest(InferenceKind.Feed, 0, row));
}
