using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>Finds the areas of a sheet whose ruled lines or guide lines differ between two layouts.</summary>
internal static class RuleChanges
{
    /// <summary>The maximum number of areas that <see cref="Find"/> writes.</summary>
    public const int MaximumAreas = 7;

    // More than half the thickness of a ruled line, page units.
    private const float Margin = 2;

    /// <summary>Finds where guide lines move to another line, and where ruled lines appear or disappear.</summary>
    /// <param name="areas">Room for <see cref="MaximumAreas"/>.</param>
    /// <returns>The number of areas found.</returns>
    public static int Find(PageLayout before, PageLayout now, Span<PageArea> areas)
    {
        int count = 0;
        if (before.ActiveLine != now.ActiveLine) count = AddGuides(now, areas, AddGuides(before, areas, 0));
        if (before.Lines == now.Lines) return count;
        int first = Math.Min(before.Lines, now.Lines), end = Math.Max(before.Lines, now.Lines);
        areas[count++] = Across(now, now.Baseline(first), now.Baseline(end - 1));
        return count;
    }

    /// <summary>Adds the areas of the two dotted lines, and of the band between the baseline and the x-height.</summary>
    private static int AddGuides(PageLayout layout, Span<PageArea> areas, int count)
    {
        if (layout.ActiveLine < 0) return count;
        float baseline = layout.Baseline(layout.ActiveLine), ascender = baseline - layout.Ascender, descender = baseline + layout.Descender;
        areas[count++] = Across(layout, ascender, ascender);
        areas[count++] = Across(layout, baseline - layout.XHeight, baseline);
        areas[count++] = Across(layout, descender, descender);
        return count;
    }

    private static PageArea Across(PageLayout layout, float top, float bottom) =>
        new(layout.X, top - Margin, layout.X + layout.SheetWidth, bottom + Margin);
}
