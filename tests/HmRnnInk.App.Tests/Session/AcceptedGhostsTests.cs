using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Session;

public sealed class AcceptedGhostsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AcceptedRows_EndExactlyAtTheBoundary_AndOneUndoRemovesThem(int layer)
    {
        GhostPage page = new GhostPage().Write();
        PageRow[] before = [.. page.Ink.Rows];
        GhostPath ghost = page.Favourite;
        int rows = ghost.UpToBoundary(layer);
        (PenOffset Offset, float X, float Y)[] expected = Placed(ghost)[..rows];
        Assert.All(Enumerable.Range(0, rows - 1), row => Assert.False(ghost[row].Trace.Boundary(layer)));
        Assert.True(page.Ghosts.AcceptUpToBoundary(layer, page.Seconds));
        page.Frame();
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.Equal(expected, page.Ink.Rows.Skip(before.Length).Select(row => (row.Offset, row.X, row.Y)));
        Assert.All(page.Ink.Rows.Skip(before.Length), row => Assert.Equal(RowOwner.Model, row.Owner));
        Assert.True(page.Ink.Rows[^1].Trace!.Value.Boundary(layer));
        page.AssertModelHasReadThePage();

        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(before, page.Ink.Rows);
        page.AssertModelHasReadThePage();
    }

    /// <summary>The model notices the end of a stroke at the first points of the next one.</summary>
    [Theory]
    [InlineData(true, 10, 1, 10)] // the first boundary is that of the stroke before the ghost
    [InlineData(false, 1, 1, 10)]
    [InlineData(true, 5, 3, 8)]
    [InlineData(true, 9, 9)]
    [InlineData(true, 5, 5)]
    [InlineData(true, 12, 3)] // there is no other boundary
    public void LateBoundary_EndsTheGhostAtThePenUp(bool lifted, int accepted, params int[] boundaries)
    {
        var tree = new GhostTree();
        int branch = tree.Add(-1, 0, -1, 0);
        for (int row = 1; row <= 12; row++)
        {
            var trace = new RowTrace(0, (ushort)(boundaries.Contains(row) ? 1 : 0), 0, 0);
            tree[branch].Rows.Add(new GhostRow(new PenOffset(20, 0, PenUp: row == 5), trace, 0));
        }

        var guide = ModelPenGuide.On(GhostPage.Layout, [], 0, new(0.2f, 0));
        tree.Place(guide, guide.Begin(new PenPlace(200, 140, 0, 0, 0), [], lifted));
        Assert.Equal(accepted, new GhostPath(tree, branch).UpToBoundary(0));
    }

    [Fact]
    public void RepeatedAccepts_LeaveTheFavouriteInPlace_AndEachUndoRemovesOne()
    {
        GhostPage page = new GhostPage().Write();
        var rowCounts = new Stack<int>();
        for (int segment = 0; segment < 12; segment++)
        {
            rowCounts.Push(page.Ink.Rows.Count);
            GhostPath before = page.Favourite;
            (PenOffset Offset, float X, float Y)[] rest = Placed(before)[before.UpToBoundary(0)..];
            Assert.True(page.Ghosts.AcceptUpToBoundary(0, page.Seconds));
            for (int frame = 0; frame < 3; frame++)
            {
                Assert.Equal(rest, Placed(page.Favourite)[..rest.Length]);
                page.Frame();
            }

            page.AssertModelHasReadThePage();
        }

        while (rowCounts.TryPop(out int rows))
        {
            Assert.True(page.Ink.Edits.Undo());
            Assert.Equal(rows, page.Ink.Rows.Count);
        }
    }

    [Fact]
    public void ChosenGhost_IsTheOneThatIsAccepted()
    {
        GhostPage page = new GhostPage().Write();
        int count = page.Ghosts.Tree!.Ghosts;
        Assert.Equal(page.Ghosts.Tree.LeafAt(0), page.Ghosts.Favourite);
        Assert.False(page.Ink.Choose(count + 1, page.Seconds));
        Assert.True(page.Ink.Choose(count, page.Seconds));
        GhostPath chosen = page.Favourite;
        Assert.Equal(page.Ghosts.Tree.LeafAt(count - 1), chosen.Leaf);
        int rows = chosen.UpToBoundary(1), before = page.Ink.Rows.Count;
        PenOffset[] expected = chosen.Offsets[..rows];
        page.Ghosts.AcceptUpToBoundary(1, page.Seconds);
        Assert.Equal(expected, page.Ink.Rows.Skip(before).Select(row => row.Offset));
    }

    [Fact]
    public void FavouriteThatNoKeySelects_IsAcceptedLikeOthers()
    {
        GhostPage page = GhostPage.WithUnlikelyFavourite();
        Assert.False(page.Ghosts.Accept(page.Ghosts.FavouriteNumber, page.Seconds));
        int rows = page.Ink.Rows.Count;
        PenOffset[] expected = page.Favourite.Offsets;
        Assert.True(page.Ghosts.AcceptFavourite(page.Seconds));
        Assert.Equal(expected, page.Ink.Rows.Skip(rows).Select(row => row.Offset));
    }

    [Fact]
    public void ModelThatContinues_WritesTheFavouriteInItsPlace()
    {
        GhostPage page = new GhostPage(new LiveSettings { DelaySeconds = 1, GhostRows = 30 }).Write();
        page.Ink.Choose(2, page.Seconds);
        GhostPath ghost = page.Favourite;
        int before = page.Ink.Rows.Count;
        (PenOffset Offset, float X, float Y)[] expected = Placed(ghost);
        page.Wait(1.3);
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        Assert.True(page.Ghosts.Followed);
        page.Wait(2);
        Assert.False(page.Ghosts.Followed);
        Assert.Equal(expected, page.Ink.Rows.Skip(before).Take(expected.Length).Select(row => (row.Offset, row.X, row.Y)));
        Assert.True(page.Ink.Rows.Count > before + expected.Length);
        page.Ink.StopWriting();
        page.Frame();
        page.AssertModelHasReadThePage();
    }

    /// <returns>The rows of a ghost and their places on the page.</returns>
    private static (PenOffset Offset, float X, float Y)[] Placed(GhostPath ghost) =>
        [.. ghost.Offsets.Zip(ghost.Places, (offset, place) => (offset, place.PageX, place.PageY))];
}
