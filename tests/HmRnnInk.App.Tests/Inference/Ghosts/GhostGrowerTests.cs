using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Inference.Text;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Inference.Ghosts;

public sealed class GhostGrowerTests
{
    private const int Length = 60, LineRows = 40;

    /// <summary>The seed of a model whose layers find boundaries about as often as those of a trained model.</summary>
    private const int SeedWithBoundaries = 23;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    public void Ghosts_ForkAtBoundariesAndNowhereElse(int ghosts)
    {
        int forks = 0;
        foreach (int seed in (int[])[SeedWithBoundaries, 17, 22, 26, 58, 67, 70, 11])
        {
            var (tree, newest) = Grow(HandlikeModel.Create(seed), Request(ghosts, seed));
            Assert.InRange(tree.LeavesOf(0), 1, ghosts);
            for (int index = 0; index < tree.Count; index++)
            {
                GhostBranch branch = tree[index];
                if (branch.IsLeaf)
                {
                    Assert.Equal(Length, branch.EndDepth);
                    continue;
                }

                forks++;
                Assert.True(branch.Children.Count > 1);
                bool atNewest = branch.Rows.Count == 0;
                Assert.True(atNewest ? newest.Boundaries[0] : branch.Rows[^1].Trace.BoundaryBits != 0);
                // The trunk is no longer than necessary. Later forks wait for layer 2, if it finds a boundary in time.
                if (index == 0) Assert.DoesNotContain(branch.Rows.SkipLast(1), row => row.Trace.Boundary(0));
                else Assert.True(branch.Rows[^1].Trace.Boundary(1) || branch.Rows.Count > 0.4 * Length);
                Assert.Distinct(branch.Children.Select(child => tree[child].Rows.Count == 0 ? default : tree[child].Rows[0].Offset));
            }
        }

        Assert.Equal(ghosts > 1, forks > 0);
    }

    [Fact]
    public void EachGhost_HasTheTracesOfTheEngine_AndTheMostLikelyIsTheFirst()
    {
        InkModel model = HandlikeModel.Create(SeedWithBoundaries);
        var (tree, _) = Grow(model, Request(5, seed: 3));
        tree.Rank();
        Assert.Equal(5, tree.Ghosts);
        double before = double.PositiveInfinity;
        for (int rank = 0; rank < tree.Ghosts; rank++)
        {
            GhostPath ghost = tree.Ranked(rank);
            var engine = new SimdStepEngine(model);
            StepTrace trace = new(3);
            MixtureDensity next = new(4);
            foreach (PenOffset row in RandomModel.Line(LineRows, seed: 2)) engine.Step(row, trace, next);
            double nats = 0;
            for (int row = 0; row < ghost.Count; row++)
            {
                (float x, float y) = engine.Normalisation.Normalise(ghost[row].Offset);
                nats += next.LogLikelihood(x, y, ghost[row].Offset.PenUp, bias: 0.5) / ghost.Count;
                engine.Step(ghost[row].Offset, trace, next);
                Assert.Equal(RowTrace.Of(trace, ghost[row].Trace.Nats), ghost[row].Trace);
            }

            Assert.Equal(nats, ghost.Rows.Average(row => (double)row.Trace.Nats), 1e-3);
            Assert.True(nats <= before + 1e-3); // the most likely ghost is the first
            before = nats;
        }
    }

    [Fact]
    public void GhostsOfAText_AreOrderedByWhatTheTextAddsToTheirLikelihood()
    {
        InkModel model = TextModel.Create();
        SeenText text = SeenText.Of("one two three", 0, new CharacterAlphabet(TextModel.Alphabet));
        var (tree, _) = Grow(model, Request(5, seed: 3), text: text);
        tree.Rank();
        double[] information = new double[tree.Ghosts];
        for (int rank = 0; rank < tree.Ghosts; rank++)
        {
            GhostPath ghost = tree.Ranked(rank);
            SimdStepEngine with = new(model), without = new(model);
            StepTrace trace = new(3);
            MixtureDensity next = new(4), plain = new(4);
            foreach (PenOffset row in RandomModel.Line(LineRows, seed: 2)) with.Step(row, trace, next);
            StepState state = with.CreateState();
            with.CopyStateTo(state);
            without.Restore(state);
            with.SetText(text.Text);
            with.Predict(next);
            without.Predict(plain);
            for (int row = 0; row < ghost.Count; row++)
            {
                (float x, float y) = with.Normalisation.Normalise(ghost[row].Offset);
                bool penUp = ghost[row].Offset.PenUp;
                double added = next.LogLikelihood(x, y, penUp) - plain.LogLikelihood(x, y, penUp);
                Assert.Equal(added, ghost[row].Information, 1e-3);
                information[rank] += added / ghost.Count;
                with.Step(ghost[row].Offset, trace, next);
                without.Step(ghost[row].Offset, trace, plain);
            }
        }

        Assert.Equal(5, information.Distinct().Count());
        Assert.Equal(information.OrderDescending(), information);
    }

