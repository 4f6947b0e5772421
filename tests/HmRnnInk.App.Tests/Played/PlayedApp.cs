using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Options;
using HmRnnInk.App.Tests.Documents;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Keyboard;

namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// The whole app in this process, with a random model whose work is done within each frame. Its models, files to drop and all output are
/// in a folder of its own. It does not touch the clipboard or the folders of the user.
/// </summary>
internal sealed class PlayedApp : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly InkApp _app;

    /// <param name="seed">The seed of what the models write.</param>
    /// <param name="modelSeed">The seed of the first model.</param>
    /// <param name="replay">Ink that is replayed as if by a pen; null for none.</param>
    /// <param name="svg">The SVG file to write at the end of <see cref="Run"/>; null for none.</param>
    /// <param name="model">The first model; null for a random one that writes no texts.</param>
    /// <param name="trainer">Creates a trainer in <see cref="Folder"/>, and returns its path; null for none.</param>
    public PlayedApp(int seed, int width, int height, int modelSeed = 11, string? replay = null, string? svg = null,
        InkModel? model = null, Func<string, string>? trainer = null)
    {
        Window = new OffscreenWindow(width, height);
        Folder = Directory.CreateTempSubdirectory("hmrnnink-played-").FullName;
        Directory.SetCurrentDirectory(Folder); // for relative paths
        Environment.SetEnvironmentVariable("PATH", Folder); // no program for the clipboard is found
        string models = Directory.CreateDirectory(Path.Combine(Folder, "models")).FullName;
        (model ?? HandlikeModel.Create(modelSeed)).Save(Path.Combine(models, "one.safetensors"));
        HandlikeModel.Create(seed: 5, hidden: 8, layers: 2).Save(Path.Combine(models, "two.safetensors"));
        HandlikeModel.Create(seed: 6, hidden: 8, Cell.Lstm).Save(Path.Combine(models, "three.safetensors"));
        File.WriteAllText(Path.Combine(models, "broken.safetensors"), "nothing");
        _app = InkApp.Open(new AppOptions
        {
            Model = Path.Combine(models, "one.safetensors"),
            ModelFolder = models,
            Engine = EngineKind.Simd,
            Frames = int.MaxValue, // reproducible: all work happens within the frame
            Seed = seed,
            Writing = new LiveSettings { Turns = TurnTaking.Delay },
            Replay = replay,
            Trainer = trainer?.Invoke(Folder) ?? Path.Combine(Folder, "no trainer"), // never that of the repository
            Svg = svg,
            Documents = Path.Combine(Folder, "documents"),
            Settings = Path.Combine(Folder, "settings.json"),
            SaveAs = SavedAtTheEnd,
        }, Window);
    }

    /// <summary>All commands of a page, from an app with a random model.</summary>
    public static CommandSet Commands()
    {
        using var app = new PlayedApp(seed: 1, width: 640, height: 400);
        return app._app.Parts.Commands;
    }

    public OffscreenWindow Window { get; }

    public LiveInk Ink => _app.Ink;

    public PageParts Parts => _app.Parts;

    /// <summary>The part of the page that the window shows.</summary>
    public PageView View => _app.View;

    public string Folder { get; }

    /// <summary>The file that the page is saved to at the end of <see cref="Run"/>.</summary>
    public string SavedAtTheEnd => Path.Combine(Folder, "end.hmink");

    /// <returns>
    /// Files to drop: a document and ink of another program (both twice), damaged and unrelated files, a folder, and two missing files.
    /// </returns>
    public string[] WriteFiles()
    {
        string files = Directory.CreateDirectory(Path.Combine(Folder, "files")).FullName;
        string document = Path.Combine(files, "page.hmink"), ink = Path.Combine(files, "ink.inkml");
        DocumentFile.Write(document, AnyDocument.Example);
        File.WriteAllText(ink, """
            <ink xmlns="http://www.w3.org/2003/InkML"><trace>10 20, 14 40, 20 60, 26 40, 31 22</trace>
            <trace>50 30</trace><trace>60 20, 64 60</trace></ink>
            """);
        byte[] whole = File.ReadAllBytes(document);
        File.WriteAllBytes(Path.Combine(files, "cut.hmink"), whole[..(whole.Length / 2)]);
        File.WriteAllBytes(Path.Combine(files, "noise.hmink"), [0x1F, 0x8B, 8, 0, 1, 2, 3]);
        File.WriteAllText(Path.Combine(files, "empty.hmink"), "");
        File.WriteAllText(Path.Combine(files, "empty.inkml"), "<ink xmlns=\"http://www.w3.org/2003/InkML\"></ink>");
        File.WriteAllText(Path.Combine(files, "cut.xml"), "<WhiteboardCaptureSession><StrokeSet><Stroke>");
        File.WriteAllText(Path.Combine(files, "letter.txt"), "Dear pen,");
        return [document, ink, .. Directory.GetFiles(files).Order(StringComparer.Ordinal), files, Path.Combine(files, "nowhere.hmink"),
            Path.Combine(files, "nowhere.inkml")];
    }

    /// <summary>Runs the app until the end of a script, which sends events and draws frames with the methods below.</summary>
    public void Run(Action script)
    {
        Window.Script = script;
        _app.Run();
    }

    public void Frame() => Window.DrawFrame();

    public void Frames(int count)
    {
        for (int frame = 0; frame < count; frame++) Frame();
    }

    /// <summary>Draws frames until something has happened.</summary>
    public void Until(Func<bool> condition)
    {
        for (int frame = 0; !condition(); frame++)
        {
            Assert.True(frame < 2000, $"It did not happen: '{Ink.Text.Text}', {Ink.Text.Written} written, {Ink.Phase}");
            Frame();
        }
    }

    /// <summary>Drops a file on the window.</summary>
    public void Open(string path)
    {
        Frame();
        Window.Send(new InputEvent(InputKind.FilesDropped, 300, 300, 0, Files: [path]));
        Frames(5);
        Assert.NotEmpty(Ink.Rows);
    }

    /// <summary>Writes a wave, three units to the right with each point and frame.</summary>
    public void Stroke(float x, float y, int points)
    {
        Window.Send(new InputEvent(InputKind.PenDown, x, y, 0));
        for (int point = 1; point < points; point++)
        {
            Window.Send(new InputEvent(InputKind.PenMove, x + 3 * point, y - 12 * MathF.Sin(0.5f * point), 0));
            Frame();
        }

        Window.Send(new InputEvent(InputKind.PenUp, x + 3 * points, y, 0));
        Frame();
    }

    /// <summary>Writes a wave from <paramref name="x"/> to <paramref name="to"/>, and stops the model before it continues.</summary>
    public void StrokeAlone(float x, float y, float to)
    {
        Frame();
        Window.Send(new InputEvent(InputKind.PenDown, x, y, 0));
        for (int step = 1; x < to; step++)
        {
            Window.Send(new InputEvent(InputKind.PenMove, x = Math.Min(to, x + 6), y - 12 * MathF.Sin(step), 0));
            Frame();
        }

        Window.Send(new InputEvent(InputKind.PenUp, x, y, 0));
        Frames(3);
        Press(InkKey.Escape);
        Frame();
    }

    /// <summary>Saves a page with one stroke from 150 to <paramref name="to"/>, written in a window of this size.</summary>
    /// <param name="path">The file to save it to.</param>
    public static void SavePage(string path, int width, int height, float to)
    {
        using var app = new PlayedApp(1, width, height);
        app.Run(() => app.StrokeAlone(150, 150, to));
        File.Move(app.SavedAtTheEnd, path);
        Assert.InRange(DocumentFile.Read(path).Rows.ToArray().Max(row => row.X), to - 10, to + 10);
    }

    public void Press(InkKey key, KeyModifiers modifiers = KeyModifiers.None)
    {
        Window.Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, key, modifiers));
        Window.Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, key, modifiers));
    }

    public void Tap(float x, float y)
    {
        foreach (InputKind kind in (InputKind[])[InputKind.PenMove, InputKind.PenDown, InputKind.PenUp])
            Window.Send(new InputEvent(kind, x, y, 0));
    }

    /// <summary>Taps the middle of a box.</summary>
    public void Tap(Box place) => Tap(place.X + place.Width / 2, place.CentreY);

    /// <summary>Taps a key of the on-screen keyboard.</summary>
    public void Tap(Func<ScreenKey, bool> wanted) => Tap(Parts.Keyboard.Keys.First(wanted).Face);

    /// <summary>Types characters, as keys and as what they write.</summary>
    public void Type(string text)
    {
        foreach (char character in text)
        {
            InkKey key = Enum.TryParse(character.ToString(), ignoreCase: true, out InkKey letter) ? letter : InkKey.Unknown;
            Window.Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, key));
            Window.Send(new InputEvent(InputKind.Character, 0, 0, 0, Character: character));
            Window.Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, key));
        }
    }

    public void Dispose()
    {
        _app.Dispose();
        Directory.SetCurrentDirectory(_before);
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(Folder, recursive: true);
    }
}
