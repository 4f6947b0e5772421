using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Controls;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui;

/// <summary>Draws the panels around the page: header, legend, meter, notices, the list of keys and the menu.</summary>
/// <param name="model">Gives the name of the model; null without a model.</param>
/// <param name="names">What the segments of its layers are called.</param>
internal sealed class LivePanels(Func<string?> model, LayerNames names)
{
    private const float TextSize = 12, Gap = 24, NoticeHeight = 56;

    private static readonly string Help = $"{PageKeys.Help} for help";

    /// <summary>The minimum time that a notice is shown, and how fast people read.</summary>
    private const double NoticeSeconds = 4, LettersPerSecond = 16;

    private (string Title, string Details)? _notice;
    private double _noticeUntil;
    private string? _modelNotice;
    private string _settingsText = "";
    private (string? Model, LiveSettings? Settings, float PixelsPerUnit) _settingsTextOf;
    private (int Seconds, string Text) _countdown;

    /// <summary>The right end of the badge of a training in the header, window units; 0 without a badge.</summary>
    public float BadgeRight { get; set; }

    /// <summary>Where the legend was drawn last.</summary>
    public Box Legend { get; private set; }

    /// <summary>The place of the button that opens the controls, at the right end of the header.</summary>
    public static Box ControlsButton(PageLayout page) => new(
        page.X + page.Width - ControlPanelPainter.ButtonWidth + 4, (PageLayout.Desk - ControlPanelPainter.ButtonHeight) / 2 + 1,
        ControlPanelPainter.ButtonWidth, ControlPanelPainter.ButtonHeight);

    /// <summary>The place of the button that opens the menu, to the left of the controls button.</summary>
    public static Box MenuButton(PageLayout page)
    {
        Box controls = ControlsButton(page);
        return controls with { X = controls.X - 6 - Ui.MenuButton.Width, Width = Ui.MenuButton.Width };
    }

    /// <summary>Shows a notice for as long as reading it takes.</summary>
    /// <param name="details">For a warning, what went wrong in detail; empty for other notices.</param>
    public void Say(string title, double seconds, string details = "") =>
        (_notice, _noticeUntil) = ((title, details), seconds + Math.Max(NoticeSeconds, (title.Length + details.Length) / LettersPerSecond));

    /// <summary>Whether a notice is shown.</summary>
    public bool ShowsNotice(LiveInk ink, double seconds) =>
        ink.Failure is not null || _notice is not null && seconds < _noticeUntil || model() is null;

    /// <summary>Draws the panels that the controls may cover.</summary>
    /// <param name="speeds">Whether to show how fast the model and the window are.</param>
    public void Draw(
        UiRenderer ui, InkPaint paint, (int Width, int Height) size, LiveInk ink, LiveMeter meter, bool speeds, bool helpShown,
        double seconds)
    {
        Palette palette = paint.Palette;
        PageLayout page = ink.Layout;
        float left = page.X + 2, right = page.X + page.Width - 2;
        float centre = size.Height - PageLayout.Strip / 2;
        float legendWidth = LegendPanel.Draw(ui, palette, left, centre, paint.Scheme, ink.Layers, paint.UnitRange, names);
        Legend = new Box(left, size.Height - PageLayout.Strip, legendWidth, PageLayout.Strip);
        if (model() is not null)
        {
            MeterPanel.Draw(
                ui, palette, right, centre, meter.StepsPerSecond, meter.FramesPerSecond, meter.Skipped, meter.Layers,
                rates: page.SlipHeight == 0,
                speeds: speeds,
                room: right - left - legendWidth - Gap);
        }

        Header(ui, palette, page, ink, seconds);
        if (ink.Rows.Count == 0 && ink.Phase != LivePhase.PersonWrites && !helpShown) Invite(ui, palette, page);
    }

    /// <summary>Draws the panels that lie over everything except the menu: notices and the list of keys.</summary>
    public void DrawOver(UiRenderer ui, Palette palette, (int Width, int Height) size, LiveInk ink, HelpPanel help, MenuCard menu,
        CommandSet commands, double seconds)
    {
        ShowModelNotice(ink, seconds);
        if (!menu.IsShown) Notice(ui, palette, ink, NoticeTop(ink.Layout), seconds);
        if (help.IsShown) help.Draw(ui, palette, size.Width, size.Height, commands.Rows);
    }

