using System.Diagnostics;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Documents;

public sealed class PageSaverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void OpenedPage_GoesOnToTheSameBitsAsTheOneThatWasSaved()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);
        PageRow[] saved = [.. ink.Rows];

        (LiveInk other, PageSaver otherSaver) = Start(model: 3, seed: 99);
        otherSaver.Open(Page(saver.Path!));
        Assert.Equal(saved.Select(Untimed), other.Rows.Select(Untimed));
        Assert.Equal(saved.Length, other.Traced); // the page opens at once, without reading

        Assert.Equal(GoOn(ink), GoOn(other));

        // Also from the middle of the model's ink, for which no state was saved.
        Assert.True(other.Rows.Count > saved.Length + 20);
        Assert.Equal(GoOnFrom(ink, saved.Length + 10), GoOnFrom(other, saved.Length + 10));
    }

    /// <summary>And so goes on along the same one, which the model follows: what goes on the same begins with them.</summary>
    [Theory]
    [InlineData("the model ended at its cap of steps")]
    [InlineData("the model was stopped")]
    [InlineData("the pen rests")]
    [InlineData("a ghost was taken")]
    public void OpenedPage_ShowsTheGhostsOfTheOneThatWasSaved_InTheirPlaces(string ending)
    {
        int parted = 0;
        for (int seed = 1; seed <= 8; seed++)
        {
            (LiveInk ink, PageSaver saver) = StartWithGhosts(seed);
            Stroke(ink, 200);
            ink.Advance(1.7);
            ink.Advance(1.75); // the ghosts have grown
            if (ending.StartsWith("the model", StringComparison.Ordinal)) ink.Turn.GoOn(2);
            for (double seconds = 2; ending == "the model was stopped" && seconds < 2.4; seconds += 0.05) ink.Advance(seconds);
            for (double seconds = 2.2; ending == "the model ended at its cap of steps"
                && ink.Phase == LivePhase.ModelWrites; seconds += 0.05)
                ink.Advance(seconds);
            if (ending == "a ghost was taken") Assert.True(ink.Ghosts.AcceptUpToBoundary(0, 1.8));
            if (ending != "the pen rests") ink.StopWriting();
            Assert.Equal(ending != "the pen rests", ink.Rows[^1].Owner == RowOwner.Model);
            string path = Path.Combine(_folder, $"{seed}.hmink");
            saver.SaveTo(path);
            Run(saver, ink, until: () => saver.Path is not null);
            // the remaining ghosts would differ from those that are grown again
            if (ending == "a ghost was taken") ink.Ghosts.Dismiss(30);
            ink.Advance(40);
            ink.Advance(40.1);

            (LiveInk other, PageSaver otherSaver) = StartWithGhosts(seed);
            otherSaver.Open(Page(path));
            other.Advance(40);
            other.Advance(40.1);

            GhostTree before = ink.Ghosts.Tree!, after = other.Ghosts.Tree!;
            Assert.Equal(Branches(before), Branches(after));
            Assert.Equal(Enumerable.Range(0, before.Ghosts).Select(before.Ranked), Enumerable.Range(0, after.Ghosts).Select(after.Ranked));
            if (before[0].Rows.Count == 0) parted++;
            int rows = ink.Rows.Count;
            GoOn(ink);
            GoOn(other);
            Assert.True(ink.Rows.Count > rows + 20);
            Assert.Equal(ink.Rows.Skip(rows).Select(row => (row.Offset, row.X, row.Y)),
                other.Rows.Skip(rows).Select(row => (row.Offset, row.X, row.Y)));
        }

        // Where a segment of layer 1 ends with the page they part at once: of that an opened page knew nothing.
        if (ending != "the model was stopped") Assert.True(parted > 0);

        static string[] Branches(GhostTree tree) =>
            [.. Enumerable.Range(0, tree.Count).Select(branch => $"{tree[branch].Parent} {tree[branch].FirstDepth}: "
                + string.Join(' ', tree[branch].Rows.Select(row => row.Offset)) + string.Join(' ', tree[branch].Places))];
    }

    [Fact]
    public void PageThatIsWrittenOnBeforeItsStyleIsThere_IsReadAnew()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);
        InkDocument saved = DocumentFile.Read(saver.Path!, ink.Settings);
        Assert.NotNull(saved.Snapshot);

        Assert.Equal(WrittenOn(styleComes: false), WrittenOn(styleComes: true));

        RowTrace?[] WrittenOn(bool styleComes)
        {
            (LiveInk other, _) = Start(model: 3);
            other.Opened.Open(saved.Rows.Span, saved.Hand, saved.Snapshot, saved.Pen, resumes: false);
            other.PenDown(new(500, 140, 5));
            for (int point = 1; point < 40; point++)
            {
                other.PenMove(new(500 + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), 5 + 0.015 * point));
                if (point == 20 && styleComes) other.Opened.ResumeSaved();
            }

            other.PenUp(new(620, 140, 5.6));
            other.TakeAnswers();
            Assert.Equal(other.Rows.Count, other.Traced);
            return [.. other.Rows.Select(row => row.Trace)];
        }
    }

    [Fact]
    public void OpenedPage_HasItsSettingsBack()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        ink.Change(ink.Settings with { Bias = 2, Ghosts = 7, HoldTop = true, Smoothing = false, VariableWidth = false, SizeFactor = 1.3f });
        LiveSettings saved = ink.Settings;
        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);

        (LiveInk other, PageSaver otherSaver) = Start(model: 3);
        otherSaver.Open(Page(saver.Path!));

        Assert.Equal(saved, other.Settings);
    }

    [Fact]
    public void AnotherModel_ReadsThePageAnewAndSaysSo()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);

        (LiveInk other, PageSaver otherSaver) = Start(model: 4);
        otherSaver.Open(Page(saver.Path!));
        other.Advance(100);

        Assert.Equal(ink.Rows.Select(row => (row.Offset, row.X, row.Y, row.Owner)),
            other.Rows.Select(row => (row.Offset, row.X, row.Y, row.Owner)));
        Assert.Contains("It was read by model 3; model 4 rereads it.", otherSaver.TakeNotice());
        Assert.Equal(other.Rows.Count, other.Traced);
        Assert.NotEqual(ink.Rows[^1].Trace, other.Rows[^1].Trace);
    }

    [Fact]
    public void Opening_IsOneStep_AndUndoBringsThePageBack()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);
        string first = saver.Path!;
        ink.Edits.Clear();
        Stroke(ink, 300);
        ink.Change(ink.Settings with { Bias = 3 });
        saver.SaveTo(Path.Combine(_folder, "second.hmink"));
        Run(saver, ink, until: () => saver.Path != first);
        string second = saver.Path!;
        PageRow[] before = [.. ink.Rows];

        saver.Open(Page(first));
        Assert.NotEqual(before.Select(row => row.X), ink.Rows.Select(row => row.X));
        Assert.Equal((first, 0.5), (saver.Path, ink.Settings.Bias));
        ink.Edits.Undo();

        Assert.Equal(before.Select(row => row.Offset), ink.Rows.Select(row => row.Offset));
        Assert.Equal((second, 3), (saver.Path, ink.Settings.Bias)); // otherwise it would be saved over the document that was left

        ink.Edits.Redo();
        Assert.Equal((first, 0.5), (saver.Path, ink.Settings.Bias));
    }

    [Fact]
    public void NewPage_IsSavedAsAnother_AndUndoBringsTheOneBeforeBackToItsDocument()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.SaveTo(Path.Combine(_folder, "first.hmink"));
        Run(saver, ink, until: () => saver.Path is not null);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PageThatIsLeftForANewOne_IsKept_Once(bool undone)
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        int rows = ink.Rows.Count;

        saver.New(); // in the same frame as the change
        if (undone) ink.Edits.Undo();
        else Stroke(ink, 300);
        saver.Frame(10);
        saver.Dispose();

        int[] kept = undone ? [rows] : [ink.Rows.Count, rows];
        Assert.Equal(kept.Order(), new DocumentFolder(_folder).Pages().Select(page => page.Rows!.Value).Order());
    }

    [Theory]
    [InlineData("a new page")]
    [InlineData("a step back")]
    public void PageThatWasBroughtBackAndIsLeftAtOnce_StaysKept(string leaving)
    {
        string lost = Path.Combine(_folder, "autosave", "20260101-000000-1.hmink");
        DocumentFile.Write(lost, AnyDocument.Example);
        File.WriteAllText(Path.ChangeExtension(lost, ".lock"), "");
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        saver.Recover();
        Assert.Equal(40, ink.Rows.Count);

        if (leaving == "a new page") saver.New();
        else ink.Edits.Undo();
        Stroke(ink, 300);
        saver.Frame(10);
        saver.Dispose();

        int[] kept = [ink.Rows.Count, 40];
        Assert.Equal(kept.Order(), new DocumentFolder(_folder).Pages().Select(page => page.Rows!.Value).Order());
    }

    [Fact]
    public void ChangedPage_IsKeptAfterARest_AndIsLostWhereTheProgramDoesNotEnd()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        double seconds = 10;
        saver.Frame(seconds);
        saver.Frame(seconds += 1);
        Assert.Empty(Directory.GetFiles(_folder, "*.hmink", SearchOption.AllDirectories));
        // The file is written on another thread.
        for (long started = Stopwatch.GetTimestamp(); Autosaves().Length == 0 && Stopwatch.GetElapsedTime(started).TotalSeconds < 30;)
        {
            ink.Advance(seconds += 0.05);
            ink.StopWriting();
            saver.Frame(seconds);
            Thread.Sleep(1);
        }

        // A running program locks its page. A lock file that is not locked is what a crash leaves behind.
        string kept = Assert.Single(Autosaves());
        Assert.Null(new DocumentFolder(_folder).FindLost());
        saver.Dispose();
        Assert.Null(new DocumentFolder(_folder).FindLost());
        Assert.True(Assert.Single(new DocumentFolder(_folder).Pages()).Unsaved);
        File.WriteAllText(Path.ChangeExtension(kept, ".lock"), "");

        (LiveInk other, PageSaver otherSaver) = Start(model: 3);
        Assert.Equal(ink.Rows.Count, otherSaver.Lost?.Rows);
        otherSaver.Recover();
        Assert.Equal(ink.Rows.Select(row => row.Offset), other.Rows.Select(row => row.Offset));
        Assert.Null(otherSaver.Lost);
        otherSaver.Dispose();
        Assert.NotEqual(kept, Assert.Single(Autosaves())); // a new autosave, and the old one is deleted

        string[] Autosaves() => Directory.Exists(Path.Combine(_folder, "autosave"))
            ? Directory.GetFiles(Path.Combine(_folder, "autosave"), "*.hmink") : [];
    }

    [Fact]
    public void PageThatOnlyLooksOtherwise_IsKeptAnew_UnlessItIsSavedAsItIs()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        double seconds = 10;
        KeepUntil(0.5);
        ink.Change(ink.Settings with { Bias = 2.5 });
        KeepUntil(2.5);

        string saved = Path.Combine(_folder, "page.hmink");
        saver.SaveTo(saved);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        ink.Change(ink.Settings with { Bias = 1 });
        for (int frame = 0; frame < 200; frame++) saver.Frame(seconds += 0.05);
        saver.Dispose();
        Assert.Equal(saved, Assert.Single(Directory.GetFiles(_folder, "*.hmink", SearchOption.AllDirectories)));

        void KeepUntil(double bias)
        {
            string autosave = Path.Combine(_folder, "autosave");
            for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 30;)
            {
                ink.TakeAnswers();
                saver.Frame(seconds += 0.05);
                if (Directory.Exists(autosave) && Directory.GetFiles(autosave, "*.hmink") is [var kept]
                    && DocumentFile.Read(kept).Settings.Bias == bias)
                    return;
                Thread.Sleep(1);
            }

            Assert.Fail($"The page was not kept with a bias of {bias}.");
        }
    }

    [Fact]
    public void SavedPage_IsNotKeptTwice()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        saver.Save(copy: false);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        string first = saver.Path!;
        Stroke(ink, 500);
        saver.Save(copy: false);
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
        saver.Dispose();

        Assert.Equal(first, Assert.Single(Directory.GetFiles(_folder, "*.hmink", SearchOption.AllDirectories)));
        Assert.Equal(ink.Rows.Count, DocumentFile.Read(first).Rows.Length);
    }

    [Fact]
    public void PageThatIsLeftBeforeItIsSaved_IsSavedItself_AndNotThePageThatOpens()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Stroke(ink, 200);
        string other = Path.Combine(_folder, "other.hmink"), saved = Path.Combine(_folder, "page.hmink");
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
    public void DamagedFile_IsRefusedAndThePageStays()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        int rows = ink.Rows.Count;
        string path = Path.Combine(_folder, "damaged.hmink");
        File.WriteAllBytes(path, [0x1F, 0x8B, 8, 0, 1, 2, 3]);

        Assert.Throws<InkFormatException>(() => saver.Open(Page(path)));

        Assert.Equal(rows, ink.Rows.Count);
    }

    [Fact]
    public void PageLeftBehindThatIsDamaged_IsRefusedOnce_AndThePageStays()
    {
        string kept = Path.Combine(_folder, "autosave", "20260101-000000-1.hmink");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.WriteAllText(kept, "{\n  \"format\": \"hmink\", \"version\": 1,");
        File.WriteAllText(Path.ChangeExtension(kept, ".lock"), "");
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Assert.NotNull(saver.Lost);

        InkFormatException error = Assert.Throws<InkFormatException>(saver.Recover);

        Assert.Contains("this is not valid JSON (line 2, byte ", error.Message);
        Assert.Null(saver.Lost);
        saver.Recover();
        Assert.Empty(ink.Rows);
        Assert.True(File.Exists(kept)); // so that somebody can still repair it
    }

    [Fact]
    public void FolderTakenAwayMeanwhile_EndsNothing()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        string kept = Path.Combine(_folder, "autosave");
        for (int seconds = 100; !Directory.Exists(kept) || Directory.GetFiles(kept, "*.hmink").Length == 0; seconds++)
        {
            Assert.True(seconds < 100_000);
            ink.TakeAnswers();
            saver.Frame(seconds);
            Thread.Yield();
        }

        Directory.Delete(kept, recursive: true);

        while (ink.Edits.Undo()) { }
        saver.Frame(200_000);
        saver.Frame(200_010);
        Write(ink);
        saver.Dispose();

        Assert.Single(Directory.GetFiles(kept, "*.hmink"));
    }

    [Fact]
    public void FolderThatCannotBeMade_IsSaidAndThePageStays()
    {
        string file = Path.Combine(_folder, "a file");
        File.WriteAllText(file, "");
        (LiveInk ink, _) = Start(model: 3);
        Write(ink);
        var saver = new PageSaver(ink, new DocumentFolder(Path.Combine(file, "pages")), () => null, TimeProvider.System, autosave: false);

        saver.Save(copy: false);
        string? said = null;
        Run(saver, ink, until: () => (said ??= saver.TakeNotice()) is not null);

        Assert.StartsWith("Not saved: ", said);
        Assert.NotEmpty(ink.Rows);
    }

    [Fact]
    public void PageThatCouldNotBeOpenedAgain_IsNotSaved_AndSaysWhy()
    {
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        ink.Change(ink.Settings with { Bias = 7 });

        saver.SaveTo(Path.Combine(_folder, "page.hmink"));
        string? said = null;
        Run(saver, ink, until: () => (said ??= saver.TakeNotice()) is not null);

        Assert.StartsWith("Not saved: ", said);
        Assert.Contains("settings.bias is 7; expected a number from 0 to 5. A page saved like this could not be opened again", said);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void PageThatCannotBeSaved_IsKeptByItself()
    {
        string file = Path.Combine(_folder, "a file");
        File.WriteAllText(file, "");
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);

        saver.SaveTo(Path.Combine(file, "page.hmink"));
        string? said = null;
        Run(saver, ink, until: () => (said ??= saver.TakeNotice()) is not null);
        saver.Dispose();

        Assert.StartsWith("Not saved: ", said);
        Assert.Equal(ink.Rows.Count, Assert.Single(new DocumentFolder(_folder).Pages()).Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PageThatCouldNotBeKept_IsKeptAgainOnceItWasSaved_AndAtTheEnd(bool saves)
    {
        string autosave = Path.Combine(_folder, "autosave");
        File.WriteAllText(autosave, ""); // a file in place of the folder
        (LiveInk ink, PageSaver saver) = Start(model: 3);
        Write(ink);
        double seconds = 10;
        string? said = null;
        for (int frame = 0; frame < 200 && said is null; frame++)
        {
            saver.Frame(seconds += 0.1);
            said = saver.TakeNotice();
        }

        Assert.StartsWith("Autosave is off until the page is saved: ", said);
        File.Delete(autosave);
        if (saves)
        {
            saver.SaveTo(Path.Combine(_folder, "page.hmink"));
            Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
            Stroke(ink, 500);
            for (int frame = 0; frame < 200; frame++) saver.Frame(seconds += 0.1);
            Assert.True(Directory.Exists(autosave));
        }

        saver.Dispose();
        Assert.Equal(ink.Rows.Count, DocumentFile.Read(Assert.Single(Directory.GetFiles(autosave, "*.hmink"))).Rows.Length);
    }

    private static StoredPage Page(string path) => new(path, "page", default, null, Unsaved: false);

    private static PageRow Untimed(PageRow row) => row with { TimeSeconds = 0 };

    private (LiveInk Ink, PageSaver Saver) Start(int model, ulong seed = 5)
    {
        InkModel random = RandomModel.Create(new ModelConfig
        {
            Layers = 3,
            Hidden = 8,
            Embedding = 4,
            OutputEmbedding = 6,
            Components = 2
        }, model, gain: 1);
        // Its head is damped to realistic steps and pen-ups, so that it stays on the page.
        float[] head = random.Weights["head.weight"], bias = random.Weights["head.bias"];
        for (int index = 0; index < head.Length; index++) head[index] *= 0.1f;
        for (int index = 0; index < bias.Length; index++) bias[index] *= 0.1f;
        bias[0] = -2;
        for (int index = 1 + 3 * 2; index < 1 + 5 * 2; index++) bias[index] = -1.5f;
        var engine = new ReadingEngine(new SimdStepEngine(random), new SeededRandom(seed));
        var ink = new LiveInk(new InlineInference(engine), TestPage.Layout, new LiveSettings { StepCap = 100 }, 0.2f);
        var known = new DocumentModel($"model {model}", ModelFingerprint.Of(random), 3, 8);
        return (ink, new PageSaver(ink, new DocumentFolder(_folder), () => known, TimeProvider.System, autosave: true));
    }

    private (LiveInk Ink, PageSaver Saver) StartWithGhosts(int model)
    {
        var packed = new PackedModel(HandlikeModel.Create(model));
        var engine = new ReadingEngine(new SimdStepEngine(packed), new SeededRandom(5), ghosts: new GhostGrower(packed));
        var settings = new LiveSettings { StepCap = 40, Turns = TurnTaking.OnRequest };
        var ink = new LiveInk(new InlineInference(engine), TestPage.Layout, settings, 0.2f);
        var known = new DocumentModel($"model {model}", $"{model}", 3, 12);
        return (ink, new PageSaver(ink, new DocumentFolder(_folder), () => known, TimeProvider.System, autosave: false));
    }

    private static void Write(LiveInk ink)
    {
        Stroke(ink, 200);
        ink.Advance(2);
        ink.StopWriting();
    }

    private static void Stroke(LiveInk ink, float x)
    {
        ink.PenDown(new(x, 140, 1));
        for (int point = 1; point < 40; point++) ink.PenMove(new(x + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), 1 + 0.015 * point));
        ink.PenUp(new(x + 120, 140, 1.6));
    }

    private static void Run(PageSaver saver, LiveInk ink, Func<bool> until)
    {
        bool reached = until(); // called once per frame, because it may take a result
        for (int frame = 0; frame < 1_000_000 && !reached; frame++)
        {
            ink.TakeAnswers();
            saver.Frame(100);
            Thread.Yield();
            reached = until();
        }

        Assert.True(reached);
    }

    private static PenOffset[] GoOn(LiveInk ink)
    {
        int before = ink.Rows.Count;
        ink.Turn.GoOn(1000);
        for (int frame = 1; frame < 120; frame++) ink.Advance(1000 + frame / 60.0);
        ink.StopWriting();
        return [.. ink.Rows.Skip(before).Select(row => row.Offset)];
    }

    private static PenOffset[] GoOnFrom(LiveInk ink, int row)
    {
        ink.Turn.GoOnFrom(row, 2000);
        for (int frame = 1; frame < 120; frame++) ink.Advance(2000 + frame / 60.0);
        ink.StopWriting();
        return [.. ink.Rows.Skip(row).Select(each => each.Offset)];
    }
}
