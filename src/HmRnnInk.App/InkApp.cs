using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Input;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Options;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;
using Silk.NET.OpenGL;

namespace HmRnnInk.App;

/// <summary>The app: a window, a page, a pen and a model. The whole loop is <see cref="Frame"/>.</summary>
internal sealed class InkApp : IDisposable
{
    private const double ReplayStartSeconds = 0.3;

    private readonly AppOptions _options;
    private readonly IInkWindow _window;
    private readonly FrameClock _clock;
    private readonly BackgroundWork _work;
    private readonly RunningModel? _model;
    private readonly LiveInk _ink;
    private readonly PagePicture _picture;
    private readonly PageViewport _viewport;
    private readonly PageSaver _saver;
    private readonly PageParts _parts;
    private readonly Action<string> _noteSaved;
    private readonly FrameBudget _budget = new();
    private readonly StatusReport? _report;
    private readonly Film? _film;
    private readonly ReplayPen? _replay;
    private readonly ScriptedEvents _script;
    private readonly List<InputEvent> _events = [];
    private GL? _gl;
    private ShaderFolder? _shaders;
    private PageScreen? _screen;
    private double _frameStarted;
    private bool _drawn; // false after an exception in a frame: then no outputs are written

    private InkApp(AppOptions options, IInkWindow window, StartModel start)
    {
        (_options, _window) = (options, window);
        bool repeatable = options.Frames is not null;
        _clock = new FrameClock(window, byFrames: repeatable);
        _film = options.Film is { } film ? new Film(film) : null;
        _work = new BackgroundWork(inline: repeatable);
        var styles = new StyleFolder(UserFolder.Styles(options), Path.Combine(AppContext.BaseDirectory, "Styles"));
        var runner = new ModelRunner(options.Engine, options.Seed, Console.Error.WriteLine);
        _report = options.Json ? new StatusReport(Console.Out, () => runner.EngineName) : null;
        _model = start.Model is { } first ? new RunningModel(runner.Open(first, []), inline: repeatable) : null;
        LearningSetup learning = UserFolder.Learning(options);
        var learnt = new LearntModels(learning.Models);
        string? folder = start.Model is null ? null : options.ModelFolder ?? ModelCatalogue.FindFolder();
        string? settingsFile = UserFolder.SettingsPath(options);
        var models = new ModelChooser(_work, folder, styles, _model, runner.Open, learnt, new SettingsFile(settingsFile));
        models.Begin(start);
        _report?.NoteModelReady();
        float scale = PenScale.Default.PixelsPerUnit;
        PageLayout sheet = PageLayout.Fit(window.Size.Width, window.Size.Height, PageViewport.XHeight(scale));
        _ink = new LiveInk(_model, sheet, options.Writing, scale, options.Seed);
        _picture = new PagePicture(_ink);
        _viewport = new PageViewport(_ink, _picture.Index);
        var look = new Look(_ink, options.Look);
        var appearance = new PageAppearance(_ink, _viewport, look, models, () => window.Size);
        _saver = new PageSaver(_ink, UserFolder.Pages(options), () => DocumentModel.Of(models.Opened),
            UserFolder.AutosavesPages(options), repeatable, appearance.Capture, appearance.Restore);
        var exports = new PageExports(_ink, _picture, () => _screen!.Ink);
        // A reproducible run shows hints only if it has a settings file that remembers them.
        _parts = new PageParts(_ink, _picture, _viewport, look, models, styles, _work, _saver, exports, new SeenHints(settingsFile),
            showsHints: settingsFile is not null, window, _clock, learning, learnt);
        _script = ScriptedEvents.Parse(options.Events);
        _viewport.Fit(window.Size, look.Room(window.Size));
        StrokeWarmUp.Compile(_ink.Layout, _ink.Settings, _picture.Paint);
        _noteSaved = path => _report?.NoteSaved(path);
        End = new RunEnd(options, exports, _saver, _parts.Files, _noteSaved);
        XServerLoss.CallBefore(End.SavePage);
        if (options.Open is { } open) OpenAtStart(open);
        FirstText.Give(options, _ink, models.Name);
        if (options.Replay is { } replay)
        {
            _replay = ReplayPen.Of(
                InkFile.Open(replay), _ink.Layout, scale, ReplayStartSeconds, _ink.Settings.DelaySeconds, options.ReplaySpeed);
        }
    }

