namespace HmRnnInk.App.Tests.Documents;

/// <summary>Tests when a page is autosaved, and how it is recovered.</summary>
public sealed class AutosaveTests : SavedPages
{
    private string AutosaveFolder => Path.Combine(Folder, "autosave");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PageLeftForANewPage_IsAutosavedOnce(bool undone)
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        int rows = ink.Rows.Count;

        saver.New(); // in the same frame as the change
        if (undone) ink.Edits.Undo();
        else Stroke(ink, 300);
        saver.Update(10);
        saver.Dispose();

        int[] expected = undone ? [rows] : [ink.Rows.Count, rows];
        Assert.Equal(expected.Order(), new DocumentFolder(Folder).Pages().Select(page => page.Rows!.Value).Order());
    }

    [Theory]
    [InlineData("a new page")]
    [InlineData("a step back")]
    public void RecoveredPageThatIsLeftAtOnce_StaysAutosaved(string leaving)
    {
        string lost = Path.Combine(AutosaveFolder, "20260101-000000-1.hmink");
        DocumentFile.Write(lost, AnyDocument.Example);
        File.WriteAllText(Path.ChangeExtension(lost, ".lock"), "");
        (LiveInk ink, PageSaver saver) = Start();
        saver.Recover();
        Assert.Equal(40, ink.Rows.Count);

        if (leaving == "a new page") saver.New();
        else ink.Edits.Undo();
        Stroke(ink, 300);
        saver.Update(10);
        saver.Dispose();

        int[] expected = [ink.Rows.Count, 40];
        Assert.Equal(expected.Order(), new DocumentFolder(Folder).Pages().Select(page => page.Rows!.Value).Order());
    }

    [Fact]
    public void ChangedPage_IsAutosavedAfterAPause_AndRecoveredAfterACrash()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        double seconds = 10;
        saver.Update(seconds);
        saver.Update(seconds += 1);
        Assert.Empty(Directory.GetFiles(Folder, "*.hmink", SearchOption.AllDirectories));
        Run(saver, ink, () => Autosaves().Length > 0, seconds, frameSeconds: 0.05);

        // A running program locks its page. A lock file that is not locked is what a crash leaves behind.
        string autosave = Assert.Single(Autosaves());
        Assert.Null(new DocumentFolder(Folder).FindLost());
        saver.Dispose();
        Assert.Null(new DocumentFolder(Folder).FindLost());
        Assert.True(Assert.Single(new DocumentFolder(Folder).Pages()).Unsaved);
        File.WriteAllText(Path.ChangeExtension(autosave, ".lock"), "");

        (LiveInk other, PageSaver otherSaver) = Start();
        Assert.Equal(ink.Rows.Count, otherSaver.Lost?.Rows);
        otherSaver.Recover();
        Assert.Equal(ink.Rows.Select(row => row.Offset), other.Rows.Select(row => row.Offset));
        Assert.Null(otherSaver.Lost);
        otherSaver.Dispose();
        Assert.NotEqual(autosave, Assert.Single(Autosaves())); // a new autosave, and the old one is deleted
    }

    [Fact]
    public void ChangedSetting_IsAutosaved_UnlessThePageIsSaved()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        double seconds = 10;
        AutosaveUntil(0.5);
        ink.Change(ink.Settings with { Bias = 2.5 });
        AutosaveUntil(2.5);

        string saved = Path.Combine(Folder, "page.hmink");
        saver.SaveTo(saved);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        ink.Change(ink.Settings with { Bias = 1 });
        for (int frame = 0; frame < 200; frame++) saver.Update(seconds += 0.05);
        saver.Dispose();
        Assert.Equal(saved, Assert.Single(Directory.GetFiles(Folder, "*.hmink", SearchOption.AllDirectories)));

        void AutosaveUntil(double bias) => seconds = Run(
            saver, ink, () => Autosaves() is [var file] && DocumentFile.Read(file).Settings.Bias == bias, seconds, frameSeconds: 0.05);
    }

    [Fact]
    public void DamagedAutosave_IsRefusedOnce_AndThePageStays()
    {
        string autosave = Path.Combine(AutosaveFolder, "20260101-000000-1.hmink");
        Directory.CreateDirectory(AutosaveFolder);
        File.WriteAllText(autosave, "{\n  \"format\": \"hmink\", \"version\": 1,");
        File.WriteAllText(Path.ChangeExtension(autosave, ".lock"), "");
        (LiveInk ink, PageSaver saver) = Start();
        Assert.NotNull(saver.Lost);

        InkFormatException error = Assert.Throws<InkFormatException>(saver.Recover);

        Assert.Contains("this is not valid JSON (line 2, byte ", error.Message);
        Assert.Null(saver.Lost);
        saver.Recover();
        Assert.Empty(ink.Rows);
        Assert.True(File.Exists(autosave)); // so that somebody can still repair it
    }

    [Fact]
    public void DeletedFolder_IsCreatedAgain()
    {
        (LiveInk ink, PageSaver saver) = StartWritten();
        double seconds = Run(saver, ink, () => Autosaves().Length > 0, frameSeconds: 1);

        Directory.Delete(AutosaveFolder, recursive: true);

        while (ink.Edits.Undo()) { }
        saver.Update(seconds + 100);
        saver.Update(seconds + 110);
        Write(ink);
        saver.Dispose();

        Assert.Single(Autosaves());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FailedAutosave_IsRetriedUntilItSucceeds_AndAtTheEnd(bool isRetriedBeforeTheEnd)
    {
        File.WriteAllText(AutosaveFolder, ""); // a file in place of the folder
        (LiveInk ink, PageSaver saver) = StartWritten();
        double seconds = Run(saver, ink, () => saver.Problem is not null, frameSeconds: 0.1);
        for (int frame = 0; frame < 500; frame++) saver.Update(seconds += 0.1);
        Assert.NotNull(saver.Problem); // it stays on the screen
        Assert.NotNull(saver.Finish()); // the program ends with an error

        File.Delete(AutosaveFolder);
        if (isRetriedBeforeTheEnd) Run(saver, ink, () => saver.Problem is null && Autosaves().Length > 0, seconds, frameSeconds: 0.1);

        Assert.Null(saver.Finish());
        saver.Dispose();
        Assert.Equal(ink.Rows.Count, DocumentFile.Read(Assert.Single(Autosaves())).Rows.Length);
    }

    private string[] Autosaves() => Directory.Exists(AutosaveFolder) ? Directory.GetFiles(AutosaveFolder, "*.hmink") : [];
}
