using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Draws a card over the score with sentences about what is under the pointer: what a layer did at a point and what a click does, or the
/// statistics of a layer.
/// </summary>
internal static class ScoreTip
{
    private const float TextSize = 12, Padding = 12, LineHeight = 17, Gap = 6;

    private static readonly string GoBack =
        $"Click to go back to here: the model removes its later ink and continues ({PageKeys.Undo} undoes it)";

    /// <param name="letters">The text of the page.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, ScoreView view, ReadOnlySpan<PageRow> rows, LayerNames names, LiveMeter meter, string letters)
    {
        Span<char> firstBuffer = stackalloc char[128], secondBuffer = stackalloc char[160];
        if (view.Highlight is { InScore: true } lit)
        {
            Card(ui, palette, view.Layout, view.Layout.XOf(lit.Row, view.End),
                lit.Lane == ScoreLayout.TextLane ? Letter(firstBuffer, lit.Row, rows, letters)
                    : WhatHappened(firstBuffer, lit, rows, names),
                Likelihoods(secondBuffer, lit, rows), Click(lit, rows));
        }
        else if (view.FiguresLane is ScoreLayout.PenLane && !meter.Layers.IsEmpty)
        {
            Card(ui, palette, view.Layout, view.Layout.X + view.Layout.Width,
                firstBuffer.Write($"{100 * meter.PenUpRate:0} % of the last {LiveMeter.RowsCounted} points are at pen-ups"),
                "The share of boundaries that would be at pen-ups by chance", "");
        }
        else if (view.FiguresLane is { } layer && layer >= 0 && layer < meter.Layers.Length)
        {
            LayerFigures figures = meter.Layers[layer];
            Span<char> thirdBuffer = stackalloc char[128];
            Card(ui, palette, view.Layout, view.Layout.X + view.Layout.Width,
                Rate(firstBuffer, layer, figures, meter, names), AtPenUps(secondBuffer, layer, figures, meter),
                thirdBuffer.Write($"At {100 * figures.Skipped:0} % of the points it keeps its state and computes nothing"));
        }
    }

    private static void Card(
        UiRenderer ui, Palette palette, ScoreLayout layout, float centre, ReadOnlySpan<char> first, ReadOnlySpan<char> second,
        ReadOnlySpan<char> third)
    {
        float width = ui.Measure(first, TextSize, FontWeight.SemiBold);
        width = Math.Max(width, Math.Max(ui.Measure(second, TextSize), ui.Measure(third, TextSize))) + 2 * Padding;
        int lines = 1 + (second.IsEmpty ? 0 : 1) + (third.IsEmpty ? 0 : 1);
        float height = lines * LineHeight + 14;
        float x = Math.Clamp(centre - width / 2, layout.X + Gap, Math.Max(layout.X + Gap, layout.X + layout.Width - width - Gap));
        float y = layout.Y - height - Gap;
        ui.Shadow(x, y + 3, width, height, 8, 10, palette.Shadow);
        ui.Rect(x, y, width, height, 8, palette.Panel, palette.PanelBorder);
        y += 20;
        ui.Text(first, x + Padding, y, TextSize, palette.Text, FontWeight.SemiBold);
        if (!second.IsEmpty) ui.Text(second, x + Padding, y += LineHeight, TextSize, palette.Text);
        if (!third.IsEmpty) ui.Text(third, x + Padding, y + LineHeight, TextSize, palette.MutedText);
    }

