using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Draws the score on its slip of paper. In the lane of a layer, a thin line is COPY, a low bar UPDATE and a tall bar FLUSH; the curve is
/// the boundary probability. The lane of the pen shows the colours of the ink, with a gap at each pen-up. Beside each lane are statistics
/// of the newest rows: the boundary rate, the share of boundaries that are at pen-ups (and what it would be by chance), and the share of
/// skipped work.
/// </summary>
internal static class ScorePanel
{
    public const float LabelSize = 12, PenThickness = 4, CurveWidth = 1.2f;

    private static readonly LayerFiguresText FiguresText = new(Size: 12, HeadSize: 10.5f, BoundariesRight: 112, PenUpsRight: 50);

    /// <param name="text">The text of the page, for the lane of letters.</param>
    public static void Draw(
        UiRenderer ui, InkPaint paint, ScoreView view, ReadOnlySpan<PageRow> rows, LayerNames names, string text, LiveMeter meter)
    {
        Palette palette = paint.Palette;
        ScoreLayout layout = view.Layout;
        if (view.Highlight is { } lit) Highlight(ui, palette, layout, lit, view.First, view.End);
        for (int layer = layout.Layers - 1; layer >= 0; layer--)
        {
            Label(ui, palette, layout, layer, names, chosen: paint.Scheme.IsOfLayer && layer == paint.Scheme.Layer);
            Marks(ui, palette, layout, layer, rows, view.First, view.End);
            if (layer < layout.Layers - 1) Curve(ui, palette, layout, layer, rows, view.First, view.End);
        }

        Pen(ui, paint, layout, rows, view.First, view.End);
        if (layout.HasText) Letters(ui, palette, layout, rows, text, view.First, view.End);
        if (layout.ShowsFigures && meter.Layers.Length == layout.Layers) Figures(ui, palette, layout, meter);
    }

    private static void Label(UiRenderer ui, Palette palette, ScoreLayout layout, int layer, LayerNames names, bool chosen) =>
        ui.Text(names.Label(layer), layout.X + ScoreLayout.Margin, layout.LabelBaseline(layer), LabelSize,
            chosen ? palette.Text : palette.MutedText, chosen ? FontWeight.SemiBold : FontWeight.Regular);

    /// <summary>Draws the segment under the pointer, and a line through all lanes at its row.</summary>
    private static void Highlight(UiRenderer ui, Palette palette, ScoreLayout layout, SegmentHighlight lit, int first, int end)
    {
        int from = Math.Max(lit.First, first), to = Math.Min(lit.End, end);
        if (to <= from) return;
        float left = layout.XOf(from, end), bottom = layout.Bottom(lit.Lane);
        float height = layout.HeightOf(lit.Lane) - 3;
        ui.Rect(left, bottom - height, (to - from) * layout.StepWidth, height, 3, palette.Marker);
        float top = layout.Bottom(layout.Layers - 1) - layout.HeightOf(layout.Layers - 1);
        int lowest = layout.HasText ? ScoreLayout.TextLane : ScoreLayout.PenLane;
        ui.Rect(layout.XOf(lit.Row, end) + layout.StepWidth / 2 - 0.5f, top, 1, layout.Bottom(lowest) - top, 0,
            palette.PanelBorder);
    }

    private static void Marks(UiRenderer ui, Palette palette, ScoreLayout layout, int layer, ReadOnlySpan<PageRow> rows, int first, int end)
    {
        float bottom = layout.Bottom(layer);
        uint flush = palette.Ink.Of(byModel: false, layer + 1);
        uint update = OkLab.Of(palette.Paper).Towards(OkLab.Of(flush), 0.4f).ToRgba();
        ui.Rect(layout.Left, bottom - 1, layout.Right - layout.Left, 1, 0, palette.Rule);
        for (int row = first; row < end;)
        {
            Operation? operation = rows[row].Trace?.Operation(layer);
            int from = row++;
            if (operation is null or Operation.Copy) continue;
            // Neighbouring updates are drawn as one bar.
            while (operation == Operation.Update && row < end && rows[row].Trace?.Operation(layer) == Operation.Update) row++;
            float height = operation == Operation.Flush ? layout.FlushHeight : ScoreLayout.UpdateHeight;
            float width = (row - from) * layout.StepWidth - (operation == Operation.Flush ? 1 : 0);
            ui.Rect(layout.XOf(from, end), bottom - height, width, height, 0, operation == Operation.Flush ? flush : update);
        }
    }

