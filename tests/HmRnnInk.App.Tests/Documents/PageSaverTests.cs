namespace HmRnnInk.App.Tests.Documents;

/// <summary>Tests that pages are saved and autosaved completely, and to the right file.</summary>
public sealed class PageSaverTests : SavedPages
{
    [Fact]
    public void NewPage_IsSavedToAnotherDocument_AndUndoRestoresThePageBeforeWithItsDocument()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        Save(saver, ink, "first.hmink");
        (string first, int rows) = (saver.Path!, ink.Rows.Count);

        saver.New();
        Assert.Empty(ink.Rows);
        Stroke(ink, 300);
        saver.Save(copy: false);
        Run(saver, ink, until: () => saver.Path is not null);

        Assert.NotEqual(first, saver.Path);
        Assert.Equal(rows, DocumentFile.Read(first).Rows.Length);
        ink.Edits.Undo();
        ink.Edits.Undo();
        Assert.Equal((first, rows), (saver.Path, ink.Rows.Count));
        ink.Edits.Redo();
        Assert.Equal((null, 0), (saver.Path, ink.Rows.Count));
    }

    [Fact]
    public void PageSavedBeforeTheModelHasReadIt_ContainsTheStateOfTheModel()
    {
        (LiveInk ink, PageSaver saver) = Start();
        Stroke(ink, 200);
        saver.Save(copy: false);
        saver.Update(100);
        Assert.True(ink.TracedRows < ink.Rows.Count);

        Run(saver, ink, until: () => saver.TakeSavedPath() is not null, frameSeconds: 0.05);

        Assert.NotNull(DocumentFile.Read(saver.Path!).Snapshot);
    }

    [Fact]
    public void PageClosedWhileTheModelWrites_IsAutosavedWithTheStateOfTheModel()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        ink.Turn.Continue(20);
        for (int frame = 0; frame < 30; frame++) ink.Advance(20 + frame / 60.0);
        Assert.Equal(LivePhase.ModelWrites, ink.Phase);

        saver.Dispose();

        string autosave = Assert.Single(Directory.GetFiles(Folder, "*.hmink", SearchOption.AllDirectories));
        Assert.NotNull(DocumentFile.Read(autosave).Snapshot);
    }

    [Fact]
    public void SavedPage_LeavesNoAutosave()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        saver.Save(copy: false);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        string first = saver.Path!;
        Stroke(ink, 500);
        saver.Save(copy: false);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        saver.Dispose();

        Assert.Equal(first, Assert.Single(Directory.GetFiles(Folder, "*.hmink", SearchOption.AllDirectories)));
        Assert.Equal(ink.Rows.Count, DocumentFile.Read(first).Rows.Length);
    }

    [Fact]
    public void PageLeftBeforeItIsSaved_IsSaved_AndNotThePageThatWasOpened()
    {
        (LiveInk ink, PageSaver saver) = Start();
        Stroke(ink, 200);
        string other = Path.Combine(Folder, "other.hmink"), saved = Path.Combine(Folder, "page.hmink");
        saver.SaveTo(other);
        Run(saver, ink, until: () => saver.Path is not null);
        Write(ink);
        int rows = ink.Rows.Count;
        saver.SaveTo(saved);
        Run(saver, ink, until: () => saver.TakeSavedPath() == saved);

        saver.Save(copy: false); // although nothing has changed, because the model may have been replaced
        saver.Open(Page(other));
        Run(saver, ink, until: () => saver.TakeSavedPath() == saved);

        Assert.Equal(other, saver.Path);
        Assert.Equal(rows, DocumentFile.Read(saved).Rows.Length);

        int others = ink.Rows.Count;
        saver.Save(copy: false);
        ink.Edits.Undo();
        Run(saver, ink, until: () => saver.TakeNotice()?.Contains("Not saved") == true);
        Assert.Equal(saved, saver.Path);
        Assert.Equal(others, DocumentFile.Read(other).Rows.Length);
    }

    [Fact]
    public void FolderThatCannotBeCreated_IsReported_AndThePageStays()
    {
        string file = Path.Combine(Folder, "a file");
        File.WriteAllText(file, "");
        (LiveInk ink, _) = Start();
        Write(ink);
        var saver = new PageSaver(ink, new DocumentFolder(Path.Combine(file, "pages")), () => null, autosave: false);

        saver.Save(copy: false);
        string said = NextNotice(saver, ink);

        Assert.StartsWith("Not saved: ", said);
        Assert.NotEmpty(ink.Rows);
    }

    [Fact]
    public void PageThatCouldNotBeOpenedAgain_IsNotSaved_WithTheReason()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        ink.Change(ink.Settings with { Bias = 7 });

        saver.SaveTo(Path.Combine(Folder, "page.hmink"));
        string said = NextNotice(saver, ink);

        Assert.StartsWith("Not saved: ", said);
        Assert.Contains("settings.bias is 7; expected a number from 0 to 5. A page saved like this could not be opened again", said);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void PageThatCannotBeSaved_IsAutosaved()
    {
        string file = Path.Combine(Folder, "a file");
        File.WriteAllText(file, "");
        (LiveInk ink, PageSaver saver) = StartWritten();

        saver.SaveTo(Path.Combine(file, "page.hmink"));
        string said = NextNotice(saver, ink);
        saver.Dispose();

        Assert.StartsWith("Not saved: ", said);
        Assert.Equal(ink.Rows.Count, Assert.Single(new DocumentFolder(Folder).Pages()).Rows);
    }
}
