using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Watch;

/// <summary>Draws the panels around the line and the curve: the current checkpoint, the legend and notices.</summary>
internal sealed class WatchPanels(string run)
{
    /// <summary>How long a problem of the run is shown.</summary>
    private const double ProblemSeconds = 8;

    private const float TextSize = 12;

    private static readonly string Hint = $"{WatchCommands.Play} play · {WatchCommands.Previous} {WatchCommands.Next} step · "
        + $"drag on the curve · {WatchCommands.NextColour} colour · {WatchCommands.Help} help";

    private static readonly string ShortHint = $"{WatchCommands.Play} play · {WatchCommands.Help} help";

    private (string? Text, double Since) _problem;

    public void Draw(
        UiRenderer ui, Palette palette, WatchLayout layout, (int Width, int Height) size, WatchTimeline timeline, WatchLook look,
        bool notices, double seconds)
    {
        PageLayout page = layout.Page;
        Header(ui, palette, page, timeline);
        if (timeline.Shown is { } shown)
        {
            Labels(ui, palette, layout, shown, look.Mode);
            if (layout.ShowsWriting)
                ui.Text("the model", page.LeftMargin - 10, layout.Baseline(layout.Views) - 4, TextSize, palette.Text, FontWeight.SemiBold,
                    TextAlign.Right);
        }

        float centre = size.Height - (PageLayout.Strip / 2), left = page.X + 2, right = page.X + page.Width - 2;
        float legend = timeline.Shown is null ? 0 : Legend(ui, palette, left, centre, look.Mode, timeline.Shown);
        string hint = left + legend + 24 + ui.Measure(Hint, TextSize) < right ? Hint : ShortHint;
        ui.Text(hint, right, centre + TextSize * UiRenderer.HalfCapital, TextSize, palette.MutedText, align: TextAlign.Right);
        if (notices) Notice(ui, palette, page, timeline, seconds);
    }

    /// <summary>Draws the header above the sheet: the current checkpoint and the name of the run.</summary>
    private void Header(UiRenderer ui, Palette palette, PageLayout page, WatchTimeline timeline)
    {
        float baseline = page.HeaderBaseline, left = page.X + 2;
        Span<char> text = stackalloc char[160];
        if (timeline.Current >= 0)
        {
            ReadOnlySpan<char> points = WatchNumbers.Points(text, timeline.Checkpoints[timeline.Current].Points);
            left += ui.Text(points, left, baseline, TextSize, palette.Text, FontWeight.SemiBold);
            left += ui.Text(" training points", left, baseline, TextSize, palette.MutedText, FontWeight.SemiBold);
            string state = timeline.Playing ? "  ·  playing" : timeline.Following ? "  ·  newest, following the run" : "";
            left += ui.Text(state, left, baseline, TextSize, palette.MutedText);
        }

        int read = timeline.ReadCount, all = timeline.Checkpoints.Count;
        if (all == 0)
        {
            ui.Text(run, page.X + page.Width - 2, baseline, TextSize, palette.MutedText, align: TextAlign.Right);
            return;
        }

        ReadOnlySpan<char> checkpoint = read < all ? text.Write($"checkpoint {timeline.Current + 1} of {all}  ·  {read} loaded")
            : text.Write($"checkpoint {timeline.Current + 1} of {all}");
        float right = page.X + page.Width - 2;
        right -= ui.Text(checkpoint, right, baseline, TextSize, palette.MutedText, align: TextAlign.Right, tabular: true);
        // In a small window, a long name of the run is left out.
        const string Separator = "  ·  ";
        float gap = ui.Measure(Separator, TextSize);
        if (right - gap - ui.Measure(run, TextSize) < left + gap) return;
        right -= ui.Text(Separator, right, baseline, TextSize, palette.MutedText, align: TextAlign.Right);
        ui.Text(run, right, baseline, TextSize, palette.MutedText, align: TextAlign.Right);
    }

    /// <summary>Draws labels in the margin of the sheet, beside each view of the line.</summary>
    private static void Labels(UiRenderer ui, Palette palette, WatchLayout layout, CheckpointReading shown, ColourMode mode)
    {
        if (!new ColourScheme(mode).IsOfLayer) return;
        Span<char> text = stackalloc char[24];
        for (int view = 0; view < layout.Views; view++)
        {
            float baseline = layout.Baseline(view) - 4, right = layout.Page.LeftMargin - 10;
            string label = view < shown.Labels.Count ? shown.Labels[view] : "";
            ui.Text(label, right, baseline - 16, TextSize, palette.Text, FontWeight.SemiBold, TextAlign.Right);
            if (view >= shown.Detectors) continue;
            int count = shown.Segments(view);
            ReadOnlySpan<char> segments = text.Write($"{count} {(count == 1 ? "segment" : "segments")}");
            ui.Text(segments, right, baseline, 11, palette.MutedText, align: TextAlign.Right, tabular: true);
        }
    }

    /// <returns>The width of the legend.</returns>
    private static float Legend(UiRenderer ui, Palette palette, float x, float centre, ColourMode mode, CheckpointReading shown)
    {
        var parts = new LegendParts(ui, palette, x, centre, withModel: false);
        parts.Text(mode == ColourMode.Operation ? "what each layer does" : mode.Label(), FontWeight.SemiBold);
        if (mode == ColourMode.Plain) return parts.X - x;
        parts.Skip(16);
        parts.Colours(mode, layer: null, shown.Layers, shown.Detectors);
        return parts.X - x;
    }

    private void Notice(UiRenderer ui, Palette palette, PageLayout page, WatchTimeline timeline, double seconds)
    {
        if (timeline.Listing.Problem != _problem.Text) _problem = (timeline.Listing.Problem, seconds);
        float top = page.Bottom - 84;
        if (timeline.Failure is { } failure)
            NoticePanel.Draw(ui, palette, page, top - 20, "This checkpoint cannot be read", failure, warns: true);
        else if (_problem is { Text: { } problem } && seconds - _problem.Since < ProblemSeconds)
            NoticePanel.Draw(ui, palette, page, top - 20, "The run is incomplete", problem, warns: true);
        else if (timeline.Current < 0)
            NoticePanel.Draw(ui, palette, page, top, "Waiting for the run's first evaluation", "The folder is checked every second.",
                warns: false);
    }
}
