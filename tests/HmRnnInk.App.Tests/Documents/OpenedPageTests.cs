using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>A page that was saved and is opened again, and what happens to the page whose place it takes.</summary>
public sealed class OpenedPageTests : SavedPages
{
    [Fact]
    public void OpenedPage_ContinuesWithTheSameBitsAsTheSavedPage()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        Save(saver, ink, "page.hmink");
        PageRow[] saved = [.. ink.Rows];

        (LiveInk other, PageSaver otherSaver) = Start(seed: 99);
        otherSaver.Open(Page(saver.Path!));
        Assert.Equal(saved.Select(Untimed), other.Rows.Select(Untimed));
        Assert.Equal(saved.Length, other.TracedRows); // the page opens at once, without reading

        Assert.Equal(Continue(ink), Continue(other));

        // Also from the middle of the model's ink, for which no state was saved.
        Assert.True(other.Rows.Count > saved.Length + 20);
        Assert.Equal(ContinueFrom(ink, saved.Length + 10), ContinueFrom(other, saved.Length + 10));
    }

    /// <summary>The model writes the favourite ghost first. So it continues as on the saved page only if the ghosts are the same.</summary>
    [Theory]
    [InlineData("the model ended at its cap of steps")]
    [InlineData("the model was stopped")]
    [InlineData("the pen rests")]
    [InlineData("a ghost was accepted")]
    public void OpenedPage_ShowsTheGhostsOfTheSavedPageInTheSamePlaces(string ending)
    {
        int forksAtNewestRow = 0;
        for (int seed = 1; seed <= 8; seed++)
        {
            (LiveInk ink, PageSaver saver) = StartWithGhosts(seed);
            Stroke(ink, 200);
            ink.Advance(1.7);
            ink.Advance(1.75); // the ghosts have grown
            EndPage(ink, ending);
            Assert.Equal(ending != "the pen rests", ink.Rows[^1].Owner == RowOwner.Model);
            string path = Path.Combine(Folder, $"{seed}.hmink");
            saver.SaveTo(path);
            Run(saver, ink, until: () => saver.Path is not null);
            // The ghosts that remain after an accepted one differ from those that are grown anew.
            if (ending == "a ghost was accepted") ink.Ghosts.Dismiss(30);
            ink.Advance(40);
            ink.Advance(40.1);

            (LiveInk other, PageSaver otherSaver) = StartWithGhosts(seed);
            otherSaver.Open(Page(path));
            other.Advance(40);
            other.Advance(40.1);

            GhostTree before = ink.Ghosts.Tree!, after = other.Ghosts.Tree!;
            Assert.Equal(Branches(before), Branches(after));
            Assert.Equal(Enumerable.Range(0, before.Ghosts).Select(before.LeafAt), Enumerable.Range(0, after.Ghosts).Select(after.LeafAt));
            if (before[0].Rows.Count == 0) forksAtNewestRow++;
            int rows = ink.Rows.Count;
            Continue(ink);
            Continue(other);
            Assert.True(ink.Rows.Count > rows + 20);
            Assert.Equal(ink.Rows.Skip(rows).Select(row => (row.Offset, row.X, row.Y)),
                other.Rows.Skip(rows).Select(row => (row.Offset, row.X, row.Y)));
        }

        // If a segment of layer 1 ends with the newest row, the ghosts fork there. An opened page must know this boundary.
        if (ending != "the model was stopped") Assert.True(forksAtNewestRow > 0);

        static string[] Branches(GhostTree tree) =>
            [.. Enumerable.Range(0, tree.Count).Select(branch => $"{tree[branch].Parent} {tree[branch].FirstDepth}: "
                + string.Join(' ', tree[branch].Rows.Select(row => row.Offset)) + string.Join(' ', tree[branch].PensAfter))];
    }

    /// <summary>Writes the end of a page with ghosts.</summary>
    private static void EndPage(LiveInk ink, string ending)
    {
        switch (ending)
        {
            case "the model ended at its cap of steps":
                ink.Turn.Continue(2);
                for (double seconds = 2.2; ink.Phase == LivePhase.ModelWrites; seconds += 0.05) ink.Advance(seconds);
                break;
            case "the model was stopped":
                ink.Turn.Continue(2);
                for (double seconds = 2; seconds < 2.4; seconds += 0.05) ink.Advance(seconds);
                break;
            case "a ghost was accepted":
                Assert.True(ink.Ghosts.AcceptUpToBoundary(0, 1.8));
                break;
            default:
                return; // the pen rests
        }

        ink.StopWriting();
    }

    [Fact]
    public void PageWrittenOnBeforeItsStyleIsLoaded_IsReread()
    {
        // The style is ready during a stroke. Then the saved state is too old, so the page is read again instead.
        (LiveInk ink, PageSaver saver) = StartWritten();
        Save(saver, ink, "page.hmink");
        InkDocument saved = DocumentFile.Read(saver.Path!, ink.Settings);
        Assert.NotNull(saved.Snapshot);

        Assert.Equal(WrittenOn(styleComes: false), WrittenOn(styleComes: true));

        RowTrace?[] WrittenOn(bool styleComes)
        {
            (LiveInk other, _) = Start();
            other.Opened.Open(saved.Rows.Span, saved.Hand, saved.Snapshot, saved.Pen, resumes: false);
            other.PenDown(new(500, 140, 5));
            for (int point = 1; point < 40; point++)
            {
                other.PenMove(new(500 + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), 5 + 0.015 * point));
                if (point == 20 && styleComes) other.Opened.ResumeSaved();
            }

            other.PenUp(new(620, 140, 5.6));
            other.TakeAnswers();
            Assert.Equal(other.Rows.Count, other.TracedRows);
            return [.. other.Rows.Select(row => row.Trace)];
        }
    }

    [Fact]
    public void OpenedPage_RestoresItsSettings()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        ink.Change(ink.Settings with { Bias = 2, Ghosts = 7, HoldTop = true, Smoothing = false, VariableWidth = false, SizeFactor = 1.3f });
        LiveSettings saved = ink.Settings;
        Save(saver, ink, "page.hmink");

        (LiveInk other, PageSaver otherSaver) = Start();
        otherSaver.Open(Page(saver.Path!));

        Assert.Equal(saved, other.Settings);
    }

    [Fact]
    public void AnotherModel_RereadsThePageAndSaysSo()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        Save(saver, ink, "page.hmink");

        (LiveInk other, PageSaver otherSaver) = Start(model: 4);
        otherSaver.Open(Page(saver.Path!));
        other.Advance(100);

        Assert.Equal(ink.Rows.Select(row => (row.Offset, row.X, row.Y, row.Owner)),
            other.Rows.Select(row => (row.Offset, row.X, row.Y, row.Owner)));
        Assert.Contains("It was read by model 3; model 4 rereads it.", otherSaver.TakeNotice());
        Assert.Equal(other.Rows.Count, other.TracedRows);
        Assert.NotEqual(ink.Rows[^1].Trace, other.Rows[^1].Trace);
    }

    [Fact]
    public void Opening_IsOneStep_AndUndoRestoresThePageBefore()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        Save(saver, ink, "page.hmink");
        string first = saver.Path!;
        ink.Opened.Open([], handwriting: null, snapshot: null);
        Stroke(ink, 300);
        ink.Change(ink.Settings with { Bias = 3 });
        Save(saver, ink, "second.hmink");
        string second = saver.Path!;
        PageRow[] before = [.. ink.Rows];

        saver.Open(Page(first));
        Assert.NotEqual(before.Select(row => row.X), ink.Rows.Select(row => row.X));
        Assert.Equal((first, 0.5), (saver.Path, ink.Settings.Bias));
        ink.Edits.Undo();

        Assert.Equal(before.Select(row => row.Offset), ink.Rows.Select(row => row.Offset));
        Assert.Equal((second, 3), (saver.Path, ink.Settings.Bias)); // otherwise the second page would be saved over the first document

        ink.Edits.Redo();
        Assert.Equal((first, 0.5), (saver.Path, ink.Settings.Bias));
    }

    [Fact]
    public void DamagedFile_IsRefused_AndThePageStays()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        int rows = ink.Rows.Count;
        string path = Path.Combine(Folder, "damaged.hmink");
        File.WriteAllBytes(path, [0x1F, 0x8B, 8, 0, 1, 2, 3]);

        Assert.Throws<InkFormatException>(() => saver.Open(Page(path)));

        Assert.Equal(rows, ink.Rows.Count);
    }
}
