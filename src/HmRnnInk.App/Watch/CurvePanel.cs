using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>
/// Draws the learning curve over the logarithm of points, with the boundary rates below it, the checkpoints and the playhead.
/// </summary>
internal static class CurvePanel
{
    private const float TextSize = 12, SmallSize = 11, CurveWidth = 2, CheckpointSize = 4, WidthForWords = 760;

    public static void Draw(UiRenderer ui, Palette palette, CurveLayout layout, WatchTimeline timeline)
    {
        Axis(ui, palette, layout, timeline);
        IReadOnlyList<CurvePoint> curve = timeline.Listing.Curve;
        if (curve.Count > 0)
        {
            (double worst, double best) = timeline.Listing.NatsRange;
            float topRate = timeline.Listing.MaximumRate > 0.5 ? 1 : timeline.Listing.MaximumRate > 0.2 ? 0.5f : 0.2f;
            Scale(ui, palette, layout, worst, best, topRate);
            int layers = curve[^1].BoundaryRates.Length - 1; // the top layer has no detector
            for (int layer = layers - 1; layer >= 0; layer--)
                Rates(ui, layout, timeline, layer, topRate, palette.Ink.Of(byModel: false, layer + 1));
            Nats(ui, layout, timeline, worst, best, palette.Text);
            Head(ui, palette, layout, curve[NearestTo(curve, timeline.Points)], layers);
        }

        if (curve.Count > 0 || timeline.Current >= 0) PlayheadLine(ui, palette, layout, layout.XOf(timeline.Playhead));
        Checkpoints(ui, palette, layout, timeline);
    }

    /// <returns>The index of the evaluation that is nearest on the logarithmic axis.</returns>
    private static int NearestTo(IReadOnlyList<CurvePoint> curve, long points)
    {
        int nearest = 0;
        for (int index = 1; index < curve.Count; index++)
            if (Distance(index) < Distance(nearest)) nearest = index;
        return nearest;

        double Distance(int index) => Math.Abs(Math.Log(Math.Max(1.0, curve[index].PointsSeen) / Math.Max(1, points)));
    }

    /// <summary>Draws the axis, with ticks at 1, 2 and 5 of each decade, and labels where they fit.</summary>
    private static void Axis(UiRenderer ui, Palette palette, CurveLayout layout, WatchTimeline timeline)
    {
        ui.Rect(layout.Left, layout.RatesBottom, layout.Right - layout.Left, 1, 0, palette.PanelBorder);
        float baseline = layout.RatesBottom + 20, free = layout.Left - 40;
        if (timeline.Current < 0) return;
        Span<char> text = stackalloc char[24];
        for (long decade = 1; decade <= 1_000_000_000_000; decade *= 10)
        {
            foreach (int times in (ReadOnlySpan<int>)[1, 2, 5])
            {
                double position = timeline.PositionOf(times * decade);
                if (position is < -0.0001 or > 1.0001) continue;
                float x = layout.XOf(position);
                ui.Rect(MathF.Floor(x), layout.NatsTop, 1, layout.RatesBottom - layout.NatsTop, 0, Faint(palette));
                ReadOnlySpan<char> label = WatchNumbers.Points(text, times * decade);
                float half = ui.Measure(label, SmallSize, tabular: true) / 2;
                if (x - half < free || x + half > layout.Right + 20) continue;
                ui.Text(label, x, baseline, SmallSize, palette.MutedText, align: TextAlign.Centre, tabular: true);
                free = x + half + 14;
            }
        }
    }

    /// <summary>Draws the labels and grid lines of both curves.</summary>
    /// <param name="topRate">The boundary rate at the top of its curve.</param>
    private static void Scale(UiRenderer ui, Palette palette, CurveLayout layout, double worst, double best, float topRate)
    {
        Span<char> text = stackalloc char[16];
        double range = best - worst;
        double step = range > 1000 ? 500 : range > 400 ? 200 : range > 160 ? 100 : range > 60 ? 50 : range > 12 ? 10 : 2;
        float room = layout.NatsBottom - layout.NatsTop, above = float.PositiveInfinity;
        // Ticks are counted, because a large value plus a step may be the same value, and the loop would not end.
        long first = (long)Math.Ceiling(worst / step), last = (long)Math.Floor(best / step);
        for (long tick = first; tick <= last; tick++)
        {
            double value = tick * step;
            float y = NatsY(layout, worst, best, value);
            if (above - y < 16 || room < 30) continue;
            above = y;
            Label(WatchNumbers.Signed(text, value), y + 4);
            ui.Rect(layout.Left, MathF.Round(y), layout.Right - layout.Left, 1, 0, Faint(palette));
        }

        Label(text.Write($"{topRate:0.0}"), layout.RatesTop + 8);
        ui.Rect(layout.Left, MathF.Round(layout.RatesTop), layout.Right - layout.Left, 1, 0, Faint(palette));
        Label("0", layout.RatesBottom + 3);

        void Label(ReadOnlySpan<char> label, float baseline) =>
            ui.Text(label, layout.Left - 10, baseline, SmallSize, palette.MutedText, align: TextAlign.Right, tabular: true);
    }

