using System.Runtime.InteropServices;
using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Input;
using HmRnnInk.App.Options;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Controls;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;
using Silk.NET.OpenGL;

namespace HmRnnInk.App;

/// <summary>The app: a window, a page, a pen and a model. The whole loop is <see cref="Frame"/>.</summary>
public sealed class InkApp : IDisposable
{
    private const double FrameSeconds = 1.0 / 60, ReplayStartSeconds = 0.3;

    private readonly AppOptions _options;
    private readonly IInkWindow _window;
    private readonly ModelSwitch? _inference;
    private readonly BackgroundWork _work;
    private readonly ModelChooser _models;
    private readonly LiveInk _ink;
    private readonly LiveKeys _keys;
    private readonly LiveMeter _meter = new();
    private readonly LivePanels _panels;
    private readonly InkPicture _picture;
    private readonly GhostPicture _ghostPicture;
    private readonly LayerSegments _segments = new();
    private readonly RowIndex _index = new();
    private readonly PageCamera _camera = new();
    private readonly SheetFitter _sheet = new();
    private readonly PageMeasure _measure = new();
    private readonly FrameBudget _budget = new();
    private readonly ViewHand _hand;
    private readonly InkPaint _paint;
    private readonly ScoreView _score;
    private readonly InkSelection _selection;
    private readonly PageInput _page;
    private readonly LastPointer _pointer = new();
    private readonly LiveControlPanel _controls;
    private readonly Guide _guide;
    private readonly Demonstration _demonstration;
    private readonly InputRouter _input;
    private readonly KnownModel _known = new();
    private readonly PageKeeper _keeper;
    private readonly PageExports _exports;
    private readonly PageFiles _files;
    private readonly Action<string> _saved;
    private readonly StartUpTimes? _startUp;
    private readonly StatusReport? _report;
    private readonly ReplayPen? _replay;
    private readonly ScriptedEvents _script;
    private readonly List<InputEvent> _events = [];
    private GL? _gl;
    private ShaderFolder? _shaders;
    private InkCanvas? _canvas;
    private GhostCanvas? _ghosts;
    private InkLight? _light;
    private UiRenderer? _ui;
    private int _frame;
    private double _frameStarted;

    // Whether the last frame came to its end: after a fault there is nothing to write.
    private bool _drawn;

