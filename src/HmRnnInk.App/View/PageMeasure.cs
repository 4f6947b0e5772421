using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>
/// How wide the sheet has to be for the ink on it. The sheet is as wide as the window; but lines that were written on a wider one keep
/// theirs, so that no ink lies beyond the margin.
/// </summary>
public sealed class PageMeasure
{
    /// <summary>To the right of ink of which nobody knows how wide its sheet was, page units.</summary>
    private const float RightOfInk = 72;

    /// <summary>Width of the sheet that the page's newest ink was written on; 0 on an empty page.</summary>
    public float Written { get; private set; }

    /// <summary>Ink is being written on a sheet.</summary>
    public void Write(float sheetWidth) => Written = sheetWidth;

    /// <summary>Another page is there.</summary>
    /// <param name="sheetWidth">Of the sheet that it was written on; null where that is not known.</param>
    /// <param name="right">Where its ink ends, page units.</param>
    public void Open(float? sheetWidth, float right) =>
        Written = !float.IsFinite(right) ? 0 : sheetWidth ?? right - PageLayout.Desk + RightOfInk;

    /// <returns>The least width of the sheet in a window; 0 where any will do.</returns>
    /// <param name="right">As <see cref="Open"/>'s.</param>
    /// <param name="windowWidth">Pen units.</param>
    public float Least(float right, float windowWidth) =>
        right > PageLayout.RightMarginOf(PageLayout.FrameWidth(windowWidth)) ? Written : 0;
}
