using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Draws a card over the score with sentences about what is under the pointer: what a layer did at a point and what a click does, or the
/// statistics of a layer.
/// </summary>
internal static class ScoreTip
{
    private const float TextSize = 12, Padding = 12, LineHeight = 17, Gap = 6;

    /// <param name="letters">The text of the page.</param>
    public static void Draw(
        UiRenderer ui, Palette palette, ScoreView view, ReadOnlySpan<PageRow> rows, LayerNames names, LiveMeter meter, string letters)
    {
        Span<char> first = stackalloc char[128], second = stackalloc char[128], third = stackalloc char[128];
        int firstLength, secondLength, thirdLength;
        float x;
        if (view.Light is { InScore: true } light)
        {
            bool ofText = light.Lane == ScoreLayout.TextLane;
            firstLength = ofText ? Letter(first, light.Row, rows, letters) : Done(first, light, rows, names);
            secondLength = Figures(second, light, rows);
            thirdLength = Copy(third, Click(light, rows));
            x = view.Layout.XOf(light.Row, view.End);
        }
        else if (view.FiguresLane is { } lane && lane >= ScoreLayout.PenLane && lane < meter.Layers.Length)
        {
            LayerFigures figures = lane == ScoreLayout.PenLane ? default : meter.Layers[lane];
            firstLength = Rate(first, lane, figures, meter, names);
            secondLength = AtPenUps(second, lane, figures, meter);
            thirdLength = Skipped(third, lane, figures);
            x = view.Layout.X + view.Layout.Width;
        }
        else
        {
            return;
        }

        Card(ui, palette, view.Layout, x, first[..firstLength], second[..secondLength], third[..thirdLength]);
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

    /// <summary>Says what the layer, or the pen, did at the row.</summary>
    /// <returns>The number of characters written, as for all methods below.</returns>
    private static int Done(Span<char> text, SegmentLight light, ReadOnlySpan<PageRow> rows, LayerNames names)
    {
        int written;
        if (rows[light.Row].Trace is not { } trace)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"The model has not read point {light.Row + 1} yet", out written);
            return written;
        }

        if (light.Lane == ScoreLayout.PenLane)
        {
            string up = rows[light.Row].Offset.PenUp ? ". The pen is lifted here" : "";
            text.TryWrite(CultureInfo.InvariantCulture, $"Point {light.Row + 1}, in stroke {rows[light.Row].Stroke + 1}{up}", out written);
            return written;
        }

        string segment = names.OneOf(light.Lane);
        text.TryWrite(CultureInfo.InvariantCulture, $"Layer {light.Lane + 1} {Verb(trace.Operation(light.Lane), segment)}", out written);
        if (!trace.Boundary(light.Lane)) return written;
        text[written..].TryWrite($". The {segment} ends here", out int more);
        return written + more;
    }

    /// <summary>Says which letter the model was writing at the row.</summary>
    private static int Letter(Span<char> text, int row, ReadOnlySpan<PageRow> rows, string letters)
    {
        int letter = LetterInk.At(rows[row], row), written;
        if (letter < 0) return Copy(text, "The model saw no text here");
        if (letter >= letters.Length) return Copy(text, "The model was past the end of the text here");
        text.TryWrite(CultureInfo.InvariantCulture, $"The model was writing “{letters[letter]}” here", out written);
        return written;
    }

    private static string Verb(Operation operation, string segment) => (operation, segment) switch
    {
        (Operation.Flush, "word") => "begins a new word (FLUSH)",
        (Operation.Flush, "stroke") => "begins a new stroke (FLUSH)",
        (Operation.Flush, "half stroke") => "begins a new half stroke (FLUSH)",
        (Operation.Flush, _) => "begins a new segment (FLUSH)",
        (Operation.Update, _) => "takes the point into its segment (UPDATE)",
        _ => "keeps its state, and nothing is computed (COPY)",
    };

    /// <summary>Says how probable the boundary and the point were to the model.</summary>
    private static int Figures(Span<char> text, SegmentLight light, ReadOnlySpan<PageRow> rows)
    {
        if (rows[light.Row].Trace is not { } trace) return 0;
        int written = 0;
        // On COPY no detector runs, and the top layer has none.
        if (light.Lane >= 0 && trace.Operation(light.Lane) != Operation.Copy
            && trace.BoundaryProbability(light.Lane) is > 0 and var probability)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"Its boundary detector says {probability:0.000} and fires above 0.5. ",
                out written);
        }

        if (light.Row == 0) return written; // the first row is an input only
        text[written..].TryWrite(CultureInfo.InvariantCulture, $"Likelihood of the point: {trace.Nats:0.0} nats, higher is more expected.",
            out int last);
        return written + last;
    }

    /// <returns>What a click does.</returns>
    private static string Click(SegmentLight light, ReadOnlySpan<PageRow> rows) =>
        rows[^1].Owner == RowOwner.Person ? "Click to let the model continue"
        : light.Row < LastOfPerson(rows) ? "Click to let the model continue again from the end of your ink"
        : "Click to go back to here: the model removes its later ink and continues (Ctrl Z undoes it)";

    /// <summary>Says how often the layer ends a segment, or how many points are at pen-ups.</summary>
    private static int Rate(Span<char> text, int lane, in LayerFigures figures, LiveMeter meter, LayerNames names)
    {
        int written;
        if (lane == ScoreLayout.PenLane)
        {
            text.TryWrite(CultureInfo.InvariantCulture,
                $"{100 * meter.PenUpRate:0} % of the last {LiveMeter.RowsCounted} points are at pen-ups", out written);
        }
        else if (lane == meter.Layers.Length - 1)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"Layer {lane + 1} is the top layer. It ends no segments", out written);
        }
        else if (figures.BoundaryRate <= 0)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"Layer {lane + 1} has ended no segment in the last {LiveMeter.RowsCounted} points",
                out written);
        }
        else
        {
            text.TryWrite(CultureInfo.InvariantCulture,
                $"Layer {lane + 1} ends a {names.OneOf(lane)} every {1 / figures.BoundaryRate:0.#} points", out written);
        }

        return written;
    }

    /// <summary>Says how many of these ends are at pen-ups.</summary>
    private static int AtPenUps(Span<char> text, int lane, in LayerFigures figures, LiveMeter meter)
    {
        if (lane == ScoreLayout.PenLane) return Copy(text, "The share of boundaries that would be at pen-ups by chance");
        if (double.IsNaN(figures.AtPenUps) || lane == meter.Layers.Length - 1) return 0;
        text.TryWrite(CultureInfo.InvariantCulture,
            $"{100 * figures.AtPenUps:0} % of these ends are at pen-ups; by chance it would be {100 * meter.PenUpRate:0} %",
            out int written);
        return written;
    }

    /// <summary>Says how much of the layer's work is skipped.</summary>
    private static int Skipped(Span<char> text, int lane, in LayerFigures figures)
    {
        if (lane == ScoreLayout.PenLane) return 0;
        text.TryWrite(CultureInfo.InvariantCulture, $"At {100 * figures.Skipped:0} % of the points it keeps its state and computes nothing",
            out int written);
        return written;
    }

    private static int Copy(Span<char> text, ReadOnlySpan<char> from)
    {
        from.CopyTo(text);
        return from.Length;
    }

    /// <returns>The last row of the person; −1 if there is none.</returns>
    private static int LastOfPerson(ReadOnlySpan<PageRow> rows)
    {
        int row = rows.Length - 1;
        while (row >= 0 && rows[row].Owner != RowOwner.Person) row--;
        return row;
    }
}
