using HmRnnInk.App.Tests.Learning;

namespace HmRnnInk.App.Tests.Played;

/// <summary>A person lets the model learn their hand with Ctrl L.</summary>
public sealed class LearntHandTests
{
    [Fact]
    public void LearntModel_IsUsedAtOnce_UnderTheNameThatThePersonTyped()
    {
        using var app = new PlayedApp(1, 900, 600, trainer: folder => FakeTrainer.Create(folder, [100, 110]));
        app.Run(() =>
        {
            WritePages(app);
            app.Frame();
            app.Press(InkKey.L, KeyModifiers.Control);
            app.Frame();
            app.Press(InkKey.F2);
            for (int letter = 0; letter < "my hand".Length; letter++) app.Press(InkKey.Backspace);
            app.Type("ours");
            app.Press(InkKey.Enter);
            app.Frame();
            app.Press(InkKey.Enter);
            app.Frame();
            Assert.True(app.Parts.Learn.IsLearning);
            WaitUntil(app, () => !app.Parts.Learn.IsLearning);
            app.Frames(10);
        });
        Assert.Equal("ours", DocumentFile.Read(app.SavedAtTheEnd).Model!.Name);
    }

    [Fact]
    public void FailedTraining_StaysInTheHeader_UntilItIsPressed()
    {
        using var app = new PlayedApp(1, 900, 600, trainer: folder => FakeTrainer.Create(folder, [100], "echo 'error: no' >&2; exit 1"));
        app.Run(() =>
        {
            WritePages(app);
            app.Frame();
            Assert.Null(app.Parts.Learn.Status);
            app.Press(InkKey.L, KeyModifiers.Control);
            app.Frame();
            app.Press(InkKey.Enter);
            app.Frame();
            WaitUntil(app, () => !app.Parts.Learn.IsLearning);
            app.Frames(600); // the notice is over
            Assert.Equal("learning failed", app.Parts.Learn.Status);
            app.Tap(240, 12); // in the header
            app.Frame();
            Assert.Null(app.Parts.Learn.Status);
        });
    }

    [Fact]
    public void TrainingThatThePersonStops_IsNotKept()
    {
        using var app = new PlayedApp(1, 900, 600,
            trainer: folder => FakeTrainer.Create(folder, [100, 110], FakeTrainer.WaitsForTheEndOfItsInput));
        app.Run(() =>
        {
            WritePages(app);
            app.Frame();
            app.Press(InkKey.L, KeyModifiers.Control);
            app.Frame();
            app.Press(InkKey.Enter);
            string metrics = Path.Combine(app.Folder, "learning", "run", "metrics.jsonl");
            WaitUntil(app, () => File.Exists(metrics));

            // Writing goes on.
            app.Stroke(200, 200, points: 40);
            Assert.True(app.Ink.Rows.Count > 10 && app.Parts.Learn.IsLearning);

            app.Press(InkKey.L, KeyModifiers.Control);
            app.Frame();
            app.Press(InkKey.Digit3);
            WaitUntil(app, () => !app.Parts.Learn.IsLearning);
        });
        Assert.Equal("one", DocumentFile.Read(app.SavedAtTheEnd).Model!.Name);
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "learning", "run")));
        Assert.False(File.Exists(ModelAt(app, "my hand")));
    }

    private static void WritePages(PlayedApp app) =>
        DocumentFile.Write(Path.Combine(app.Folder, "documents", "page.hmink"), HandPages.Page(lines: 6));

    private static string ModelAt(PlayedApp app, string name) => Path.Combine(app.Folder, "models", $"{name}.safetensors");

    /// <summary>Draws frames until the trainer, which is another process, has done something.</summary>
    private static void WaitUntil(PlayedApp app, Func<bool> condition) => Programs.WaitUntil(() =>
    {
        app.Frame();
        return condition();
    });
}
