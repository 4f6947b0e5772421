using HmRnnInk.App.Tests.Learning;
using static HmRnnInk.App.Tests.Played.PlayedScripts;

namespace HmRnnInk.App.Tests.Played;

/// <summary>A person lets the model learn their hand with Ctrl L.</summary>
public sealed class LearntHandTests
{
    [Fact]
    public void LearntModel_IsUsedAtOnce_UnderTheNameThatThePersonTyped()
    {
        using var app = new PlayedApp(1, 900, 600, trainer: folder => FakeTrainer.Create(folder, [100, 110]));
        app.Run(Play());
        Assert.Equal("ours", DocumentFile.Read(app.SavedAtTheEnd).Model!.Name);

        IEnumerable<int> Play()
        {
            WritePages(app);
            yield return 0;
            app.Press(InkKey.L, KeyModifiers.Control);
            yield return 0;
            app.Press(InkKey.F2);
            for (int letter = 0; letter < "my hand".Length; letter++) app.Press(InkKey.Backspace);
            app.Type("ours");
            app.Press(InkKey.Enter);
            yield return 0;
            app.Press(InkKey.Enter);
            yield return 0;
            Assert.True(app.Learns);
            foreach (int frame in Until(() => !app.Learns)) yield return frame;
            for (int frame = 0; frame < 10; frame++) yield return frame;
        }
    }

    [Fact]
    public void FailedTraining_StaysInTheHeader_UntilItIsPressed()
    {
        using var app = new PlayedApp(1, 900, 600, trainer: folder => FakeTrainer.Create(folder, [100], "echo 'error: no' >&2; exit 1"));
        app.Run(Play());

        IEnumerable<int> Play()
        {
            WritePages(app);
            yield return 0;
            Assert.Null(app.LearningStatus);
            app.Press(InkKey.L, KeyModifiers.Control);
            yield return 0;
            app.Press(InkKey.Enter);
            yield return 0;
            foreach (int frame in Until(() => !app.Learns)) yield return frame;
            for (int frame = 0; frame < 600; frame++) yield return frame; // the notice is over
            Assert.Equal("learning failed", app.LearningStatus);
            app.Tap(240, 12); // in the header
            yield return 0;
            Assert.Null(app.LearningStatus);
        }
    }

    [Fact]
    public void TrainingThatThePersonStops_IsNotKept()
    {
        using var app = new PlayedApp(1, 900, 600,
            trainer: folder => FakeTrainer.Create(folder, [100, 110], FakeTrainer.WaitsForTheEndOfItsInput));
        app.Run(Play());
        Assert.Equal("one", DocumentFile.Read(app.SavedAtTheEnd).Model!.Name);
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "learning", "run")));
        Assert.False(File.Exists(ModelAt(app, "my hand")));

        IEnumerable<int> Play()
        {
            WritePages(app);
            yield return 0;
            app.Press(InkKey.L, KeyModifiers.Control);
            yield return 0;
            app.Press(InkKey.Enter);
            string metrics = Path.Combine(app.Folder, "learning", "run", "metrics.jsonl");
            foreach (int frame in Until(() => File.Exists(metrics))) yield return frame;

            // Writing goes on.
            foreach (int frame in Stroke(app, 200, 200, points: 40)) yield return frame;
            Assert.True(app.Ink.Rows.Count > 10 && app.Learns);

            app.Press(InkKey.L, KeyModifiers.Control);
            yield return 0;
            app.Press(InkKey.Digit3);
            foreach (int frame in Until(() => !app.Learns)) yield return frame;
        }
    }

    private static void WritePages(PlayedApp app) =>
        DocumentFile.Write(Path.Combine(app.Folder, "documents", "page.hmink"), HandPages.Page(lines: 6));

    private static string ModelAt(PlayedApp app, string name) => Path.Combine(app.Folder, "models", $"{name}.safetensors");

    private static IEnumerable<int> Until(Func<bool> condition)
    {
        long started = TimeProvider.System.GetTimestamp();
        for (int frame = 0; !condition(); frame++)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Programs.Patience);
            yield return frame;
        }
    }
}
