namespace HmRnnInk.App.Tests.Documents;

/// <summary>
/// What a killed program leaves of a page. The tests do not kill one: they copy its folder, and nobody holds its lock.
/// </summary>
public sealed class JournalTests : SavedPages
{
    private const double FrameSeconds = 1 / 60.0;

    private int _kills;

    [Fact]
    public void KillAtAnyFrame_LosesLessThanASecondOfInk_AlsoOfOneLongStroke()
    {
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder);
        var before = new Queue<PageRow[]>();
        for (int frame = 0; frame < 40 * 60; frame++)
        {
            double seconds = frame * FrameSeconds;
            Draw(ink, frame, seconds, strokeFrames: 32 * 60);
            saver.Update(seconds);
            before.Enqueue([.. ink.Rows]);
            if (before.Count <= 60) continue;
            PageRow[] secondAgo = before.Dequeue();
            if (frame % 97 != 0) continue;

            PageRow[] left = Kill();

            Assert.True(left.Length >= secondAgo.Length, $"{secondAgo.Length - left.Length} rows are lost at frame {frame}");
            AssertSameInk(ink.Rows.Take(left.Length), left);
        }

        saver.Dispose();
    }

    [Fact]
    public void KillAfterEdits_LeavesThePageAsItWasAfterOneOfThem()
    {
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder);
        var random = new SeededRandom(3);
        double seconds = 0;
        int frame = 0;
        var seen = new List<PageRow[]>();
        for (int step = 0; step < 60; step++)
        {
            switch ((int)(random.NextDouble() * 4))
            {
                case 0: ink.Edits.Undo(); break;
                case 1: ink.Edits.Redo(); break;
                default:
                    for (int point = 0; point < 30; point++) Draw(ink, frame++ % 30, seconds += FrameSeconds, strokeFrames: 30);
                    break;
            }

            if (step % 17 == 16) ink.Opened.Open([], handwriting: null, snapshot: null);
            for (int rest = 0; rest < 30; rest++) saver.Update(seconds += FrameSeconds);
            seen.Add([.. ink.Rows]);

            AssertSameInk(seen[^1], Kill());
        }

        saver.Dispose();
    }

    [Fact]
    public void JournalThatEndsWithinALine_GivesAllLinesBefore()
    {
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder);
        DrawFrames(ink, saver, 80, strokeFrames: 80);
        string journal = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "autosave"), "*.journal"));
        byte[] whole = ReadShared(journal);
        int lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2);
        int secondLast = Array.LastIndexOf(whole, (byte)'\n', lastLine - 1);
        PageRow[] all = Kill(), shorter = Kill(bytes: lastLine + 1);
        Assert.True(shorter.Length < all.Length);
        for (int bytes = lastLine + 2; bytes < whole.Length; bytes += 13) Assert.Equal(shorter.Length, Kill(bytes).Length);
        Assert.True(Kill(secondLast + 1).Length < shorter.Length);
        saver.Dispose();
    }

    [Fact]
    public void SavedPage_LeavesNoJournal_AndAnAutosaveReplacesTheOneBefore()
    {
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Folder);
        DrawFrames(ink, saver, 20 * 60, strokeFrames: 100);
        string autosave = Path.Combine(Folder, "autosave");
        Assert.Single(Directory.GetFiles(autosave, "*.hmink"));
        Assert.Single(Directory.GetFiles(autosave, "*.journal"));
        int frame = 20 * 60;
        for (; frame < 30 * 60; frame++) saver.Update(frame * FrameSeconds);
        Assert.Empty(Directory.GetFiles(autosave, "*.journal"));
        saver.Save(copy: false);
        for (int end = frame + 60; frame < end; frame++) saver.Update(frame * FrameSeconds);
        Assert.Empty(Directory.GetFiles(autosave));
        saver.Dispose();
    }

    [Fact]
    public void FilesOfPages_AreTheUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        (LiveInk ink, PageSaver saver) = StartWithoutModel(Path.Combine(Folder, "pages"));
        DrawFrames(ink, saver, 20 * 60, strokeFrames: 100);
        saver.Save(copy: true);
        saver.Update(30);
        saver.Update(31);

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        string[] paths = Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories);
        Assert.True(paths.Length >= 3);
        Assert.All(paths, path => Assert.Equal(default, ModeOf(path) & Others));
        saver.Dispose();

        static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
    }

    private static void DrawFrames(LiveInk ink, PageSaver saver, int frames, int strokeFrames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            Draw(ink, frame, frame * FrameSeconds, strokeFrames);
            saver.Update(frame * FrameSeconds);
        }
    }

    /// <summary>A pen that zigzags over the page, with strokes of some frames and a rest of two frames between them.</summary>
    private static void Draw(LiveInk ink, int frame, double seconds, int strokeFrames)
    {
        int point = frame % strokeFrames;
        (float x, float y) = (100 + (frame * 1.7f % 500), 140 - 12 * MathF.Sin(0.5f * frame));
        if (point == 0) ink.PenDown(new(x, y, seconds));
        else if (point < strokeFrames - 2) ink.PenMove(new(x, y, seconds));
        else if (point == strokeFrames - 2) ink.PenUp(new(x, y, seconds));
    }

    /// <summary>Opens what the program would leave if it were killed now.</summary>
    /// <param name="bytes">The length to which the journal is cut.</param>
    private PageRow[] Kill(int bytes = int.MaxValue)
    {
        string from = Path.Combine(Folder, "autosave"), folder = Path.Combine(Folder, $"kill-{_kills++}");
        Directory.CreateDirectory(Path.Combine(folder, "autosave"));
        if (Directory.Exists(from))
        {
            foreach (string file in Directory.GetFiles(from).Order())
            {
                byte[] content = file.EndsWith(".lock", StringComparison.Ordinal) ? [] : ReadShared(file);
                if (file.EndsWith(".journal", StringComparison.Ordinal)) content = content[..Math.Min(bytes, content.Length)];
                File.WriteAllBytes(Path.Combine(folder, "autosave", Path.GetFileName(file)), content);
            }
        }

        (LiveInk ink, PageSaver saver) = StartWithoutModel(folder);
        int? counted = saver.Lost?.Rows;
        saver.Recover();
        PageRow[] rows = [.. ink.Rows];
        if (counted is not null) Assert.Equal(counted, rows.Length);
        saver.Dispose();
        Directory.Delete(folder, recursive: true);
        return rows;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    private static void AssertSameInk(IEnumerable<PageRow> expected, IEnumerable<PageRow> actual) => Assert.Equal(
        expected.Select(row => (row.Offset.DeltaX, row.Offset.DeltaY, row.X, row.Y, row.Stroke, row.Line)),
        actual.Select(row => (row.Offset.DeltaX, row.Offset.DeltaY, row.X, row.Y, row.Stroke, row.Line)));
}