    /// <returns>What the layer, or the pen, did at the row.</returns>
    private static ReadOnlySpan<char> WhatHappened(Span<char> text, SegmentHighlight lit, ReadOnlySpan<PageRow> rows, LayerNames names)
    {
        if (rows[lit.Row].Trace is not { } trace) return text.Write($"The model has not read point {lit.Row + 1} yet");
        if (lit.Lane == ScoreLayout.PenLane)
        {
            string up = rows[lit.Row].Offset.PenUp ? ". The pen is lifted here" : "";
            return text.Write($"Point {lit.Row + 1}, in stroke {rows[lit.Row].Stroke + 1}{up}");
        }

        string segment = names.SegmentName(lit.Lane);
        int layer = lit.Lane + 1, written = trace.Operation(lit.Lane) switch
        {
            Operation.Flush => text.Write($"Layer {layer} begins a new {segment} (FLUSH)").Length,
            Operation.Update => text.Write($"Layer {layer} takes the point into its segment (UPDATE)").Length,
            _ => text.Write($"Layer {layer} keeps its state, and nothing is computed (COPY)").Length,
        };
        if (trace.Boundary(lit.Lane)) written += text[written..].Write($". The {segment} ends here").Length;
        return text[..written];
    }

    /// <returns>The letter that the model was writing at the row.</returns>
    private static ReadOnlySpan<char> Letter(Span<char> text, int row, ReadOnlySpan<PageRow> rows, string letters)
    {
        int letter = LetterInk.At(rows[row], row);
        return letter < 0 ? "The model saw no text here"
            : letter >= letters.Length ? "The model was past the end of the text here"
            : text.Write($"The model was writing “{letters[letter]}” here");
    }

    /// <returns>The boundary probability and the log-likelihood of the point.</returns>
    private static ReadOnlySpan<char> Likelihoods(Span<char> text, SegmentHighlight lit, ReadOnlySpan<PageRow> rows)
    {
        if (rows[lit.Row].Trace is not { } trace) return [];
        int written = 0;
        // On COPY no detector runs, and the top layer has none.
        if (lit.Lane >= 0 && trace.Operation(lit.Lane) != Operation.Copy
            && trace.BoundaryProbability(lit.Lane) is > 0 and var probability)
        {
            written = text.Write($"Its boundary detector says {probability:0.000##} and fires above 0.5. ").Length;
        }

        if (lit.Row > 0) // the first row is an input only
            written += text[written..].Write($"Log-likelihood of the point: {trace.Nats:0.0} nats, higher is more expected.").Length;
        return text[..written];
    }

    /// <returns>What a click does.</returns>
    private static string Click(SegmentHighlight lit, ReadOnlySpan<PageRow> rows) =>
        rows[^1].Owner == RowOwner.Person ? "Click to let the model continue"
        : lit.Row < LastOfPerson(rows) ? "Click to let the model continue again from the end of your ink"
        : GoBack;

    /// <returns>How often the layer ends a segment.</returns>
    private static ReadOnlySpan<char> Rate(Span<char> text, int layer, in LayerFigures figures, LiveMeter meter, LayerNames names)
    {
        if (layer == meter.Layers.Length - 1) return text.Write($"Layer {layer + 1} is the top layer. It ends no segments");
        return figures.BoundaryRate <= 0
            ? text.Write($"Layer {layer + 1} has ended no segment in the last {LiveMeter.RowsCounted} points")
            : text.Write($"Layer {layer + 1} ends a {names.SegmentName(layer)} every {1 / figures.BoundaryRate:0.#} points");
    }

    /// <returns>How many of these ends are at pen-ups; empty if there are none.</returns>
    private static ReadOnlySpan<char> AtPenUps(Span<char> text, int layer, in LayerFigures figures, LiveMeter meter) =>
        double.IsNaN(figures.AtPenUps) || layer == meter.Layers.Length - 1 ? []
            : text.Write($"{100 * figures.AtPenUps:0} % of these ends are at pen-ups; by chance it would be {100 * meter.PenUpRate:0} %");

    /// <returns>The last row of the person; −1 if there is none.</returns>
    private static int LastOfPerson(ReadOnlySpan<PageRow> rows)
    {
        int row = rows.Length - 1;
        while (row >= 0 && rows[row].Owner != RowOwner.Person) row--;
        return row;
    }
}
