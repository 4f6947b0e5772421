using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Tests that save pages in a folder of the test. Most of the pages are written by a random model.</summary>
public abstract class SavedPages : FolderTests
{
    private protected static StoredPage Page(string path) => new(path, "page", default, null, Unsaved: false);

    private protected static PageRow Untimed(PageRow row) => row with { TimeSeconds = 0 };

    /// <param name="model">The number of the random model, from which its name and weights follow.</param>
    /// <param name="seed">The seed of what the model writes.</param>
    private protected (LiveInk Ink, PageSaver Saver) Start(int model = 3, ulong seed = 5)
    {
        InkModel random = HandlikeModel.Create(model);
        var engine = new ReadingEngine(new SimdStepEngine(random), new SeededRandom(seed));
        var ink = new LiveInk(new RunningModel(engine, inline: true), TestPage.Layout, new LiveSettings { StepCap = 100 }, 0.2f);
        var known = new DocumentModel($"model {model}", OpenedModel.HashOf(random), 3, 12);
        return (ink, new PageSaver(ink, new DocumentFolder(Folder), () => known, autosave: true));
    }

    /// <summary>A page on which the person and a model have written.</summary>
    private protected (LiveInk Ink, PageSaver Saver) StartWritten()
    {
        (LiveInk ink, PageSaver saver) = Start();
        Write(ink);
        return (ink, saver);
    }

    /// <summary>A page without a model, whose saver writes within the frame.</summary>
    private protected static (LiveInk Ink, PageSaver Saver) StartWithoutModel(string folder, bool autosave = true)
    {
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        return (ink, new PageSaver(ink, new DocumentFolder(folder), () => null, autosave, inline: true));
    }

    private protected (LiveInk Ink, PageSaver Saver) StartWithGhosts(int model)
    {
        var packed = new PackedModel(HandlikeModel.Create(model));
        var engine = new ReadingEngine(new SimdStepEngine(packed), new SeededRandom(5), ghosts: new GhostGrower(packed));
        var settings = new LiveSettings { StepCap = 40, Turns = TurnTaking.OnRequest };
        var ink = new LiveInk(new RunningModel(engine, inline: true), TestPage.Layout, settings, 0.2f);
        var known = new DocumentModel($"model {model}", $"{model}", 3, 12);
        return (ink, new PageSaver(ink, new DocumentFolder(Folder), () => known, autosave: false));
    }

    /// <summary>Writes a stroke, and stops the turn of the model that follows it.</summary>
    private protected static void Write(LiveInk ink)
    {
        Stroke(ink, 200);
        ink.Advance(2);
        ink.StopWriting();
    }

    private protected static void Stroke(LiveInk ink, float x)
    {
        ink.PenDown(new(x, 140, 1));
        for (int point = 1; point < 40; point++) ink.PenMove(new(x + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), 1 + 0.015 * point));
        ink.PenUp(new(x + 120, 140, 1.6));
    }

    /// <summary>Saves a page to a document of this name.</summary>
    private protected void Save(PageSaver saver, LiveInk ink, string name)
    {
        saver.SaveTo(Path.Combine(Folder, name));
        Run(saver, ink, until: () => saver.TakeSavedPath() is not null);
    }

    /// <returns>The next notice for the person.</returns>
    private protected static string NextNotice(PageSaver saver, LiveInk ink)
    {
        string? notice = null;
        Run(saver, ink, until: () => (notice ??= saver.TakeNotice()) is not null);
        return notice!;
    }

    /// <summary>Runs frames until a condition is met, because files are written on another thread.</summary>
    /// <param name="frameSeconds">The time from frame to frame; 0 if the clock need not move.</param>
    /// <returns>The time of the last frame.</returns>
    private protected static double Run(PageSaver saver, LiveInk ink, Func<bool> until, double seconds = 100, double frameSeconds = 0)
    {
        Programs.WaitUntil(() =>
        {
            if (until()) return true; // called once per frame, because it may take a result
            ink.TakeAnswers();
            saver.Update(seconds += frameSeconds);
            return false;
        });
        return seconds;
    }

    /// <returns>What the model writes in two seconds after the newest row.</returns>
    private protected static PenOffset[] Continue(LiveInk ink)
    {
        int before = ink.Rows.Count;
        ink.Turn.Continue(1000);
        for (int frame = 1; frame < 120; frame++) ink.Advance(1000 + frame / 60.0);
        ink.StopWriting();
        return [.. ink.Rows.Skip(before).Select(row => row.Offset)];
    }

    /// <returns>What the model writes in two seconds in place of a row and those after it.</returns>
    private protected static PenOffset[] ContinueFrom(LiveInk ink, int row)
    {
        ink.Turn.ContinueFrom(row, 2000);
        for (int frame = 1; frame < 120; frame++) ink.Advance(2000 + frame / 60.0);
        ink.StopWriting();
        return [.. ink.Rows.Skip(row).Select(each => each.Offset)];
    }
}
