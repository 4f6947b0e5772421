using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// Guides the model's pen over the page, row by row. It scales the model's offsets, leads the writing back to its ruled line, and moves it
/// to a free line at the margin.
/// </summary>
/// <param name="Map">From the model's offsets to the page.</param>
/// <param name="Height">The mean height of the writing relative to the line it stands on, page units downwards.</param>
/// <param name="Right">The right end of the ink at the height of the line where the model begins, page units.</param>
internal readonly record struct ModelPenGuide(PageLayout Layout, UnitMap Map, float Height, float Right)
{
    /// <summary>Minimum distance of ink from the edge of the sheet, page units.</summary>
    internal const float Edge = 4;

    /// <summary>The width of a word that must still fit after a word gap if the word is not known, IAM units.</summary>
    public const float WordWidth = 420;

    /// <summary>The weight of a new row in the drift, which is thereby a mean over the newest two or three letters.</summary>
    private const float RowWeight = 0.02f;

    /// <summary>The share of the drift that is corrected between two strokes, and its maximum as a share of the line spacing.</summary>
    private const float LedBack = 0.3f, MaximumLedBack = 0.04f;

    /// <summary>
    /// How much farther than to the margin a stroke within a word may reach, IAM units: to the edge of the sheet, because a word that has
    /// begun is only broken where it would be lost.
    /// </summary>
    public float Overhang => (Layout.X + Layout.SheetWidth - Edge - Layout.RightMargin) / PixelsPerUnit;

    private float PixelsPerUnit => Map.PixelsPerUnit;

    /// <param name="rows">All rows of the page.</param>
    /// <param name="line">The ruled line where the model begins.</param>
    public static ModelPenGuide On(PageLayout layout, ReadOnlySpan<PageRow> rows, int line, UnitMap map)
    {
        WritingLevel? level = WritingLevel.Of(rows, line, map.PixelsPerUnit);
        // Ink of another line counts if it is at the height of this line's letters. Then it belongs to a drawing.
        float right = float.MinValue, bottom = level?.Baseline ?? layout.Baseline(line);
        float top = bottom - PageLayout.AscenderOfXHeight * TrainingPen.XHeight * map.PixelsPerUnit;
        foreach (ref readonly PageRow row in rows)
            if (row.Line == line || row.Y > top && row.Y < bottom) right = Math.Max(right, row.X);
        return new ModelPenGuide(layout, map, level?.Height ?? -layout.XHeight / 2, right);
    }

    /// <summary>The state of the model's pen when it begins.</summary>
    /// <param name="rows">All rows of the page.</param>
    /// <param name="lifted">Whether the newest row ended a stroke.</param>
    public ModelPenState Begin(PenPlace place, ReadOnlySpan<PageRow> rows, bool lifted)
    {
        float bottom = float.MinValue;
        foreach (ref readonly PageRow row in rows) bottom = Math.Max(bottom, row.Y);
        float drift = WritingLevel.Of(rows, place.Line, PixelsPerUnit) is { } level ? level.Baseline - Layout.Baseline(place.Line) : 0;
        return new ModelPenState(place, lifted, 0, drift, PenPace.Initial, 0, bottom);
    }

    /// <summary>
    /// Moves the pen by one row. If the result has <see cref="ModelPenStop.EdgeOfPage"/>, the row has no position on the page.
    /// </summary>
    /// <param name="extent">
    /// How far the ink that has to stay on the line reaches to the right of the row: to the end of the word at its first row, otherwise to
    /// the end of the stroke; IAM units. Null if it is not known. It is only used for the first row of a stroke.
    /// </param>
    /// <param name="wordWidth">The width of the word that the row begins, if it begins one whose extent is not known; IAM units.</param>
    public ModelPenState Next(ModelPenState pen, PenOffset row, float? extent = null, float wordWidth = WordWidth)
    {
        float drift = pen.Drift;
        (float x, float y) = Map.ToPixels(row);
        PenPlace place = pen.Place.At(pen.Place.X + x, pen.Place.Y + y);
        float gap = pen.GapBefore(row);
        if (pen.Lifted && pen.Rows == 0 && place.PageX < Right) (place, gap) = (KeepClear(place), PenPlace.WordGap);
        float needed = extent ?? (gap > PenPlace.MinimumWordGap ? wordWidth : 0);
        if (pen.Lifted) place = KeepToLine(place, gap, needed, pen.Bottom, ref drift);
        place = KeepBelowTheTop(place);
        PenPace pace = pen.Pace.After(row);
        ModelPenStop stop = IsOffPage(place) ? ModelPenStop.EdgeOfPage : pace.IsAtRest ? ModelPenStop.PenRests : ModelPenStop.None;
        drift += RowWeight * (place.PageY - Layout.Baseline(place.Line) - Height - drift);
        return new ModelPenState(
            place, row.PenUp, pen.Rows + 1, drift, pace, Math.Max(-gap, 0), Math.Max(pen.Bottom, place.PageY), stop);
    }

    /// <summary>Puts a word that was moved to another ruled line on that line.</summary>
    /// <param name="pen">The state of the pen after the word's first row.</param>
    /// <param name="foot">How far below its first row the word stands, page units; null if it has too few letters to tell.</param>
    public ModelPenState StandOnLine(ModelPenState pen, float? foot)
    {
        if (foot is not { } below) return pen;
        PenPlace place = pen.Place;
        place = KeepBelowTheTop(place with { ShiftY = place.ShiftY + Layout.Baseline(place.Line) - (place.PageY + below) });
        return pen with { Place = place, Drift = 0, Bottom = Math.Max(pen.Bottom, place.PageY) };
    }

    /// <summary>Between strokes: moves to a free line at the margin, and leads the writing back to its line.</summary>
    private PenPlace KeepToLine(PenPlace place, float gap, float extent, float bottom, ref float drift)
    {
        // Ink that is longer than a whole line begins where lines begin, and a dot or cross within a word stays there.
        bool fits = place.PageX + extent * PixelsPerUnit <= Layout.RightMargin;
        if (!fits && gap > 0 && place.PageX > Layout.LeftMargin + Layout.XHeight)
        {
            int line = Math.Max(place.Line + 1, Layout.FreeLine(bottom, PixelsPerUnit));
            place = place.OnLine(line, Layout, drift);
            drift = 0;
            return place;
        }

        float limit = MaximumLedBack * Layout.LineSpacing;
        float correction = Math.Clamp(LedBack * drift, -limit, limit);
        drift -= correction;
        return place with { ShiftY = place.ShiftY - correction };
    }

    /// <summary>
    /// A person who went back to dot an i, or who has drawn something, continues after it. A model that has not learnt this would write
    /// over the ink. Only the position on the page is changed, not the offset that the model reads.
    /// </summary>
    private PenPlace KeepClear(PenPlace place) =>
        place with { ShiftX = place.ShiftX + Right + PenPlace.MinimumWordGap * PixelsPerUnit - place.PageX };

    /// <summary>Keeps tall letters on the sheet when the writing drifts upwards.</summary>
    private PenPlace KeepBelowTheTop(PenPlace place)
    {
        float over = Layout.Top + Edge - place.PageY;
        return over > 0 ? place with { ShiftY = place.ShiftY + over } : place;
    }

    /// <summary>The page grows downwards with the writing, but not for a pen that drops far below its ruled line.</summary>
    private bool IsOffPage(PenPlace place) =>
        place.PageX < Layout.X + Edge || place.PageX > Layout.X + Layout.SheetWidth - Edge
        || place.PageY > Layout.Baseline(place.Line) + PageLayout.SpareLines * Layout.LineSpacing;
}
