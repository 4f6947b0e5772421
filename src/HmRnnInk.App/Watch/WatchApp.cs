using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Options;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Watch;

/// <summary>
/// The app with <c>--watch</c>: a window that shows the progress of a training run. The whole loop is <see cref="Frame"/>.
/// </summary>
internal sealed class WatchApp : IDisposable
{
    private readonly AppOptions _options;
    private readonly RunFolder _folder;
    private readonly FixedLine _line;
    private readonly IInkWindow _window;
    private readonly RunReader _reader;
    private readonly WatchTimeline _timeline = new();
    private readonly WatchLook _look;
    private readonly HelpPanel _help = new();
    private readonly CommandSet _commands;
    private readonly FrameClock _clock;
    private readonly CurveInput _curve;
    private readonly InputRouter _input;
    private readonly WatchReport? _report;
    private readonly List<InputEvent> _events = [];
    private GL? _gl;
    private ShaderFolder? _shaders;
    private WatchScreen? _screen;
    private bool _quit;
    private double _lastSeconds;

    // Whether the last frame was completed. After an exception in a frame, no screenshot is written.
    private bool _drawn;

    private WatchApp(AppOptions options, RunFolder folder, FixedLine line, IInkWindow window)
    {
        (_options, _folder, _line, _window) = (options, folder, line, window);
        _reader = new RunReader(folder, line);
        _clock = new FrameClock(window, byFrames: options.Frames is not null);
        _look = new WatchLook { Dark = options.Look.Dark, Mode = options.Look.Colours.Mode };
        _commands = WatchCommands.Create(_timeline, _look, _help, () => _quit = true);
        _curve = new CurveInput(_timeline);
        _input = new InputRouter(_help, _commands, _curve);
        _report = options.Json ? new WatchReport(Console.Out) : null;
        if (options.Frames is null) _reader.Start();
    }

    /// <exception cref="DirectoryNotFoundException">The run does not exist.</exception>
    /// <exception cref="InkFormatException">The ink of the fixed line cannot be read.</exception>
    /// <exception cref="WindowUnavailableException">No window can be opened.</exception>
    public static WatchApp Open(AppOptions options)
    {
        RunFolder folder = RunFolder.Open(options.Watch!);
        FixedLine line = FixedLine.Open(options.Open);
        return new WatchApp(options, folder, line, InkWindows.Open(options.Width, options.Height, $"{folder.Name} – HmRnnInk"));
    }

    /// <summary>Runs until the window is closed, or for the number of frames in the options.</summary>
    public void Run() => _window.Run(Load, Frame, Unload);

    public void Dispose()
    {
        _reader.Dispose();
        _window.Dispose();
    }

    private void Frame()
    {
        ProgramFault.ThrowIfAny();
        _drawn = false;
        _clock.Begin();
        PollPointerAndKeys();
        AdvanceRun();
        Draw();
        if (_clock.Frame == _options.Frames || _quit) _window.Close();
        _drawn = true;
    }

    private void PollPointerAndKeys()
    {
        _window.TakeEvents(_events);
        _curve.Layout = Layout().Curve;
        foreach (InputEvent input in _events) _input.Take(input, _clock.Seconds);
    }

    private void AdvanceRun()
    {
        // A run with --frames is reproducible, so it reads the folder once. Later changes would appear in a different frame each time.
        if (_options.Frames is not null && _clock.Frame == 1) _reader.ReadAll();
        _reader.WantedPoints = _timeline.Points;
        while (_reader.TryTake(out RunListing? listing, out CheckpointReading? reading))
        {
            if (listing is not null) _timeline.Take(listing);
            if (reading is not null) _timeline.Take(reading);
        }

        _timeline.Advance(Math.Max(0, _clock.Seconds - _lastSeconds));
        _lastSeconds = _clock.Seconds;
        _report?.Update(_timeline, Layout());
    }

    private void Draw() => _screen!.Draw(
        PageView.Unscrolled(_window.Scale, _window.FramebufferSize), _window.Size, _timeline, _look, _help, _commands, _clock.Seconds);

    private WatchLayout Layout() => _screen!.Fit(_window.Size, _window.Scale, _timeline, _look);

    private void Load(GL gl)
    {
        _gl = gl;
        _shaders = ShaderFolder.Open();
        _screen = new WatchScreen(gl, _shaders, _line, _folder.Name);
    }

    private void Unload()
    {
        if (_drawn && _options.Screenshot is { } path)
        {
            Draw();
            (int width, int height) = _window.FramebufferSize;
            using Screenshot picture = Screenshot.Take(_gl!, width, height);
            picture.Save(path);
            _report?.NoteSaved(path);
        }

        _screen?.Dispose();
        _shaders?.Dispose();
    }
}
