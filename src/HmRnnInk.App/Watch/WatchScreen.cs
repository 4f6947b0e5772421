using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Panels;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Watch;

/// <summary>Draws a watched run: the fixed line on the sheet, and its score and the learning curve on the slip of paper below.</summary>
internal sealed class WatchScreen(GL gl, ShaderFolder shaders, FixedLine line, string run) : IDisposable
{
    // Only the paper is cached. The ink changes in nearly every frame.
    private readonly InkCanvas _paper = new(gl, shaders);
    private readonly WatchInk _ink = new(gl, shaders, line);
    private readonly UiRenderer _ui = new(gl, shaders);
    private readonly LookFade _fade = new();
    private readonly WatchPanels _panels = new(run);
    private readonly CheckpointReading _plain = CheckpointReading.None(line);
    private WatchLayout? _layout;
    private (int, int, float, int, int, bool, bool) _fittedTo;

    /// <param name="size">The size of the window in window units.</param>
    /// <param name="scale">Pixels per window unit.</param>
    public WatchLayout Fit((int Width, int Height) size, float scale, WatchTimeline timeline, WatchLook look)
    {
        CheckpointReading shown = Shown(timeline);
        int views = look.Views(shown.Layers, shown.Detectors);
        var wanted = (size.Width, size.Height, scale, shown.Layers, views, look.ShowsScore, shown.IsNamed);
        if (_layout is not null && wanted == _fittedTo) return _layout;
        _fittedTo = wanted;
        return _layout = WatchLayout.Fit(
            size.Width, size.Height, scale, line, look.ShowsScore ? shown.Layers : 0, views, shown.IsNamed);
    }

    /// <param name="size">The size of the window in window units.</param>
    public void Draw(in PageView view, (int Width, int Height) size, WatchTimeline timeline, WatchLook look, HelpPanel help,
        CommandSet commands, double seconds)
    {
        Palette palette = look.Dark ? Palette.Dark : Palette.Light;
        WatchLayout layout = Fit(size, view.Scale, timeline, look);
        CheckpointReading shown = Shown(timeline);
        bool changed = _fade.Update(
            shown, timeline.ShownHues, palette, look.Mode, layout.Views, Math.Max(1, shown.Layers), seconds);
        _paper.Draw(view, layout.Page, palette);
        _ink.Draw(view, layout, _fade.Shown, shown.Written, palette.Ink.Of(byModel: true, 0), changed);
        _ui.Begin(view);
        if (layout.ShowsScore)
        {
            WatchScorePanel.Draw(_ui, palette, layout, _fade.Shown, line, shown.Labels);
            _ui.Rect(layout.Curve.X + 14, layout.Curve.Y, layout.Curve.Width - 28, 1, 0, palette.Rule);
        }

        CurvePanel.Draw(_ui, palette, layout.Curve, timeline);
        _panels.Draw(_ui, palette, layout, size, timeline, look, notices: !help.IsShown, seconds);
        if (help.IsShown) help.Draw(_ui, palette, size.Width, size.Height, commands.Rows);
        _ui.End();
    }

    public void Dispose()
    {
        _paper.Dispose();
        _ink.Dispose();
        _ui.Dispose();
    }

    private CheckpointReading Shown(WatchTimeline timeline) => timeline.Shown ?? _plain;
}
