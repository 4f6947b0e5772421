using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Inference;

public sealed class ReadingEngineTests
{
    private static readonly InkModel Model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(99)]
    public void RewoundModel_ContinuesWithTheSameBits(int rows)
    {
        PenOffset[] line = RandomModel.Line(100, seed: 4), other = RandomModel.Line(80, seed: 5);
        var rewound = new ReadingEngine(new SimdStepEngine(Model), new Random(1));
        var straight = new ReadingEngine(new SimdStepEngine(Model), new Random(1));
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
        PenOffset[] line = RandomModel.Line(100, seed: 4), more = RandomModel.Line(60, seed: 5);
        bool[] heldTops = [.. line.Select((_, row) => row % 7 > 4)];
        var straight = new ReadingEngine(new SimdStepEngine(Model), new SeededRandom(1));
        for (int row = 0; row < line.Length; row++) straight.Do(new(InferenceKind.Feed, 0, line[row], HoldsTop: heldTops[row]));
        var snapshot = straight.Do(new(InferenceKind.Snapshot, 0))!.Value.Snapshot!;
        var opened = new ReadingEngine(new SimdStepEngine(Model), new SeededRandom(7));
        opened.Do(new(InferenceKind.Resume, 1) { Saved = ([.. line.Zip(heldTops, (row, held) => new ReadRow(row, held))], snapshot) });
        Assert.Null(opened.Hiddens.Value(3, 0, 0));

        for (int row = 0; row < more.Length; row++)
        {
            if (row < recalled) opened.Recall();
            Assert.Equal(Feed(straight, more[row]), Feed(opened, more[row]));
        }

        for (int row = more.Length; row < recalled; row++) opened.Recall();
        foreach (ReadingEngine engine in (ReadingEngine[])[straight, opened]) engine.Do(new(InferenceKind.Rewind, 0, Rows: rewound));
        for (int row = 0; row < 20; row++) Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), opened.Do(new(InferenceKind.Write, 0)));
        while (opened.Recall()) { }
        for (int row = 0; row < 20; row++) Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), opened.Do(new(InferenceKind.Write, 0)));

        Assert.Equal(straight.Rows, opened.Rows);
        for (int row = 0; row < straight.Rows; row++)
            for (int unit = 0; unit < 15; unit++)
                Assert.Equal(straight.Hiddens.Value(row, unit / 5, unit % 5), opened.Hiddens.Value(row, unit / 5, unit % 5)!.Value);
    }

    [Fact]
    public void WordOfAText_IsChosenFromSeveral()
    {
        var packed = new PackedModel(TextModel.Create());
        ReadingEngine engine = Writing(packed, out StepState state);
        var candidates = new WordCandidates(packed, 4);
        candidates.Begin(state, "one two", 0.5, new SeededRandom(1));
        while (!candidates.Advance())
        {
        }

        var written = new List<PenOffset>();
        while (written.Count < candidates.Chosen.Count)
            written.Add((engine.Do(new(InferenceKind.Write, 0, Bias: 0.5)) ?? Chosen(engine)).Offset);

        Assert.Equal(candidates.Chosen, written);
    }

    [Theory]
    [InlineData("one two", 7, true)]
    [InlineData("one two ", 7, true)]
    [InlineData("one two", 3, false)] // the person wrote something before the text was finished
    public void AfterAFinishedText_InkAndGhostsBeginAWord(string text, int written, bool begins)
    {
        var packed = new PackedModel(TextModel.Create());
        var engine = new ReadingEngine(new SimdStepEngine(packed), new SeededRandom(1), ghosts: new GhostGrower(packed));
        foreach (PenOffset row in RandomModel.Line(30, seed: 4)) Feed(engine, row);
        Feed(engine, new PenOffset(500, 0, false));
        Feed(engine, new PenOffset(-200, 0, true)); // a late dot is to the left of the word's edge
        engine.Do(new(InferenceKind.Feed, 0, new PenOffset(0, 1, true)) { Text = new RowText(text, written, TextChange.End) });

        engine.Do(new(InferenceKind.Ghosts, 0, Ghosts: new() { Serial = 1, RowsRead = engine.Rows, Ghosts = 4, Length = 8 }));
        GhostTree? tree;
        while ((tree = engine.Ghosts!.Grow()) is null)
        {
        }

        float[] steps = [.. Enumerable.Range(0, tree.Count).Where(branch => tree[branch].FirstDepth == 0 && tree[branch].Rows.Count > 0)
            .Select(branch => tree[branch].Rows[0].Offset.DeltaX)];
        float ink = engine.Do(new(InferenceKind.Write, 0))!.Value.Offset.DeltaX;
        Assert.NotEmpty(steps);
        Assert.Equal(begins, steps.Append(ink).All(step => step >= 200 + PenPlace.ShortWordGap - 1e-3f));
        Assert.True(engine.Do(new(InferenceKind.Write, 0))!.Value.Offset.DeltaX < 200); // only the first row is affected
    }

    [Fact]
    public void WordThatIsBeingChosen_IsForgotten_WhenThePageChanges()
    {
        ReadingEngine engine = Writing(new PackedModel(TextModel.Create()), out _);
        Assert.Null(engine.Do(new(InferenceKind.Write, 0, Bias: 0.5)));
        Assert.Null(engine.Choose());
        Assert.NotNull(engine.Waiting);

        Assert.Null(engine.Do(new(InferenceKind.Rewind, 1, Rows: 20)));

        Assert.Null(engine.Waiting);
        Assert.Equal(20, engine.Rows);
    }

    [Fact]
    public void WordIsChosenAnew_WithAnotherBias()
    {
        ReadingEngine engine = Writing(new PackedModel(TextModel.Create()), out _);
        Assert.Null(engine.Do(new(InferenceKind.Write, 0, Bias: 0.5)));
        Chosen(engine);
        Assert.NotNull(engine.Do(new(InferenceKind.Write, 0, Bias: 0.5)));
        Assert.Null(engine.Do(new(InferenceKind.Write, 0, Bias: 1)));
        Assert.NotNull(engine.Waiting);
    }

    [Fact]
    public void ThreadedInference_RecallsAnOpenedPageWhileItHasNoRequest()
    {
        PenOffset[] line = RandomModel.Line(1000, seed: 4);
        var engine = new ReadingEngine(new SimdStepEngine(Model), new SeededRandom(1));
        foreach (PenOffset row in line) Feed(engine, row);
        ModelSnapshot snapshot = engine.Do(new(InferenceKind.Snapshot, 0))!.Value.Snapshot!;
        using var inference = new RunningModel(new ReadingEngine(new SimdStepEngine(Model), new SeededRandom(1)));
        inference.Post(new(InferenceKind.Resume, 1) { Saved = ([.. line.Select(row => new ReadRow(row))], snapshot) });

        Programs.WaitUntil(() => inference.Hiddens.Recalled == 1000);
        Assert.Equal(engine.Hiddens.Value(17, 1, 2), inference.Hiddens.Value(17, 1, 2));
    }

    [Fact]
    public void ThreadedInference_AnswersInOrderAndStopsWhenDisposed()
    {
        PenOffset[] line = RandomModel.Line(200, seed: 4);
        var results = new List<InferenceResult>();
        using (var inference = new RunningModel(new ReadingEngine(new SimdStepEngine(Model), new Random(1))))
        {
            foreach (PenOffset row in line) inference.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
            Programs.WaitUntil(() =>
            {
                while (inference.TryTake(out InferenceResult result)) results.Add(result);
                return results.Count == line.Length;
            });
        }

        var inline = new RunningModel(new ReadingEngine(new SimdStepEngine(Model), new Random(1)), inline: true);
        foreach (PenOffset row in line) inline.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
        foreach (InferenceResult result in results)
        {
            Assert.True(inline.TryTake(out InferenceResult expected));
            Assert.Equal(expected, result);
        }
    }

    /// <summary>An engine that has read a line and a text to write after it.</summary>
    /// <param name="state">The model's state after both.</param>
    private static ReadingEngine Writing(PackedModel model, out StepState state)
    {
        var simd = new SimdStepEngine(model);
        var engine = new ReadingEngine(simd, new SeededRandom(1), words: new WordCandidates(model, 4));
        foreach (PenOffset row in RandomModel.Line(30, seed: 4)) Feed(engine, row);
        engine.Do(new(InferenceKind.Feed, 0, new PenOffset(3, 1, true)) { Text = new RowText("one two", 0, TextChange.Begin) });
        state = simd.CreateState();
        simd.CopyStateTo(state);
        return engine;
    }

    private static InferenceResult Chosen(ReadingEngine engine)
    {
        InferenceResult? result;
        do result = engine.Choose();
        while (result is null);
        return result.Value;
    }

    private static InferenceResult? Feed(ReadingEngine engine, PenOffset row) =>
        engine.Do(new InferenceRequest(InferenceKind.Feed, 0, row));
}
