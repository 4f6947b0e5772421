using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>
/// The width of the sheet that the ink on it needs. The sheet is as wide as the window, but lines that were written on a wider sheet keep
/// that width, so that no ink lies beyond the margin.
/// </summary>
public sealed class PageMeasure
{
    /// <summary>The space to the right of ink if the width of its sheet is unknown, page units.</summary>
    private const float RightOfInk = 72;

    /// <summary>Width of the sheet that the page's newest ink was written on; 0 on an empty page.</summary>
    public float Written { get; private set; }

    /// <summary>Notes the width of the sheet that is being written on.</summary>
    public void Write(float sheetWidth) => Written = sheetWidth;

    /// <summary>Sets the width for a page that was opened.</summary>
    /// <param name="sheetWidth">The width of the sheet that it was written on; null if it is unknown.</param>
    /// <param name="right">The right end of its ink, page units.</param>
    public void Open(float? sheetWidth, float right) =>
        Written = !float.IsFinite(right) ? 0 : sheetWidth ?? right - PageLayout.Desk + RightOfInk;

    /// <returns>The minimum width of the sheet in a window; 0 if there is none.</returns>
    /// <param name="right">See <see cref="Open"/>.</param>
    public float MinimumWidth(float right, float windowWidth) =>
        right > PageLayout.RightMarginOf(PageLayout.FrameWidth(windowWidth)) ? Written : 0;
}
