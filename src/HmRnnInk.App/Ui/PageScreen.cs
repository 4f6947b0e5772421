using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Controls;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.Ui.Text;
using HmRnnInk.App.Ui.Tools;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Ui;

/// <summary>Draws a frame: the page first, and then everything that lies over it, from the bottom to the top.</summary>
internal sealed class PageScreen(GL gl, ShaderFolder shaders, LiveInk ink, PagePicture picture, PageParts parts) : IDisposable
{
    private readonly PageCanvas _canvas = new(gl, shaders);
    private readonly UiRenderer _ui = new(gl, shaders);
    private readonly LivePanels _panels = parts.Panels;

    public InkCanvas Ink => _canvas.Ink;

    /// <param name="size">The size of the window in window units.</param>
    public void Draw((int Width, int Height) size, in PageView view, double seconds)
    {
        Palette palette = parts.Look.Palette;
        int unchanged = picture.Update(palette, parts.Look.Colours, seconds);
        // During a replay only part of the ink is shown.
        int shown = parts.Files.Replay.Advance(seconds, picture.Ink.Capsules.Count);
        _canvas.DrawPage(picture, unchanged, shown, view, ink.Layout, palette);
        if (picture.Ghosts.Update(palette.Ghosts, ink.Layout.VisibleIn(view), seconds)) _canvas.ReplaceGhosts(picture.Ghosts.Capsules);
        UpdateScore(size, view, seconds);
        Ink.ClipToPaper();
        if (!parts.Files.Replay.IsShown)
        {
            _ui.Begin(view);
            GhostMarks.DrawCards(_ui, view, palette, picture.Ghosts);
            _ui.End();
            _canvas.DrawGhosts(view);
        }

        if (parts.Selection.Range is { } selected) _canvas.DrawHighlight(view, picture.Of(selected.First, selected.End), palette);
        if (InkOf(parts.Text.Hovered) is { } letter) _canvas.DrawHighlight(view, picture.Of(letter.First, letter.End), palette);
        if (parts.Score.Highlight is { } lit) _canvas.DrawHighlight(view, picture.Of(lit.First, lit.End), palette);
        Ink.EndClip();

        _ui.Begin(view);
        DrawOnPage(_ui, palette, size, view, seconds);
        DrawOver(_ui, palette, size, seconds);
        _ui.End();
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _ui.Dispose();
    }

    /// <returns>The rows with the ink of a character of the text; null if there are none.</returns>
    private RowRange? InkOf(int character) => character < 0 ? null : LetterInk.Of(ink.RowSpan, character);

    /// <returns>The character whose ink is under the pointer; −1 for none.</returns>
    private int HoveredLetter() => parts.Score.Highlight is { } lit ? LetterInk.At(ink.RowSpan[lit.Row], lit.Row) : -1;

    private void UpdateScore((int Width, int Height) size, in PageView view, double seconds)
    {
        bool hasText = ink.Text.Alphabet is not null;
        parts.Score.Layout = ScoreLayout.On(ink.Layout, ink.Layers, view.Scale, hasText) with { Named = parts.Names.HasNames };
        parts.Score.Shown = parts.Look.Room(size).Below > 0;
        parts.Score.View = view;
        parts.Score.Update(parts.Look.Colours.Layer, seconds);
    }

    private void DrawOnPage(UiRenderer ui, Palette palette, (int Width, int Height) size, in PageView view, double seconds)
    {
        ViewPanel.Draw(ui, palette, ink.Layout, view);
        if (!parts.Files.Replay.IsShown)
            GhostMarks.Draw(ui, view, ink.Layout.PaperIn(view), palette, picture.Ghosts, picture.Ink.Pen.Width);
        SelectionFrame.Draw(ui, palette, parts.Selection, ink.Layout, view, parts.Names, picture);
        SelectionFrame.DrawLoop(ui, palette, parts.Tools.Lasso.Loop, view);
        if (parts.Score.Shown) ScorePanel.Draw(ui, picture.Paint, parts.Score, ink.RowSpan, parts.Names, ink.Text.Text, parts.Meter);
        _panels.BadgeRight = parts.LearnBadge.Draw(ui, palette, ink.Layout);
        _panels.Draw(ui, picture.Paint, size, ink, parts.Meter, parts.Look.Settings.ShowsSpeeds, parts.Help.IsShown, seconds);
        TextLinePainter.Draw(ui, palette, parts.Text, ink, HoveredLetter(), seconds);
        parts.MenuButton.Draw(ui, palette);
        ToolbarPainter.Draw(ui, palette, parts.Toolbar);
        HintPainter.Draw(ui, palette, parts.Demonstration, ink.Layout, ink.Scale.PixelsPerUnit, view);
        HintPainter.Draw(ui, palette, parts.Hints, ink.Layout, ink.RowSpan, view);
    }

    private void DrawOver(UiRenderer ui, Palette palette, (int Width, int Height) size, double seconds)
    {
        ControlPanelPainter.Draw(ui, palette, parts.Controls.Panel);
        _panels.DrawOver(ui, palette, size, ink, parts.Help, parts.Menu, parts.Commands, seconds);
        // While the list of keys is shown, the pointer is still on the button that opened it, whose tip would cover the list.
        if (!parts.Help.IsShown) ToolbarPainter.DrawTip(ui, palette, parts.Toolbar);
        if (parts.Score.Shown) ScoreTip.Draw(ui, palette, parts.Score, ink.RowSpan, parts.Names, parts.Meter, ink.Text.Text);
        parts.Files.Draw(ui, palette, covered: _panels.ShowsNotice(ink, seconds) || parts.Menu.IsShown);
        _panels.DrawMenu(ui, palette, ink, parts.Menu, seconds);
        ScreenKeyboardPainter.Draw(ui, palette, parts.Keyboard);
    }
}
