using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// Guides the model's pen over the page, row by row. It scales the model's offsets, keeps the pen on its ruled line, and moves it to the
/// next line at the margin.
/// </summary>
/// <param name="PixelsPerUnit">Page units in one IAM unit.</param>
/// <param name="Height">
/// The height of the model's writing relative to its ruled line: the mean of the person's, page units downwards.
/// </param>
/// <param name="Right">The right end of the ink on the line where the model begins.</param>
public readonly record struct ModelPenGuide(PageLayout Layout, float PixelsPerUnit, float Height, float Right)
{
    /// <summary>Minimum distance of ink from the edge of the sheet, page units.</summary>
    private const float Edge = 4;

    /// <summary>The width of a word that must still fit after a word gap if the word is not known, IAM units.</summary>
    public const float Word = 420;

    /// <summary>The number of newest rows by which the height of the person's writing is measured.</summary>
    private const int RowsOfHeight = 300;

    /// <param name="rows">All rows of the page.</param>
    /// <param name="line">The ruled line where the model begins.</param>
    public static ModelPenGuide On(PageLayout layout, ReadOnlySpan<PageRow> rows, int line, float pixelsPerUnit)
    {
        float height = 0, right = float.MinValue;
        int counted = 0;
        for (int index = rows.Length - 1; index >= 0; index--)
        {
            ref readonly PageRow row = ref rows[index];
            if (row.Line == line) right = Math.Max(right, row.X);
            if (row.Owner != RowOwner.Person || counted == RowsOfHeight) continue;
            height += row.Y - layout.Baseline(row.Line);
            counted++;
        }

        return new ModelPenGuide(layout, pixelsPerUnit, counted == 0 ? -layout.XHeight / 2 : height / counted, right);
    }

    public static ModelPenPath Begin(PenPlace place, bool lifted) => new(place, lifted, 0, 0, PenPace.Initial);

    /// <summary>
    /// Moves the pen by one row. If the result has <see cref="ModelPenStop.EdgeOfPage"/>, the row has no position on the page.
    /// </summary>
    /// <param name="word">The width of the word that the row begins, if it begins one; IAM units.</param>
    public ModelPenPath Next(ModelPenPath path, PenOffset row, float word = Word)
    {
        float drift = path.Drift;
        PenPlace place = path.Place.At(path.Place.X + row.DeltaX * PixelsPerUnit, path.Place.Y + row.DeltaY * PixelsPerUnit);
        if (path.Lifted && path.Rows == 0) place = KeepClear(place);
        if (path.Lifted) place = KeepToLine(place, row.DeltaX, word, ref drift);
        place = KeepBelowTheTop(place);
        PenPace pace = path.Pace.After(row);
        ModelPenStop stop = IsOffPage(place) ? ModelPenStop.EdgeOfPage : pace.Rests ? ModelPenStop.PenRests : ModelPenStop.None;
        drift += 0.06f * (place.PageY - Layout.Baseline(place.Line) - Height - drift);
        return new ModelPenPath(place, row.PenUp, path.Rows + 1, drift, pace, stop);
    }

    /// <summary>Between strokes: moves to the next line at the margin, and brings the writing back to its height on the line.</summary>
    private PenPlace KeepToLine(PenPlace place, float deltaX, float word, ref float drift)
    {
        // A word that is longer than half a line may cross the margin: otherwise it would find no room on any line.
        float needed = Math.Min(word * PixelsPerUnit, (Layout.RightMargin - Layout.LeftMargin) / 2);
        float right = place.PageX + (deltaX > PenPlace.SmallestWordGap ? needed : 0);
        if (right > Layout.RightMargin) return place.NextLine(Layout);
        float limit = 0.1f * Layout.LineSpacing;
        float correction = Math.Clamp(0.5f * drift, -limit, limit);
        drift -= correction;
        return place with { ShiftY = place.ShiftY - correction };
    }

    /// <summary>
    /// A person who went back to dot an i continues after the last word. A model that has not learnt this would write over the word. Only
    /// the position on the page is changed, not the offset that the model reads.
    /// </summary>
    private PenPlace KeepClear(PenPlace place) =>
        place.PageX < Right ? place with { ShiftX = place.ShiftX + Right + PenPlace.SmallestWordGap * PixelsPerUnit - place.PageX } : place;

    /// <summary>Keeps tall letters on the sheet when the writing drifts upwards.</summary>
    private PenPlace KeepBelowTheTop(PenPlace place)
    {
        float over = Layout.Y + Edge - place.PageY;
        return over > 0 ? place with { ShiftY = place.ShiftY + over } : place;
    }

    /// <summary>The page grows downwards with the writing, but not for a pen that drops far below its ruled line.</summary>
    private bool IsOffPage(PenPlace place) =>
        place.PageX < Layout.X + Edge || place.PageX > Layout.X + Layout.SheetWidth - Edge
        || place.PageY > Layout.Baseline(place.Line) + PageLayout.SpareLines * Layout.LineSpacing;
}