    private static void Curve(UiRenderer ui, Palette palette, ScoreLayout layout, int layer, ReadOnlySpan<PageRow> rows, int first, int end)
    {
        float half = HalfRange(layer, rows, first, end);
        uint colour = OkLab.Of(palette.Paper).Towards(OkLab.Of(palette.Text), 0.55f).ToRgba();
        float middle = layout.CurveMiddle(layer);
        (float X, float Y)? before = null;
        for (int row = first; row < end; row++)
        {
            if (Probability(rows[row], layer) is not { } probability) continue;
            float x = layout.XOf(row, end) + layout.StepWidth / 2;
            float y = middle - Math.Clamp((probability - 0.5f) / half, -1, 1) * layout.CurveHeight / 2;
            if (before is { } from) ui.Line(from.X, from.Y, x, y, CurveWidth, colour);
            before = (x, y);
        }
    }

    /// <returns>Half the range of the curve. It contains most visible probabilities; the others are drawn at its ends.</returns>
    private static float HalfRange(int layer, ReadOnlySpan<PageRow> rows, int first, int end)
    {
        float sum = 0;
        int count = 0;
        for (int row = first; row < end; row++)
        {
            if (Probability(rows[row], layer) is not { } probability) continue;
            sum += Math.Abs(probability - 0.5f);
            count++;
        }

        return CurveRange.HalfRange(sum, count);
    }

    /// <returns>The boundary probability; null if the detector did not run.</returns>
    private static float? Probability(in PageRow row, int layer) =>
        row.Trace is { } trace && trace.Operation(layer) != Operation.Copy ? trace.BoundaryProbability(layer) : null;

    private static void Pen(UiRenderer ui, InkPaint paint, ScoreLayout layout, ReadOnlySpan<PageRow> rows, int first, int end)
    {
        float middle = layout.Bottom(ScoreLayout.PenLane) - PenThickness / 2 - 2;
        ui.Text("pen", layout.X + ScoreLayout.Margin, layout.LabelBaseline(ScoreLayout.PenLane), LabelSize, paint.Palette.MutedText);
        for (int row = first; row < end;)
        {
            int from = row;
            uint colour = paint.Of(row, rows[row]);
            while (!rows[row++].Offset.PenUp && row < end && paint.Of(row, rows[row]) == colour) { }
            bool lifted = rows[row - 1].Offset.PenUp;
            ui.Rect(layout.XOf(from, end), middle - PenThickness / 2, (row - from) * layout.StepWidth - (lifted ? 2 : 0), PenThickness, 0,
                colour);
        }
    }

    /// <summary>Draws each letter over the rows that the model wrote while its attention to the text was on it.</summary>
    private static void Letters(
        UiRenderer ui, Palette palette, ScoreLayout layout, ReadOnlySpan<PageRow> rows, string text, int first, int end)
    {
        float bottom = layout.Bottom(ScoreLayout.TextLane);
        ui.Text("text", layout.X + ScoreLayout.Margin, layout.LabelBaseline(ScoreLayout.TextLane), LabelSize, palette.MutedText);
        for (int row = first; row < end;)
        {
            int from = row, letter = LetterInk.At(rows[row], row);
            while (++row < end && LetterInk.At(rows[row], row) == letter) { }
            if (letter < 0 || letter >= text.Length) continue;
            float left = layout.XOf(from, end), width = (row - from) * layout.StepWidth;
            ui.Rect(left, bottom - 2, width - 1, 2, 0, palette.Modes.Segments.Of(byModel: true, letter));
            ReadOnlySpan<char> shown = text.AsSpan(letter, 1);
            if (ui.Measure(shown, LabelSize) <= width)
                ui.Text(shown, left + width / 2, bottom - 5, LabelSize, palette.Text, align: TextAlign.Centre);
        }
    }

    private static void Figures(UiRenderer ui, Palette palette, ScoreLayout layout, LiveMeter meter)
    {
        float right = layout.X + layout.Width - ScoreLayout.Margin;
        FiguresText.Head(ui, palette, right, layout.Bottom(layout.Layers - 1) - layout.HeightOf(layout.Layers - 1) - 3);
        for (int layer = 0; layer < layout.Layers; layer++)
            FiguresText.Row(ui, palette, right, layout.LabelBaseline(layer), meter.Layers[layer], hasDetector: layer < layout.Layers - 1);
        float pen = layout.LabelBaseline(ScoreLayout.PenLane);
        FiguresText.Chance(ui, palette, right, pen, meter.PenUpRate);
        ui.Text("by chance", right - FiguresText.BoundariesRight, pen, FiguresText.Size, palette.MutedText, align: TextAlign.Right);
    }
}
