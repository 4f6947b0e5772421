using HmRnnInk.App.Background;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Controls;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui;

/// <summary>Connects the control panel to the page, and updates what it shows while it is open.</summary>
internal sealed class LiveControlPanel
{
    /// <summary>
    /// The number of rows at the end of the page that the preview continues. If the page has too little ink, it continues sample words.
    /// </summary>
    private const int RowsBeforePreview = 150;

    private readonly LiveInk _ink;
    private readonly ModelChooser _models;
    private readonly BiasPreview _preview;
    private readonly Func<IReadOnlyList<PenOffset>> _inkBefore; // made once, because it is passed on in every frame
    private readonly Action<string> _say;
    private bool _wasOpen;

    /// <param name="reportsPressure">See <see cref="InputRouter.ReportsPressure"/>.</param>
    /// <param name="showStyles">Shows the list of styles.</param>
    /// <param name="learnHand">Shows the menu to learn the person's hand.</param>
    /// <param name="showLearnt">Shows the list of models that have learnt the person's hand.</param>
    /// <param name="say">Shows a notice.</param>
    public LiveControlPanel(
        LiveInk ink, Look look, Func<bool> reportsPressure, LiveMeter meter, ModelChooser models, BackgroundWork work, StyleFolder styles,
        Action showStyles, Action learnHand, Action showLearnt, Action<string> say)
    {
        (_ink, _models, _say) = (ink, models, say);
        _preview = new BiasPreview(work);
        _inkBefore = InkBefore;
        Panel = new ControlPanel([
            LiveControls.Writing(ink, _preview),
            LiveControls.Looks(ink, look, reportsPressure),
            LiveControls.Model(ink, meter, models, ink.Opened.Reread, learnHand, showLearnt, () => SaveStyle(styles), showStyles),
        ]);
    }

    public ControlPanel Panel { get; }

    /// <summary>Updates the panel for a frame, before anything is drawn.</summary>
    /// <param name="width">Width of the window in window units.</param>
    /// <param name="height">Height of the window in window units.</param>
    public void Update(float width, float height, double seconds)
    {
        if (Panel.IsOpen && !_wasOpen)
        {
            _models.Refresh();
            _preview.Forget();
        }

        _wasOpen = Panel.IsOpen;
        if (Panel.IsOpen) _preview.Update(_models.Packed, _ink.Settings.Bias, _inkBefore);
        if (_models.TakeFault() is { } fault) _say(fault);
        PageLayout page = _ink.Layout;
        Panel.Layout(width, height, LivePanels.ControlsButton(page), page.X + page.Width, page.Y, seconds);
    }

    /// <summary>Opens the panel and gives it the keyboard, or closes it.</summary>
    public void Toggle(InputRouter router, double seconds)
    {
        if (Panel.IsOpen)
        {
            Panel.Hide(seconds);
            router.GiveKeyboard(null);
            return;
        }

        Panel.Open(seconds);
        Panel.Focus.TakeKeyboard(byKey: true);
        router.GiveKeyboard(Panel);
    }

    /// <returns>The rows that the preview continues.</returns>
    private IReadOnlyList<PenOffset> InkBefore()
    {
        if (_models.Prime.Count == 0 && _ink.Rows.Count < StyleFolder.MinimumRows) return StrokeOffsets.FromStrokes(SampleWords.Read());
        return [.. _models.Prime, .. _ink.Rows.Skip(Math.Max(0, _ink.Rows.Count - RowsBeforePreview)).Select(row => row.Offset)];
    }

    private void SaveStyle(StyleFolder styles)
    {
        string? saved;
        try
        {
            saved = styles.Save(_ink.Rows, TimeProvider.System.GetLocalNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _say($"The style could not be saved: {error.Message}");
            return;
        }

        _say(saved is null ? "Write one or two words first" : $"Saved {saved}");
        _models.Refresh();
    }
}