    /// <summary>Draws the menu, and a notice below it.</summary>
    public void DrawMenu(UiRenderer ui, Palette palette, LiveInk ink, MenuCard menu, double seconds)
    {
        if (!menu.IsShown) return;
        MenuPanel.Draw(ui, palette, menu);
        float top = Math.Max(NoticeTop(ink.Layout), MenuPanel.Place(menu).Bottom + Gap);
        Notice(ui, palette, ink, Math.Min(top, menu.Window.Height - NoticeHeight), seconds);
    }

    /// <summary>Shows why the model stopped, until it is read or somebody writes.</summary>
    private void ShowModelNotice(LiveInk ink, double seconds)
    {
        if (ink.Notice == _modelNotice) return;
        if (_notice?.Title == _modelNotice) _notice = null;
        _modelNotice = ink.Notice;
        if (_modelNotice is not null) Say(_modelNotice, seconds);
    }

    /// <summary>Draws the header above the sheet: whose turn it is, and the settings of the model.</summary>
    private void Header(UiRenderer ui, Palette palette, PageLayout page, LiveInk ink, double seconds)
    {
        float baseline = page.HeaderBaseline;
        string turn = model() is null ? "no model" : ink.Paused ? "paused" : ink.Phase switch
        {
            LivePhase.PersonWrites => "reading your ink",
            LivePhase.PenRests when ink.ContinuesAt is { } due => ContinuesIn((int)Math.Ceiling(due - seconds)),
            LivePhase.ModelWrites => "the model is writing",
            _ => "your turn",
        };
        float left = page.X + 2 + ui.Text(turn, page.X + 2, baseline, TextSize, palette.MutedText, FontWeight.SemiBold);
        left = Math.Max(left, BadgeRight) + Gap;
        float right = MenuButton(page).X - 10;
        FormatSettings(model(), ink.Settings, ink.Scale.PixelsPerUnit);
        string text = ui.Measure(_settingsText, TextSize) <= right - left ? _settingsText : Help;
        ui.Text(text, right, baseline, TextSize, palette.MutedText, align: TextAlign.Right);
    }

    /// <summary>Says when the model continues. A frame without a change allocates nothing.</summary>
    private string ContinuesIn(int seconds)
    {
        if (_countdown.Text is null || _countdown.Seconds != seconds)
            _countdown = (seconds, $"the model continues in {Math.Max(1, seconds)} s");
        return _countdown.Text;
    }

    /// <summary>Formats the settings, if they changed since the last frame.</summary>
    private void FormatSettings(string? name, LiveSettings settings, float pixelsPerUnit)
    {
        if (_settingsTextOf == (name, settings, pixelsPerUnit)) return;
        _settingsTextOf = (name, settings, pixelsPerUnit);
        string held = settings.HoldTop ? "  ·  top layer held" : "", speed = WritingSettings.Speed.Format(settings.Speed);
        if (double.IsFinite(settings.Speed)) speed = $"speed {speed}";
        float size = pixelsPerUnit / PenScale.Default.PixelsPerUnit;
        _settingsText = string.Create(CultureInfo.InvariantCulture,
            $"{name ?? "none"}{held}  ·  bias {settings.Bias:0.0}  ·  {speed}  ·  size ×{size:0.00}  ·  {Help}");
    }

    private void Invite(UiRenderer ui, Palette palette, PageLayout page)
    {
        string text = model() is null ? "Write here." : "Write here. When your pen rests, the model continues.";
        ui.Text(text, page.LeftMargin, page.Baseline(0) - 4, page.XHeight * 0.8f, palette.MutedText.WithAlpha(0xDC));
    }

    /// <returns>The top of a notice, which leaves room for the tip of the score.</returns>
    private static float NoticeTop(PageLayout page) => page.Bottom - 108;

    private void Notice(UiRenderer ui, Palette palette, LiveInk ink, float top, double seconds)
    {
        PageLayout page = ink.Layout;
        if (ink.Failure is { } failure)
            NoticePanel.Draw(ui, palette, page, top - 20, "The model has stopped", failure, warns: true);
        else if (_notice is var (title, details) && seconds < _noticeUntil)
            NoticePanel.Draw(ui, palette, page, details.Length == 0 ? top : top - 20, title, details, warns: details.Length > 0);
        else if (model() is null)
        {
            NoticePanel.Draw(ui, palette, page, top - 40, "There is no model to continue your writing",
                "You can still draw. Put a model (.safetensors) into the models/ folder,\nor start the app with --model FILE.",
                warns: true);
        }
    }
}
