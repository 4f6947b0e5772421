namespace HmRnnInk.App.Tests.Documents;

/// <summary>Several windows that save the same page.</summary>
public sealed class SharedPageTests : SavedPages
{
    private readonly string _path;

    public SharedPageTests()
    {
        _path = Path.Combine(Folder, "page.hmink");
        DocumentFile.Write(_path, AnyDocument.Example);
    }

    [Fact]
    public void LaterSave_IsRefused_AndThePersonChooses()
    {
        (LiveInk first, PageSaver firstSaver) = Open();
        (LiveInk second, PageSaver secondSaver) = Open();
        Stroke(first, 200);
        Stroke(second, 200);
        Stroke(second, 200);
        firstSaver.Save(copy: false);
        Run(firstSaver);
        secondSaver.Save(copy: false);
        Run(secondSaver);

        Assert.Equal(_path, firstSaver.TakeSavedPath());
        Assert.Null(secondSaver.TakeSavedPath());
        Assert.Equal(_path, secondSaver.TakeConflict());
        Assert.Equal(first.Rows.Count, DocumentFile.Read(_path).Rows.Length);

        secondSaver.SaveBeside(_path);
        Run(secondSaver);
        string beside = Path.Combine(Folder, "page 2.hmink");
        Assert.Equal(beside, secondSaver.TakeSavedPath());
        Assert.Equal((first.Rows.Count, second.Rows.Count),
            (DocumentFile.Read(_path).Rows.Length, DocumentFile.Read(beside).Rows.Length));

        firstSaver.SaveTo(beside); // chosen by the person
        Run(firstSaver);
        Assert.Equal(first.Rows.Count, DocumentFile.Read(beside).Rows.Length);
    }

    [Fact]
    public void OwnSavesAndFilesThatAreGoneOrOnlyTouched_AreNoConflict()
    {
        (LiveInk ink, PageSaver saver) = Open();
        for (int save = 0; save < 4; save++)
        {
            if (save == 2) File.Delete(_path);
            if (save == 3) File.SetLastWriteTimeUtc(_path, new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Stroke(ink, 200);
            saver.Save(copy: false);
            Run(saver);
            Assert.Equal(_path, saver.TakeSavedPath());
            Assert.Null(saver.TakeConflict());
            Assert.Equal(ink.Rows.Count, DocumentFile.Read(_path).Rows.Length);
        }
    }

    [Fact]
    public void SavesAtTheSameTime_LeaveOneWinner_AndEveryOtherPageBesideIt()
    {
        (LiveInk Ink, PageSaver Saver)[] windows = [.. Enumerable.Range(0, 4).Select(_ => Open())];
        WriteAndSave(windows);
        int[] winners = [.. Enumerable.Range(0, 4).Where(window => windows[window].Saver.TakeSavedPath() is not null)];
        int winner = Assert.Single(winners);
        Assert.Equal(windows[winner].Ink.Rows.Count, DocumentFile.Read(_path).Rows.Length);
        Parallel.ForEach(windows, window =>
        {
            if (window.Saver.TakeConflict() is { } conflict) window.Saver.SaveBeside(conflict);
            Run(window.Saver);
        });
        AssertEachIsSaved(windows);
    }

    [Fact]
    public void NewPages_OfTheSameSecond_GetDifferentNames()
    {
        (LiveInk Ink, PageSaver Saver)[] windows = [.. Enumerable.Range(0, 4).Select(_ => StartWithoutModel(Folder, autosave: false))];
        WriteAndSave(windows);
        File.Delete(_path);
        AssertEachIsSaved(windows);
    }

    private (LiveInk Ink, PageSaver Saver) Open()
    {
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder, autosave: false);
        saver.Open(Page(_path));
        saver.TakeNotice();
        return (ink, saver);
    }

    /// <summary>Writes other strokes in each window, and saves all of them at the same time.</summary>
    private static void WriteAndSave((LiveInk Ink, PageSaver Saver)[] windows)
    {
        for (int window = 0; window < windows.Length; window++)
            for (int stroke = 0; stroke <= window; stroke++) Stroke(windows[window].Ink, 200);
        Parallel.ForEach(windows, window =>
        {
            window.Saver.Save(copy: false);
            Run(window.Saver);
        });
    }

    private void AssertEachIsSaved((LiveInk Ink, PageSaver Saver)[] windows) => Assert.Equal(
        windows.Select(window => window.Ink.Rows.Count).Order(),
        Directory.GetFiles(Folder).Select(file => DocumentFile.Read(file).Rows.Length).Order());

    private static void Run(PageSaver saver)
    {
        for (int frame = 0; frame < 10; frame++) saver.Update(10 + frame);
    }
}