    /// <summary>Draws the curve of the log-likelihood. Parts below the range are left out.</summary>
    private static void Nats(UiRenderer ui, CurveLayout layout, WatchTimeline timeline, double worst, double best, uint colour)
    {
        IReadOnlyList<CurvePoint> curve = timeline.Listing.Curve;
        for (int index = 0; index < curve.Count; index++)
        {
            CurvePoint from = curve[Math.Max(0, index - 1)], to = curve[index];
            double first = from.ValidationNatsPerSequence, last = to.ValidationNatsPerSequence;
            if (first < worst && last < worst) continue;
            double x0 = timeline.PositionOf(from.PointsSeen), x1 = timeline.PositionOf(to.PointsSeen),
                crossing = (worst - first) / (last - first);
            if (first < worst) (x0, first) = (double.Lerp(x0, x1, crossing), worst);
            if (last < worst) (x1, last) = (double.Lerp(x0, x1, crossing), worst);
            ui.Line(layout.XOf(x0), NatsY(layout, worst, best, first), layout.XOf(x1), NatsY(layout, worst, best, last), CurveWidth,
                colour);
        }
    }

    /// <summary>Draws the boundary rate of a layer.</summary>
    /// <inheritdoc cref="Scale"/>
    private static void Rates(UiRenderer ui, CurveLayout layout, WatchTimeline timeline, int layer, float topRate, uint colour)
    {
        (float X, float Y)? before = null;
        for (int index = 0; index < timeline.Listing.Curve.Count; index++)
        {
            CurvePoint point = timeline.Listing.Curve[index];
            if (layer >= point.BoundaryRates.Length) continue;
            float height = (float)Math.Min(1, point.BoundaryRates[layer] / topRate);
            (float X, float Y) at = (
                layout.XOf(timeline.PositionOf(point.PointsSeen)), layout.RatesBottom - (layout.RatesBottom - layout.RatesTop) * height);
            ui.Line((before ?? at).X, (before ?? at).Y, at.X, at.Y, CurveWidth, colour);
            before = at;
        }
    }

    /// <summary>Draws the numbers of the evaluation at the playhead. Their colours are the legend of the curves.</summary>
    private static void Head(UiRenderer ui, Palette palette, CurveLayout layout, CurvePoint at, int layers)
    {
        Span<char> text = stackalloc char[48];
        float x = layout.Left, baseline = layout.HeadBaseline;
        bool withWords = layout.Width >= WidthForWords;
        int rates = Math.Min(layers, at.BoundaryRates.Length);
        x += Swatch(ui, x, baseline, palette.Text);
        x += ui.Text(withWords ? "validation " : "", x, baseline, TextSize, palette.MutedText);
        ReadOnlySpan<char> nats = WatchNumbers.Signed(text, at.ValidationNatsPerSequence);
        x += ui.Text(nats, x, baseline, TextSize, palette.Text, FontWeight.SemiBold, tabular: true);
        x += ui.Text(" nats a line", x, baseline, TextSize, palette.MutedText) + (withWords ? 26 : 18);
        for (int layer = 0; layer < rates; layer++)
        {
            x += Swatch(ui, x, baseline, palette.Ink.Of(byModel: false, layer + 1));
            x += ui.Text(text.Write($"layer {layer + 1} "), x, baseline, TextSize, palette.MutedText);
            ReadOnlySpan<char> rate = text.Write($"{at.BoundaryRates[layer]:0.00}");
            x += ui.Text(rate, x, baseline, TextSize, palette.Text, FontWeight.SemiBold, tabular: true);
            string unit = withWords && layer == rates - 1 ? " segments per point" : "";
            x += ui.Text(unit, x, baseline, TextSize, palette.MutedText) + (withWords ? 26 : 18);
        }
    }

    /// <returns>The width of the swatch with the gap after it.</returns>
    private static float Swatch(UiRenderer ui, float x, float baseline, uint colour)
    {
        ui.Line(x + 2, baseline - 4, x + 14, baseline - 4, 3, colour);
        return 22;
    }

    /// <summary>Draws the playhead: a line with a dot on top.</summary>
    private static void PlayheadLine(UiRenderer ui, Palette palette, CurveLayout layout, float x)
    {
        uint colour = palette.Ink.Of(byModel: true, 1);
        ui.Rect(x - 1, layout.NatsTop - 4, 2, layout.RatesBottom - layout.NatsTop + 4, 0, colour);
        ui.Line(x, layout.NatsTop - 4, x, layout.NatsTop - 4, 9, colour);
    }

    /// <summary>Draws a mark for each checkpoint: a dot if it was read, a ring if not yet, in the warning colour if that failed.</summary>
    private static void Checkpoints(UiRenderer ui, Palette palette, CurveLayout layout, WatchTimeline timeline)
    {
        for (int index = 0; index < timeline.Checkpoints.Count; index++)
        {
            float x = layout.XOf(timeline.PositionOf(timeline.Checkpoints[index].Points)), y = layout.RatesBottom + 0.5f;
            CheckpointReading? reading = timeline.ReadingOf(index);
            bool current = index == timeline.Current;
            uint colour = reading is { Failure: not null } ? palette.Warning : current ? palette.Ink.Of(byModel: true, 1)
                : palette.MutedText;
            ui.Line(x, y, x, y, CheckpointSize + (current ? 4 : 1.5f), colour);
            if (reading is null) ui.Line(x, y, x, y, CheckpointSize + (current ? 1 : -1), palette.Paper);
        }
    }

    /// <summary>The colour of the grid, which is fainter than the curves.</summary>
    private static uint Faint(Palette palette) => palette.Rule.Faded(0.5f);

    private static float NatsY(CurveLayout layout, double worst, double best, double nats) =>
        layout.NatsBottom - ((layout.NatsBottom - layout.NatsTop) * (float)Math.Clamp((nats - worst) / (best - worst), 0, 1));
}
