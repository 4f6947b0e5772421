using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>Leads the model's pen over the page, row by row: in its size, along its line, to the next one at the margin.</summary>
/// <param name="Layout">Of the page.</param>
/// <param name="PixelsPerUnit">Page units in an IAM unit.</param>
/// <param name="Height">How high the hand's ink lies over its ruled line, page units downwards: the model's is led there.</param>
/// <param name="Right">Where the ink on the line ends at which the pen is taken over.</param>
public readonly record struct HandGuide(PageLayout Layout, float PixelsPerUnit, float Height, float Right)
{
    /// <summary>No ink comes nearer to the edge of the sheet, page units.</summary>
    private const float Edge = 4;

    /// <summary>The smallest travel that may be a gap between words, and a word that should still fit after it, IAM units.</summary>
    private const float SmallestWordGap = 130, Word = 420;

    /// <summary>A hand's height is taken over so many of its newest rows.</summary>
    private const int RowsOfHeight = 300;

    /// <param name="rows">Of the page.</param>
    /// <param name="line">Where the pen is taken over.</param>
    public static HandGuide On(PageLayout layout, ReadOnlySpan<PageRow> rows, int line, float pixelsPerUnit)
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

        return new HandGuide(layout, pixelsPerUnit, counted == 0 ? -layout.XHeight / 2 : height / counted, right);
    }

    public static HandPath Begin(PenPlace place, bool lifted) => new(place, lifted, 0, 0, PenPace.Initial);

    /// <summary>The pen one row further. Where it comes to <see cref="HandStop.EdgeOfPage"/> the row has no place.</summary>
    public HandPath Next(HandPath path, PenOffset row)
    {
        float drift = path.Drift;
        PenPlace place = path.Place.At(path.Place.X + row.DeltaX * PixelsPerUnit, path.Place.Y + row.DeltaY * PixelsPerUnit);
        if (path.Lifted && path.Rows == 0) place = KeepClear(place);
        if (path.Lifted) place = KeepToLine(place, row.DeltaX, ref drift);
        place = KeepBelowTheTop(place);
        PenPace pace = path.Pace.After(row);
        HandStop stop = IsOffPage(place) ? HandStop.EdgeOfPage : pace.Rests ? HandStop.PenRests : HandStop.None;
        drift += 0.06f * (place.PageY - Layout.Baseline(place.Line) - Height - drift);
        return new HandPath(place, row.PenUp, path.Rows + 1, drift, pace, stop);
    }

    /// <summary>Between strokes: turns to the next line at the margin, and leads the writing back to its height on the line.</summary>
    private PenPlace KeepToLine(PenPlace place, float deltaX, ref float drift)
    {
        float right = place.PageX + (deltaX > SmallestWordGap ? Word * PixelsPerUnit : 0);
        if (right > Layout.RightMargin) return place.NextLine(Layout);
        float limit = 0.1f * Layout.LineSpacing;
        float correction = Math.Clamp(0.5f * drift, -limit, limit);
        drift -= correction;
        return place with { ShiftY = place.ShiftY - correction };
    }

    /// <summary>
    /// A hand that has gone back to dot an i goes on behind its last word. A model that does not know so would write over it: only its
    /// place on the page is changed.
    /// </summary>
    private PenPlace KeepClear(PenPlace place) =>
        place.PageX < Right ? place with { ShiftX = place.ShiftX + Right + SmallestWordGap * PixelsPerUnit - place.PageX } : place;

    /// <summary>A tall letter of a hand that climbs slides along the sheet's edge rather than over it.</summary>
    private PenPlace KeepBelowTheTop(PenPlace place)
    {
        float over = Layout.Y + Edge - place.PageY;
        return over > 0 ? place with { ShiftY = place.ShiftY + over } : place;
    }

    /// <summary>The page goes on downwards as far as it is written on, but not for a pen that falls off its line.</summary>
    private bool IsOffPage(PenPlace place) =>
        place.PageX < Layout.X + Edge || place.PageX > Layout.X + Layout.SheetWidth - Edge
        || place.PageY > Layout.Baseline(place.Line) + PageLayout.SpareLines * Layout.LineSpacing;
}