    private InkApp(AppOptions options, IInkWindow window, OpenedModel? model)
    {
        _options = options;
        _window = window;
        _startUp = options.Json ? new StartUpTimes(TimeProvider.System) : null;
        PenScale scale = PenScale.Default;
        _work = new BackgroundWork(inline: options.Frames is not null);
        var styles = new StyleFolder(UserFolder.Styles(options));
        var runner = new ModelRunner(options.Engine, options.Seed, inline: options.Frames is not null, Console.Error.WriteLine);
        if (model is { } found)
        {
            _inference = new ModelSwitch(runner.Open(found, []));
            _models = new ModelChooser(_work, options.ModelFolder ?? ModelCatalogue.Folder(), styles, _inference, runner.Open);
            _models.Begin(found);
            _startUp?.ModelIsReady();
        }
        else
        {
            _models = new ModelChooser(_work, null, styles, null, runner.Open);
        }

        var settings = new LiveSettings { Bias = options.Bias, DelaySeconds = options.DelaySeconds, Ghosts = options.Ghosts };
        _ink = new LiveInk(_inference, Layout(XHeight(scale.PixelsPerUnit), _inference?.Layers ?? 0), settings, scale.PixelsPerUnit, options.Seed);
        _selection = new InkSelection(_ink);
        var editing = new SelectionInput(_ink, _selection);
        _keys = new LiveKeys(_ink, editing) { Dark = options.Dark, Colours = options.Colours.Within(_ink.Layers, _ink.Hiddens?.Units ?? 0) };
        _panels = new LivePanels(() => _models.Name);
        _picture = new InkPicture(Pen(settings));
        _ghostPicture = new GhostPicture(_ink.Ghosts, _picture.Pen.Width);
        _paint = new InkPaint(_segments, _ink.Hiddens);
        _score = new ScoreView(_ink, _segments, _index);
        _hand = new ViewHand(_camera, _ink);
        _hand.Bind(_keys.Map);
        _page = new PageInput(_ink, _score, _hand, editing, () => View);
        _controls = new LiveControlPanel(_ink, _keys, _pointer, _meter, _models, _work, styles, ReadAnew, text => _panels.Say(text, Seconds));
        var seen = new SeenHints(UserFolder.SettingsFile(options));
        // What shall come out the same every time is no first start, unless it says so.
        bool guides = UserFolder.SettingsFile(options) is not null;
        _guide = new Guide(seen, guides);
        _demonstration = new Demonstration(_work, wanted: guides && seen.IsEmpty);
        _keeper = new PageKeeper(_ink, UserFolder.Documents(options), () => _known.Of(_models), TimeProvider.System, UserFolder.KeepsPages(options),
            inline: options.Frames is not null, Look, Show);
        _exports = new PageExports(_ink, _picture, _segments, _paint, () => _canvas!);
        _files = new PageFiles(_ink, _keeper, _exports, window, TimeProvider.System, OpenInk,
            () => TimedPicture.Of(_ink.Rows, _paint, _picture.Pen), text => _panels.Say(text, Seconds),
            (title, text) => _panels.Warn(title, text, Seconds));
        _files.Bind(_keys.Map);
        _saved = path => _report?.Saved(path);
        _input = new InputRouter(_files, _hand, _keys, _guide, _controls.Panel, new ScoreInput(_score, _ink, _keys), _page);
        _controls.Bind(_keys.Map, _input);
        _script = ScriptedEvents.Parse(options.Events);
        WarmUp();
        _report = _startUp is null ? null : new StatusReport(Console.Out, _inference?.EngineName, _startUp);
        if (options.Open is { } open) OpenAtStart(open);
        if (options.Replay is { } replay)
            _replay = new ReplayPen(InkFile.Read(replay), _ink.Layout, scale.PixelsPerUnit, ReplayStartSeconds, LongestRest, options.ReplaySpeed);
    }

    /// <exception cref="InkFormatException">The ink to open or replay cannot be read.</exception>
    /// <exception cref="ModelFileException">The model cannot be read.</exception>
    /// <exception cref="EngineUnavailableException">The engine asked for cannot run here.</exception>
    /// <exception cref="WindowUnavailableException">There is no window to be had.</exception>
    public static InkApp Open(AppOptions options) => Open(options, window => window);

    /// <param name="around">What is put around the window.</param>
    internal static InkApp Open(AppOptions options, Func<IInkWindow, IInkWindow> around)
    {
        // Both take their time, on different cores.
        Task<OpenedModel?> model = LoadModel(options);
        return In(around(InkWindows.Open(options.Width, options.Height, "HmRnnInk")), options, model);
    }

    /// <summary>Opens it in a window that is there already; it is closed with the app, or if the app cannot be opened.</summary>
    /// <inheritdoc cref="Open(AppOptions)"/>
    public static InkApp In(IInkWindow window, AppOptions options) => In(window, options, LoadModel(options));

    /// <summary>The page that is written on.</summary>
    public LiveInk Ink => _ink;

    /// <summary>Runs until the window is closed, or for as many frames as asked.</summary>
    public void Run() => _window.Run(Load, Frame, Unload, AfterFrame);

    /// <summary>Asks it to end after the frame that is being drawn; from any thread.</summary>
    public void Close() => _window.Close();

    public void Dispose()
    {
        _work.Dispose();
        _inference?.Dispose();
        _window.Dispose();
    }

    /// <summary>A rest in a recording that would start the model half-way through it is cut.</summary>
    private double LongestRest => 0.8 * _options.DelaySeconds;

    /// <summary>With a number of frames the clock is theirs, so that a run can be repeated; else the window's.</summary>
    private double Seconds => _options.Frames is null ? _window.TimeSeconds : _frame * FrameSeconds;

    private Palette Palette => _keys.Dark ? Palette.Dark : Palette.Light;

    internal PageInput Page => _page;

    /// <summary>What the window shows of the page.</summary>
    public PageView View => _camera.Of(PageView.Whole(_window.Scale, _window.FramebufferSize));

    private static Task<OpenedModel?> LoadModel(AppOptions options) => Task.Run(() => ModelCatalogue.Load(options.Model));

