using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>Opened ink on a page. All its points and its proportions are kept; only what the model reads is resampled.</summary>
/// <param name="Rows">The rows that the model reads, with the points of the file.</param>
/// <param name="Hand">The estimate of the handwriting.</param>
/// <param name="XHeight">The size of the ruled lines that fits the ink, page units.</param>
/// <param name="Notes">
/// What a person should know about its size and about ink that was left out, each a sentence without its full stop.
/// </param>
internal sealed record PlacedInk(PageRow[] Rows, HandEstimate Hand, float XHeight, IReadOnlyList<string> Notes)
{
    /// <summary>The limits of the size of ruled lines, page units.</summary>
    public const float MinimumXHeight = 2, MaximumXHeight = 1000;

    /// <summary>The minimum distance of ink from the top of the sheet, page units.</summary>
    internal const float Margin = 12;

    /// <param name="layout">The sheet of a new page.</param>
    /// <param name="pixelsPerUnit">The scale of readable handwriting: page units per IAM unit.</param>
    public static PlacedInk On(PageLayout layout, ReadInk read, float pixelsPerUnit)
    {
        var notes = new List<string>();
        string? far = null;
        if (!read.IsPage) read = FarInk.Without(read, out far);
        InkScale scale = InkScale.Of(read, pixelsPerUnit, layout.RightMargin - layout.LeftMargin);
        if (scale.Note is { } note) notes.Add(note);
        if (far is not null) notes.Add(far);
        List<InkPoint[]> strokes = [.. read.Ink.Strokes.Select(stroke => scale.Apply(stroke))];
        float xHeight = Math.Clamp(MathF.Round(scale.XHeight), MinimumXHeight, MaximumXHeight);
        PageLayout lined = PageLayout.Fit(layout.Width + 2 * PageLayout.Desk, layout.Height, xHeight);
        List<LineOfText> lines = LineOfText.Find(strokes, scale.XHeight);
        if (!read.IsPage) Shift(strokes, lines, lined);
        HandEstimate hand = RecordedInk.Hand(strokes, HandEstimate.Expect(scale.XHeight / TrainingPen.XHeight));
        return new PlacedInk(RowsOf(strokes, lines, lined, hand.Scale), hand, xHeight, notes);
    }

    /// <summary>Moves ink to the left margin, with its first line of text on the first ruled line, and all of it on the sheet.</summary>
    private static void Shift(List<InkPoint[]> strokes, List<LineOfText> lines, PageLayout layout)
    {
        float left = strokes.Min(stroke => stroke.Min(point => point.X)), top = strokes.Min(stroke => stroke.Min(point => point.Y));
        float x = layout.LeftMargin - left;
        float y = Math.Max(layout.FirstBaseline - lines[0].Baseline, layout.Top + Margin - top);
        foreach (InkPoint[] stroke in strokes)
            for (int index = 0; index < stroke.Length; index++)
                stroke[index] = stroke[index] with { X = stroke[index].X + x, Y = stroke[index].Y + y };
        for (int line = 0; line < lines.Count; line++) lines[line] = lines[line] with { Baseline = lines[line].Baseline + y };
    }

    /// <summary>
    /// Moves strokes to the endless line that the model reads, where lines of text follow each other at word gaps, on one baseline.
    /// </summary>
    /// <returns>The strokes there, and the place of each on the page.</returns>
    private static (List<InkPoint[]> Strokes, PenPlace[] Places) OnEndlessLine(
        List<InkPoint[]> strokes, List<LineOfText> lines, PageLayout layout, PenScale scale)
    {
        var endless = new List<InkPoint[]>(strokes.Count);
        var places = new PenPlace[strokes.Count];
        PenPlace place = PenPlace.Nowhere;
        for (int line = 0; line < lines.Count; line++)
        {
            for (int stroke = lines[line].First; stroke < lines[line].End; stroke++)
            {
                InkPoint first = strokes[stroke][0];
                place = stroke == 0 ? new PenPlace(first.X, first.Y, 0, 0, 0)
                    : place.TouchText(first.X, first.Y, lines[line].Baseline - lines[0].Baseline, stroke == lines[line].First,
                        scale.PixelsPerUnit);
                // The ruled line at the bottom of the stroke; a dot or a cross is on that of its line of text.
                float bottom = strokes[stroke].Max(point => point.Y);
                places[stroke] = place with { Line = Math.Max(0, layout.NearestLine(Math.Max(bottom, lines[line].Baseline))) };
                PenPlace shift = place;
                endless.Add([.. strokes[stroke].Select(point => point with { X = point.X - shift.ShiftX, Y = point.Y - shift.ShiftY })]);
                InkPoint last = endless[^1][^1];
                place = place.At(last.X, last.Y);
            }
        }

        return (endless, places);
    }

    private static PageRow[] RowsOf(List<InkPoint[]> strokes, List<LineOfText> lines, PageLayout layout, PenScale scale)
    {
        (List<InkPoint[]> endless, PenPlace[] places) = OnEndlessLine(strokes, lines, layout, scale);
        List<EncodedRow> encoded = RecordedInk.Encode(endless, scale);
        var rows = new PageRow[encoded.Count];
        int taken = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            EncodedRow from = encoded[row];
            InkPoint[] points = strokes[from.Stroke];
            if (row == 0 || encoded[row - 1].Stroke != from.Stroke) taken = 0;
            int end = taken;
            while (end < points.Length && (from.Offset.PenUp || points[end].TimeSeconds <= from.TimeSeconds)) end++;
            rows[row] = PageRow.Of(from, places[from.Stroke], scale) with
            {
                TimeSeconds = from.Offset.PenUp ? points[^1].TimeSeconds : from.TimeSeconds,
                Recorded = points[taken..end],
            };
            taken = end;
        }

        return rows;
    }
}