    [Fact]
    public void SameSeedAndRows_GiveTheSameGhosts_AndOthersGiveOthers()
    {
        InkModel model = HandlikeModel.Create(SeedWithBoundaries);
        PenOffset[] first = Rows(Grow(model, Request(5, seed: 3)).Tree);
        Assert.Equal(first, Rows(Grow(model, Request(5, seed: 3)).Tree));
        Assert.NotEqual(first, Rows(Grow(model, Request(5, seed: 4)).Tree));
        Assert.NotEqual(first, Rows(Grow(model, Request(5, seed: 3) with { RowsRead = LineRows + 1 }).Tree));
    }

    [Fact]
    public void GhostsOfAPlainLstm_ForkWhereAStrokeEnds()
    {
        var (tree, _) = Grow(HandlikeModel.Create(cell: Cell.Lstm), Request(5, seed: 1));
        Assert.Equal(5, tree.LeavesOf(0));
        for (int index = 0; index < tree.Count; index++)
            if (!tree[index].IsLeaf) Assert.True(tree[index].Rows[^1].Offset.PenUp);
    }

    [Fact]
    public void RemainingGhosts_GrowRowByRow_AndOthersJoinThem()
    {
        InkModel model = HandlikeModel.Create(SeedWithBoundaries);
        GhostTree whole = Grow(model, Request(8, seed: 3)).Tree;
        var guide = ModelPenGuide.On(GhostPage.Layout with { Width = 1e6f, Height = 1e6f, X = -1e5f }, [], 0, new UnitMap(0.02f, 0));
        whole.Place(guide, guide.Begin(new PenPlace(1e4f, 140, 0, 0, 0), [], true));
        whole.Rank();
        GhostPath ghost = whole.Ranked(0);
        int accepted = ghost.UpToBoundary(0);
        GhostTree retained = whole.After(ghost, accepted);
        int remaining = retained.LeavesOf(0);

        PenOffset[] line = [.. RandomModel.Line(LineRows, seed: 2), .. ghost.Offsets[..accepted]];
        GhostTree grown = Grow(model, Request(8, seed: 3) with { RowsRead = line.Length, Retained = retained }, line).Tree;
        Assert.InRange(grown.LeavesOf(0), Math.Max(remaining, 2), 8);
        retained.Rank();
        grown.Rank();
        for (int rank = 0; rank < retained.Ghosts; rank++)
        {
            GhostPath before = retained.Ranked(rank);
            GhostPath after = grown.Ranked(grown.BestRank(grown.BranchFrom(before.Leaf)));
            Assert.Equal(Length, after.Count);
            Assert.Equal(before.Rows, after.Rows[..before.Count]);
        }
    }

    [Fact]
    public void HeldTop_IsHeldInEveryGhost()
    {
        var (tree, _) = Grow(HandlikeModel.Create(SeedWithBoundaries), Request(5, seed: 3) with { HoldsTop = true });
        for (int index = 0; index < tree.Count; index++)
            Assert.All(tree[index].Rows, row => Assert.Equal(Operation.Copy, row.Trace.Operation(2)));
    }

    private static GhostRequest Request(int ghosts, int seed) =>
        new() { Serial = 1, RowsRead = LineRows, Ghosts = ghosts, Length = Length, Bias = 0.5, Seed = seed };

    private static (GhostTree Tree, StepTrace Newest) Grow(
        InkModel model, GhostRequest request, PenOffset[]? line = null, SeenText? text = null)
    {
        var packed = new PackedModel(model);
        var engine = new SimdStepEngine(packed);
        StepTrace trace = new(3);
        foreach (PenOffset row in line ?? RandomModel.Line(LineRows, seed: 2)) engine.Advance(row, trace);
        if (text is not null) engine.SetText(text.Text);
        StepState state = engine.CreateState();
        engine.CopyStateTo(state);
        var grower = new GhostGrower(packed);
        grower.Begin(request, state, text);
        for (int step = 0; step < 100_000; step++)
            if (grower.Grow() is { } tree) return (tree, trace);
        throw new Xunit.Sdk.XunitException("The ghosts do not stop growing.");
    }

    private static PenOffset[] Rows(GhostTree tree) =>
        [.. Enumerable.Range(0, tree.Count).SelectMany(index => tree[index].Rows.Select(row => row.Offset))];
}