    private static InkApp In(IInkWindow window, AppOptions options, Task<OpenedModel?> model)
    {
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

    private void Frame()
    {
        _drawn = false;
        _frame++;
        _budget.Note(_window.SwappedSeconds - _frameStarted, _canvas!.DrawsAnew);
        _frameStarted = _window.TimeSeconds;
        PollPen();
        AdvanceInk();
        Draw();
        if (_frame == 1) TellStart();
        if (_frame == _options.Frames || _keys.Quit) _window.Close();
        _drawn = true;
    }

    /// <summary>What no frame waits for: pages are kept and files are written, while the newest input is seen already.</summary>
    private void AfterFrame()
    {
        _drawn = false;
        _files.Frame(Seconds, _saved);
        _drawn = true;
    }

    private void TellStart()
    {
        if (_startUp is null) return;
        _gl!.Finish(); // else the time would be of what was asked for, not of what is drawn
        _startUp.FirstFrameIsDrawn();
    }

    private void PollPen()
    {
        _window.TakeEvents(_events);
        _script.TakeEvents(_frame, Seconds, _events);
        foreach (InputEvent input in _events)
        {
            _pointer.Note(input);
            _input.Take(input, Seconds);
        }

        if (_replay is null) return;
        if (_page.Writes) _replay.End(); // the hand's pen comes before the recording's
        _events.Clear();
        _replay.TakeEvents(Seconds, _events, _ink.Paused);
        foreach (InputEvent input in _events) _page.TakeOnPage(input, Seconds);
    }

    /// <summary>Another model is at work, or another style.</summary>
    private void ReadAnew()
    {
        _ink.ReadAnew();
        TakeOverModel();
    }

    /// <summary>The style that an opened page was written with is at work.</summary>
    private void ReadAsKept()
    {
        _ink.ReadAsKept();
        TakeOverModel();
    }

    private void TakeOverModel()
    {
        _paint.Hiddens = _ink.Hiddens;
        _keys.Colours = _keys.Colours.Within(_ink.Layers, _ink.Hiddens?.Units ?? 0);
    }

    private void AdvanceInk()
    {
        // As soon as there is ink the ruled lines stay where they are.
        float xHeight = _ink.Rows.Count == 0 ? XHeight(PenScale.Default.PixelsPerUnit * _ink.Settings.SizeFactor) : _ink.Layout.XHeight;
        _ink.Layout = Layout(xHeight, _ink.Layers);
        _ink.Advance(Seconds);
        if (_ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) _measure.Write(_ink.Layout.SheetWidth);
        _ink.Layout = Layout(xHeight, _ink.Layers); // another line may be written on
        _hand.Lead(Seconds);
        _camera.Advance(Seconds, _ink.Layout);
        _meter.Frame(Seconds, _ink);
        _work.Poll();
        _window.Hurries = _ink.Phase == LivePhase.PersonWrites;
        _guide.Update(_ink, _score.Shown, _controls.Panel.IsOpen, _keys.HelpShown, Seconds);
        _demonstration.Update(_ink, _models.Packed, Seconds);
        _controls.Update(_window.Size.Width, _window.Size.Height, Seconds);
        if (_report is null) return;
        if (!_camera.Moves) _report.View = View;
        _report.Tell(_ink, _frame, Seconds);
    }

    private void Draw()
    {
        int changed = _ink.TakeChanges();
        _segments.Update(_ink.Rows, changed, _ink.Layers);
        _index.Update(_ink.RowSpan, changed);
        if (_paint.Choose(Palette, _keys.Colours, _ink.Traced)) changed = 0;
        if (_picture.Choose(Pen(_ink.Settings))) changed = 0;
        int same = _picture.Update(_ink.RowSpan, changed, _ink.Unsettled, _paint);
        // While the page writes itself again, only its beginning is seen.
        int seen = _files.Replay.Advance(Seconds, _picture.Segments.Count);
        _canvas!.TruncateTo(Math.Min(Math.Min(same, seen), _canvas.Count));
        _canvas.Append(CollectionsMarshal.AsSpan(_picture.Segments)[_canvas.Count..seen]);
        PageView view = View;
        if (_options.Frames is null) _canvas.WorkPerFrame = _budget.Work;
        _canvas.Draw(view, _ink.Layout, Palette);
        if (_ghostPicture.Update(Palette.Ghosts, Seconds)) _ghosts!.Replace(_ghostPicture.Segments);
        _score.Layout = ScoreLayout.On(_ink.Layout, _ink.Layers, view.Scale);
        _score.Shown = ScoreHeight(_ink.Layers) > 0;
        _score.View = view;
        _score.Update(_keys.Colours.Layer, Seconds);
        _canvas.KeepToPaper();
        if (!_files.Replay.IsShown) _ghosts!.Draw(view);
        if (_selection.Range is { } chosen) _light!.Draw(view, _picture.Of(_ink.RowSpan, chosen.First, chosen.End, _paint), Palette);
        if (_score.Light is { } light) _light!.Draw(view, _picture.Of(_ink.RowSpan, light.First, light.End, _paint), Palette);
        _canvas.LeavePaper();

        _ui!.Begin(view);
        ViewPanel.Draw(_ui, Palette, _ink.Layout, view);
        if (!_files.Replay.IsShown) GhostMarks.Draw(_ui, view, _ink.Layout.PaperIn(view), Palette, _ghostPicture, _picture.Pen.Width);
        SelectionFrame.Draw(_ui, Palette, _selection, _ink.Layout, view);
        if (_score.Shown) ScorePanel.Draw(_ui, _paint, _score, _ink.RowSpan);
        if (_score.Shown) ScoreFigures.Draw(_ui, Palette, _score.Layout, _meter);
        _panels.Draw(_ui, _paint, _window.Size, _ink, _meter, _keys);
        GuidePainter.Draw(_ui, Palette, _demonstration, _ink.Layout, _ink.Scale.PixelsPerUnit, view);
        GuidePainter.Draw(_ui, Palette, _guide, _ink.Layout, _ink.RowSpan, view);
        ControlPanelPainter.Draw(_ui, Palette, _controls.Panel);
        _panels.DrawOver(_ui, Palette, _window.Size, _ink, _keys, Seconds);
        if (_score.Shown) ScoreTip.Draw(_ui, Palette, _score, _ink.RowSpan);
        _files.Draw(_ui, Palette, noticed: _panels.Notices(_ink, Seconds));
        _ui.End();
    }

    /// <summary>Writes what the command line asked for at the end, however the end came.</summary>
    private void End()
    {
        if (_options.Screenshot is { } screenshot)
        {
            Draw();
            (int width, int height) = _window.FramebufferSize;
            using Screenshot picture = Screenshot.Take(_gl!, width, height);
            picture.Save(screenshot);
            _report?.Saved(screenshot);
        }

        foreach ((ExportKind kind, string? path) in (ReadOnlySpan<(ExportKind, string?)>)[(ExportKind.Svg, _options.Svg), (ExportKind.CentreLines, _options.CentreLinesSvg),
            (ExportKind.Animated, _options.AnimatedSvg), (ExportKind.Png, _options.Png), (ExportKind.InkMl, _options.InkMl)])
        {
            if (path is null) continue;
            _exports.Write(kind, path, (float)_options.PngScale);
            _report?.Saved(path);
        }

        if (_options.SaveAs is { } document)
        {
            _keeper.SaveTo(document);
            _keeper.Dispose();
            if (_keeper.TakeSaid() is { } said && _keeper.TakeSaved() is not { }) throw new IOException(said);
            _report?.Saved(document);
        }

        _report?.Write(_ink, _frame, Seconds);
    }

    /// <summary>Has the first stroke's code compiled before there is a first stroke: events that wait meanwhile lose their times.</summary>
    private void WarmUp()
    {
        var page = new LiveInk(null, _ink.Layout, _ink.Settings, PenScale.Default.PixelsPerUnit);
        var picture = new InkPicture(Pen(_ink.Settings));
        page.PenDown(100, 100, 0);
        for (int point = 1; point < 50; point++)
        {
            page.PenMove(100 + 3 * point, 100 - 20 * MathF.Sin(0.4f * point), 0.01 * point);
            page.Advance(0.01 * point);
            picture.Update(page.RowSpan, page.TakeChanges(), page.Unsettled, _paint);
        }

        page.PenUp(250, 100, 0.5);
    }

    /// <summary>Opens what the command line names; what else it says holds over what the page was kept with.</summary>
    private void OpenAtStart(string path)
    {
        _files.OpenOrThrow(path);
        AppOptions options = _options;
        if (options.Given.Contains("--bias")) _ink.Change(_ink.Settings with { Bias = options.Bias });
        if (options.Given.Contains("--delay")) _ink.Change(_ink.Settings with { DelaySeconds = options.DelaySeconds });
        if (options.Given.Contains("--ghosts")) _ink.Change(_ink.Settings with { Ghosts = options.Ghosts });
        if (options.Given.Overlaps(["--colour", "--layer", "--unit"])) _keys.Colours = options.Colours.Within(_ink.Layers, _ink.Hiddens?.Units ?? 0);
    }

    /// <summary>What of the window is kept with the page.</summary>
    private PageLook Look() => new()
    {
        SheetWidth = _measure.Written > 0 ? _measure.Written : _ink.Layout.SheetWidth,
        XHeight = _ink.Layout.XHeight,
        Colours = _keys.Colours,
        Zoom = _camera.ZoomByHand,
        Style = _models.StyleName,
    };

    /// <summary>The page is another: it looks as it did when it was kept.</summary>
    private void Show(PageLook look)
    {
        _index.Update(_ink.RowSpan, 0);
        _measure.Open(look.SheetWidth, _index.Right);
        _ink.Layout = Layout(look.XHeight ?? _ink.Layout.XHeight, _ink.Layers);
        _camera.Open(look.Zoom, _ink.Layout);
        if (look.Colours is { } colours) _keys.Colours = colours.Within(_ink.Layers, _ink.Hiddens?.Units ?? 0);
        if (look.Style is { } style) _models.UseStyle(style, ReadAsKept);
    }

    /// <summary>Puts ink on the page that was written elsewhere.</summary>
    private void OpenInk(StrokeCollection strokes)
    {
        // On the window's sheet, whatever the page before needed.
        _measure.Write(0);
        _ink.Layout = Layout(XHeight(PenScale.Default.PixelsPerUnit * _ink.Settings.SizeFactor), _ink.Layers);
        var pen = new ReplayPen(strokes, _ink.Layout, PenScale.Default.PixelsPerUnit, 0, LongestRest);
        var events = new List<InputEvent>();
        pen.TakeEvents(double.PositiveInfinity, events);
        foreach (InputEvent input in events) _page.TakeOnPage(input, Seconds);
        _ink.StopWriting();
        _measure.Write(_ink.Layout.SheetWidth);
    }

    private void Load(GL gl)
    {
        _gl = gl;
        _shaders = ShaderFolder.Open();
        _canvas = new InkCanvas(gl, _shaders);
        _ghosts = new GhostCanvas(gl, _shaders);
        _light = new InkLight(gl, _shaders);
        _ui = new UiRenderer(gl, _shaders);
    }

    private void Unload()
    {
        try
        {
            if (_drawn) End();
        }
        finally
        {
            // Also where what the command line asked for cannot be written.
            _keeper.Dispose();
            _canvas?.Dispose();
            _ghosts?.Dispose();
            _light?.Dispose();
            _ui?.Dispose();
            _shaders?.Dispose();
        }
    }

    private static float XHeight(float pixelsPerUnit) => MathF.Round(TrainingPen.XHeight * pixelsPerUnit);

    private static InkPen Pen(LiveSettings settings) =>
        new(0.11f * XHeight(PenScale.Default.PixelsPerUnit), settings.Smoothing, settings.VariableWidth);

    private PageLayout Layout(float xHeight, int layers) =>
        _sheet.Fit(_window.Size, xHeight, ScoreHeight(layers), _index.LowestLine, _ink?.ActiveLine ?? 0, _measure.Least(_index.Right, _window.Size.Width));

    /// <summary>0 where there is no score.</summary>
    private float ScoreHeight(int layers) =>
        _keys is { Score: false } ? 0 : ScoreLayout.HeightIn(_window.Size.Width, _window.Size.Height, layers);
}