    /// <param name="window">The window of the app, which is disposed with it, also if it cannot be opened; null to open one.</param>
    /// <exception cref="InkFormatException">The ink to open or replay cannot be read.</exception>
    /// <exception cref="ModelFileException">The model cannot be read.</exception>
    /// <exception cref="EngineUnavailableException">The requested engine cannot run here.</exception>
    /// <exception cref="WindowUnavailableException">No window can be opened.</exception>
    public static InkApp Open(AppOptions options, IInkWindow? window = null)
    {
        // Loading the model and opening the window both take time, so they run in parallel.
        var settings = new SettingsFile(UserFolder.SettingsPath(options));
        Task<StartModel> model = Task.Run(() => StartModel.Load(options.Model, settings, options.ModelFolder));
        window ??= InkWindows.Open(options.Width, options.Height, "HmRnnInk");
        try
        {
            return new InkApp(options, window, model.GetAwaiter().GetResult());
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    public LiveInk Ink => _ink;

    /// <summary>The part of the page that the window shows.</summary>
    public PageView View => _viewport.ViewIn(_window.Scale, _window.FramebufferSize);

    internal PageParts Parts => _parts;

    /// <summary>Runs until the window is closed, or for as many frames as asked.</summary>
    public void Run() => _window.Run(Load, Frame, Unload, AfterFrame, End.TrySave);

    public RunEnd End { get; }

    /// <summary>Ends the app after the current frame, without a question. May be called from any thread.</summary>
    public void Close()
    {
        End.EndWithoutQuestion();
        _window.Close();
    }

    public void Dispose()
    {
        _parts.Learn.Dispose();
        _work.Dispose();
        _model?.Dispose();
        _window.Dispose();
    }

    private void Frame()
    {
        _drawn = false;
        _clock.Begin();
        _budget.Note(_window.SwappedSeconds - _frameStarted, _screen!.Ink.IsRedrawing);
        _frameStarted = _window.TimeSeconds;
        PollPen();
        AdvanceInk();
        Draw();
        if (_clock.Frame == 1) _gl!.Finish(); // otherwise the start-up time would not include the drawing
        if (_clock.Frame == 1) _report?.NoteFirstFrame();
        if (_clock.Frame == _options.Frames) _window.Close();
        _drawn = true;
        _film?.Take(_gl!, _window.FramebufferSize);
    }

    /// <summary>Saves pages and writes files after the frame is on the screen, so that no frame waits for them.</summary>
    private void AfterFrame()
    {
        _drawn = false;
        _parts.Files.Update(_clock.Seconds, _noteSaved);
        _drawn = true;
    }

    private void PollPen()
    {
        _window.TakeEvents(_events);
        _script.TakeEvents(_clock.Frame, _clock.Seconds, _events);
        foreach (InputEvent input in _events) _parts.Take(input, _clock.Seconds);
        if (_replay is null) return;
        if (_parts.Page.IsWriting) _replay.End(); // the person's pen takes over from the recording
        _events.Clear();
        _replay.TakeEvents(_clock.Seconds, _events, _ink.Paused);
        foreach (InputEvent input in _events) _parts.Page.TakeOnPage(input, _clock.Seconds);
    }

    private void AdvanceInk()
    {
        double seconds = _clock.Seconds;
        PanelRoom room = _parts.Look.Room(_window.Size);
        _viewport.Fit(_window.Size, room);
        _ink.Advance(seconds);
        _viewport.Follow(_window.Size, room, seconds);
        _work.Poll();
        _window.LowLatency = _ink.Phase == LivePhase.PersonWrites;
        _parts.Advance(_window.Size, seconds);
        if (_report is null) return;
        if (!_viewport.Camera.IsMoving) _report.View = View;
        _report.Update(_ink, _clock.Frame, seconds);
    }

    private void Draw()
    {
        if (_options.Frames is null) _screen!.Ink.WorkPerFrame = _budget.Work;
        _screen!.Draw(_window.Size, View, _clock.Seconds);
    }

    /// <summary>Opens the file that the command line names. Other options override the settings saved with the page.</summary>
    private void OpenAtStart(string path)
    {
        _parts.Files.OpenOrThrow(path);
        foreach (NumberSetting<LiveSettings> setting in WritingSettings.OnCommandLine)
            if (_options.Given.Contains(setting.Option!)) _ink.Change(setting.Set(_ink.Settings, setting.Get(_options.Writing)));
        if (_options.Given.Overlaps(CommandLine.ColourOptions)) _parts.Look.Change(_options.Look.Colours);
    }

    private void Load(GL gl)
    {
        _gl = gl;
        _shaders = ShaderFolder.Open();
        _screen = new PageScreen(gl, _shaders, _ink, _picture, _parts);
    }

    private void Unload()
    {
        try
        {
            if (!_drawn) return;
            End.WriteFiles(TakeScreenshot);
            _report?.Write(_ink, _clock.Frame, _clock.Seconds);
        }
        finally
        {
            // Also if the files cannot be written.
            End.SavePage();
            _screen?.Dispose();
            _shaders?.Dispose();
        }
    }

    private Screenshot TakeScreenshot()
    {
        Draw();
        (int width, int height) = _window.FramebufferSize;
        return Screenshot.Take(_gl!, width, height);
    }
}
