using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Watch;

/// <summary>Draws the score of the line like that of a page, for a look that may be fading between two checkpoints.</summary>
internal static class WatchScorePanel
{
    private const float LabelSize = ScorePanel.LabelSize, PenThickness = ScorePanel.PenThickness, CurveWidth = ScorePanel.CurveWidth;

    public static void Draw(UiRenderer ui, Palette palette, WatchLayout window, ReadingLook look, FixedLine line,
        IReadOnlyList<string> labels)
    {
        ScoreLayout layout = window.Score;
        int end = Math.Min(look.Rows, layout.Columns);
        float left = layout.Left; // unlike the score of a page, which is aligned to the right
        for (int layer = layout.Layers - 1; layer >= 0; layer--)
        {
            ui.Text(labels[layer], layout.X + ScoreLayout.Margin, layout.LabelBaseline(layer), LabelSize, palette.MutedText);
            ui.Rect(left, layout.Bottom(layer) - 1, layout.StepWidth * end, 1, 0, palette.Rule);
            Marks(ui, palette, layout, window.FlushWidth, look, layer, end);
            if (look.HasCurve(layer) > 0) Curve(ui, palette, layout, look, layer, end);
        }

        Pen(ui, palette, layout, look, line, end);
    }

    private static void Marks(UiRenderer ui, Palette palette, ScoreLayout layout, float flushWidth, ReadingLook look, int layer, int end)
    {
        float bottom = layout.Bottom(layer);
        OkLab flush = OkLab.Of(palette.Ink.Of(byModel: false, layer + 1)), update = OkLab.Of(palette.Paper).Towards(flush, 0.4f);
        for (int row = 0; row < end;)
        {
            int from = row++;
            float height = look.BarHeight(layer, from), flushes = look.FlushColour(layer, from);
            // Neighbouring updates are drawn as one bar; during a fade, only those of the same height.
            while (flushes == 0 && row < end && look.BarHeight(layer, row) == height && look.FlushColour(layer, row) == 0) row++;
            float high = height * layout.FlushHeight, width = flushes > 0.5f ? flushWidth : (row - from) * layout.StepWidth;
            if (high < 0.5f) continue;
            ui.Rect(layout.Left + (from * layout.StepWidth), bottom - high, width, high, 0, update.Towards(flush, flushes).ToRgba());
        }
    }

    private static void Curve(UiRenderer ui, Palette palette, ScoreLayout layout, ReadingLook look, int layer, int end)
    {
        uint colour = OkLab.Of(palette.Paper).Towards(OkLab.Of(palette.Text), 0.55f * look.HasCurve(layer)).ToRgba();
        float middle = layout.CurveMiddle(layer);
        (float x, float y) = At(0);
        for (int row = 1; row < end; row++)
        {
            (float nextX, float nextY) = At(row);
            ui.Line(x, y, nextX, nextY, CurveWidth, colour);
            (x, y) = (nextX, nextY);
        }

        (float X, float Y) At(int row) =>
            (layout.Left + ((row + 0.5f) * layout.StepWidth), middle - (look.Curve(layer, row) * layout.CurveHeight / 2));
    }

    private static void Pen(UiRenderer ui, Palette palette, ScoreLayout layout, ReadingLook look, FixedLine line, int end)
    {
        float middle = layout.Bottom(ScoreLayout.PenLane) - (PenThickness / 2) - 2;
        ui.Text("pen", layout.X + ScoreLayout.Margin, layout.LabelBaseline(ScoreLayout.PenLane), LabelSize, palette.MutedText);
        for (int row = 0; row < end;)
        {
            int from = row;
            uint colour = look.Ink(0, row);
            while (!line.Rows[row++].PenUp && row < end && look.Ink(0, row) == colour) { }
            float gap = line.Rows[row - 1].PenUp ? 2 : 0, width = MathF.Max(1, ((row - from) * layout.StepWidth) - gap);
            ui.Rect(layout.Left + (from * layout.StepWidth), middle - (PenThickness / 2), width, PenThickness, 0, colour);
        }
    }
}
