using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Session;

public sealed class LiveGhostsTests
{
    private static readonly uint[] Colours = [0x64769AFF];

    [Fact]
    public void RestingPen_HasGhostsAheadOfTheInkWithinTwoFrames()
    {
        GhostPage page = new GhostPage().Write();
        Assert.True(page.Ghosts.CanBeAccepted);
        page.Ink.Edits.Undo();
        page.Ink.Edits.Redo();
        page.Frame();
        page.Frame();
        Assert.True(page.Ghosts.CanBeAccepted);
        Assert.InRange(page.Ghosts.Tree!.Ghosts, 2, 5);
        PageRow last = page.Ink.Rows[^1];
        UnitMap map = page.Ink.Hand.MapOfModel(page.Ink.Scale);
        Assert.Equal(last.X + map.ToPixels(page.Favourite[0].Offset).X, page.Favourite.PenAfter(0).Place.PageX, 0.01f);
    }

    [Fact]
    public void PenDown_DismissesTheGhosts_AndEndsTheOpenStroke()
    {
        GhostPage page = new GhostPage().Write();
        page.Ghosts.AcceptUpToBoundary(0, page.Seconds);
        page.Frame();
        page.Ink.PenDown(new(600, 300, page.Seconds));
        Assert.Null(page.Ghosts.Tree);
        Assert.False(page.Ghosts.CanBeAccepted);
        Assert.False(page.Ghosts.AcceptUpToBoundary(0, page.Seconds));
        page.Frame();
        Assert.Null(page.Ghosts.Tree);
        page.Move(600, 300, 30);
        page.Ink.PenUp(new(690, 300, page.Seconds));
        Assert.True(page.Ink.Rows.Last(row => row.Owner == RowOwner.Model).Offset.PenUp);
        page.Wait(0.3);
        Assert.True(page.Ghosts.CanBeAccepted);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void MovingPen_HasGhostsThatCannotBeAccepted()
    {
        var page = new GhostPage();
        page.Ink.PenDown(new(120, 110, page.Seconds));
        page.Move(120, 110, 40);
        Assert.True(page.Ghosts.Moving);
        Assert.NotNull(page.Ghosts.Tree);
        Assert.False(page.Ghosts.AcceptUpToBoundary(0, page.Seconds));
        // They begin near the tip of the pen, not at the newest row.
        Assert.InRange(page.Ghosts.Tree.Start.Place.PageX, page.Ink.Rows[^1].X - 40, 120 + 3 * 40);
    }

    [Fact]
    public void ModelStoppedWithinAStroke_LeavesItOpenForMore()
    {
        GhostPage page = new GhostPage(new LiveSettings { DelaySeconds = 0.5, GhostRows = 30 }).Write();
        for (int frame = 0; frame < 200 && (page.Ink.Rows[^1].Owner == RowOwner.Person || page.Ink.Rows[^1].Offset.PenUp); frame++)
            page.Frame();
        page.Ink.StopWriting(lifted: false);
        Assert.False(page.Ink.Rows[^1].Offset.PenUp);
        page.Wait(0.1);
        int rows = page.Ink.Rows.Count;
        Assert.True(page.Ghosts.AcceptUpToBoundary(0, page.Seconds));
        page.Frame();
        Assert.Equal(page.Ink.Rows[rows - 1].Stroke, page.Ink.Rows[rows].Stroke);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void SameSeed_ShowsTheSameGhosts()
    {
        GhostPath first = new GhostPage().Write().Favourite, second = new GhostPage().Write().Favourite;
        GhostPath other = new GhostPage(ghostSeed: 2).Write().Favourite;
        Assert.Equal(first.Offsets, second.Offsets);
        Assert.NotEqual(first.Offsets, other.Offsets);
    }

    [Fact]
    public void HeldTop_CopiesWhileReadingAndWriting_AndTheRowsKeepThat()
    {
        GhostPage page = new GhostPage().Write(120).Write(240).Write(360);
        page.Ink.Change(page.Ink.Settings with { HoldTop = true });
        page.Frame();
        page.Frame();
        page.Ghosts.AcceptUpToBoundary(1, page.Seconds);
        page.Write(500, 300);
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(1);
        page.Ink.StopWriting();
        page.Frame();
        PageRow[] held = [.. page.Ink.Rows.Where(row => row.HoldsTop)];
        Assert.Contains(held, row => row.Owner == RowOwner.Person);
        Assert.Contains(held, row => row.Owner == RowOwner.Model);
        Assert.All(held, row => Assert.Equal(Operation.Copy, row.Trace!.Value.Operation(2)));
        Assert.Contains(page.Ink.Rows, row => !row.HoldsTop && row.Trace!.Value.Operation(2) == Operation.Update);
        page.Ink.Change(page.Ink.Settings with { HoldTop = false });
        page.Ink.Edits.Undo();
        page.Ink.Edits.Redo(); // the same rows are read again
        page.Frame();
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void RightMargin_TurnsAGhostToTheNextLine_AndNoneLeavesThePage()
    {
        GhostPage page = new GhostPage(new LiveSettings { DelaySeconds = 50, Ghosts = 16, GhostRows = 120 }).Write(1080, 110);
        GhostTree tree = page.Ghosts.Tree!;
        PenPlace[][] ghosts = [.. Enumerable.Range(0, tree.Ghosts).Select(rank => tree.Ranked(rank).Places)];
        Assert.All(ghosts.SelectMany(places => places), place =>
            Assert.InRange(place.PageX, GhostPage.Layout.X, GhostPage.Layout.X + GhostPage.Layout.Width));
        Assert.Contains(ghosts, places => places is [.., { Line: 1 }]);
    }

    [Fact]
    public void ZeroGhosts_ShowNone()
    {
        GhostPage page = new GhostPage(new LiveSettings { Ghosts = 0 }).Write();
        Assert.Null(page.Ghosts.Tree);
        Assert.False(page.Ghosts.AcceptUpToBoundary(0, page.Seconds));
    }

    [Fact]
    public void FrameAtRest_AllocatesNothing()
    {
        GhostPage page = new GhostPage(new LiveSettings { DelaySeconds = 50 }).Write();
        var picture = new GhostPicture(page.Ghosts, 2, _ => true);
        for (int frame = 0; frame < 200; frame++) Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int frame = 0; frame < 60; frame++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, picture.Capsules.Length);

        void Step()
        {
            page.Frame();
            picture.Update(Colours, new PageArea(0, 0, 1280, 800), page.Seconds);
        }
    }
}
