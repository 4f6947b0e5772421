using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Score;

/// <summary>Draws a card over the score that describes the row under the pointer, and what a click does.</summary>
public static class ScoreTip
{
    private const float TextSize = 12, Padding = 12, Height = 48, Gap = 6;

    private static readonly string[] Verbs = ["updates", "copies", "flushes"];

    public static void Draw(UiRenderer ui, Palette palette, ScoreView view, ReadOnlySpan<PageRow> rows)
    {
        if (view.Light is not { InScore: true } light) return;
        ScoreLayout layout = view.Layout;
        Span<char> text = stackalloc char[96];
        int length = Describe(text, light, rows);
        ReadOnlySpan<char> click = rows[^1].Owner == RowOwner.Person ? "click: the model goes on"
            : light.Row < LastOfPerson(rows) ? "click: the model goes on anew from the end of your ink"
            : "click: the model goes on anew from here";
        float width = Math.Max(ui.Measure(text[..length], TextSize, FontWeight.SemiBold), ui.Measure(click, TextSize)) + 2 * Padding;
        float x = Math.Clamp(layout.XOf(light.Row, view.End) - width / 2, layout.X + Gap,
            Math.Max(layout.X + Gap, layout.X + layout.Width - width - Gap));
        float y = layout.Y - Height - Gap;
        ui.Shadow(x, y + 3, width, Height, 8, 10, palette.Shadow);
        ui.Rect(x, y, width, Height, 8, palette.Panel, palette.PanelBorder);
        ui.Text(text[..length], x + Padding, y + 20, TextSize, palette.Text, FontWeight.SemiBold);
        ui.Text(click, x + Padding, y + 37, TextSize, palette.MutedText);
    }

    private static int Describe(Span<char> text, SegmentLight light, ReadOnlySpan<PageRow> rows)
    {
        PageRow row = rows[light.Row];
        int written;
        if (row.Trace is not { } trace)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"row {light.Row + 1}: not read yet", out written);
            return written;
        }

        if (light.Lane == ScoreLayout.PenLane)
        {
            string up = row.Offset.PenUp ? ", pen lifted" : "";
            text.TryWrite(CultureInfo.InvariantCulture, $"row {light.Row + 1}: stroke {row.Stroke + 1}{up}", out written);
        }
        else
        {
            Operation operation = trace.Operation(light.Lane);
            text.TryWrite(CultureInfo.InvariantCulture, $"row {light.Row + 1}: layer {light.Lane + 1} {Verbs[(int)operation]}",
                out written);
            // On COPY no detector runs, and the top layer has none.
            if (operation != Operation.Copy && trace.BoundaryProbability(light.Lane) is > 0 and var probability)
            {
                text[written..].TryWrite(CultureInfo.InvariantCulture, $"  ·  boundary {probability:0.000}", out int more);
                written += more;
            }
        }

        if (light.Row == 0) return written; // the first row is an input only
        text[written..].TryWrite(CultureInfo.InvariantCulture, $"  ·  {trace.Nats:0.0} nats", out int last);
        return written + last;
    }

    private static int LastOfPerson(ReadOnlySpan<PageRow> rows)
    {
        int row = rows.Length - 1;
        while (row >= 0 && rows[row].Owner != RowOwner.Person) row--;
        return row;
    }
}
