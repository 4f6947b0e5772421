using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The positions of the sheet, its margins and its ruled lines, in page units, and the frame of the window through which the sheet is seen,
/// in window units. Before any zoom or scroll the sheet and the frame coincide. The sheet is never narrower than the ink on it needs.
/// </summary>
internal sealed record PageLayout
{
    /// <summary>The number of empty ruled lines that are always shown below the lowest line with ink.</summary>
    public const int SpareLines = 2;

    /// <summary>Width of the desk on the left, on the right and above the sheet; window units.</summary>
    public const float Desk = 26;

    /// <summary>Height of the desk below the sheet, where the legend and the status display are; window units.</summary>
    public const float Strip = 56;

    /// <summary>The height of an l, and how far the longest loops of two lines may reach into each other, in x-heights.</summary>
    internal const float AscenderOfXHeight = 2.1f, OverlapOfXHeight = 0.5f;

    // The space below the last baseline is one x-height plus this, page units.
    private const float BelowLastLine = 12;

    /// <summary>The left edge of the sheet and of its frame.</summary>
    public float X { get; init; }

    /// <summary>The upper edge of a sheet without ink near it or above it.</summary>
    public float Y { get; init; }

    /// <summary>The upper end of the ink, page units; +∞ without ink.</summary>
    public float InkTop { get; init; } = float.PositiveInfinity;

    /// <summary>The upper edge of the sheet, page units. A line that climbs may extend it.</summary>
    public float SheetTop => Math.Min(Y, InkTop - Desk);

    /// <summary>Y of the baseline of all text in the header above the sheet, window units.</summary>
    public float HeaderBaseline => Y - 8;

    /// <summary>The room for the line of text, between the upper edge of the sheet and that of the frame.</summary>
    public float Head { get; init; }

    /// <summary>The upper edge of the frame. Before any scroll, the frame shows the sheet from here on.</summary>
    public float Top => Y + Head;

    /// <summary>The width of the frame. The sheet is at least as wide.</summary>
    public float Width { get; init; }

    /// <summary>The height of the frame.</summary>
    public float Height { get; init; }

    /// <summary>The lower edge of the frame.</summary>
    public float Bottom => Top + Height;

    /// <summary>The height of the sheet from <see cref="Y"/> on if its ink needs more than the frame; otherwise 0.</summary>
    public float MinimumSheetHeight { get; init; }

    /// <summary>The width of the sheet if its ink needs more than the frame; otherwise 0.</summary>
    public float MinimumSheetWidth { get; init; }

    /// <summary>Width of the whole sheet, page units.</summary>
    public float SheetWidth => Math.Max(Width, MinimumSheetWidth);

    /// <summary>The zoom at which the frame shows the whole width of the sheet; at most 1.</summary>
    public float FitZoom => Width / SheetWidth;

    /// <summary>The lower edge of the sheet, page units.</summary>
    public float SheetBottom => Math.Max(Bottom, Y + MinimumSheetHeight);

    /// <summary>The upper edge of the slip: a piece of paper below the sheet, as wide as the frame, for the score or a curve.</summary>
    public float SlipY { get; init; }

    /// <summary>The height of the slip; 0 if there is none.</summary>
    public float SlipHeight { get; init; }

    /// <summary>Where lines begin.</summary>
    public float LeftMargin { get; init; }

    /// <summary>Where lines end: a word that does not fit before it is written on the next line.</summary>
    public float RightMargin { get; init; }

    /// <summary>Where the first point of a line is: the bow of a first letter may extend to the left of its first point.</summary>
    public float FirstPointX => LeftMargin + XHeight / 2;

    /// <summary>The y coordinate of the first ruled line.</summary>
    public float FirstBaseline { get; init; }

    /// <summary>The distance between two ruled lines.</summary>
    public float LineSpacing { get; init; }

    public int Lines { get; init; }

    /// <summary>The line that shows the guide lines, from 0; −1 for none.</summary>
    public int ActiveLine { get; init; }

    /// <summary>The height of an x above the baseline. The model expects this size, and the guide lines show it.</summary>
    public float XHeight { get; init; }

    /// <summary>The height of an l above the baseline.</summary>
    public float Ascender => XHeight * AscenderOfXHeight;

    /// <summary>The depth of a g below the baseline.</summary>
    public float Descender => XHeight * 0.95f;

    public float Baseline(int line) => FirstBaseline + line * LineSpacing;

    /// <summary>
    /// The ruled line whose writing, from ascender to descender, is nearest to a position. Below the last line of the sheet it is a line
    /// that the sheet gets when there is ink on it.
    /// </summary>
    public int LineAt(float y) => Math.Max(0, NearestLine(y));

    /// <summary>Like <see cref="LineAt"/>, also for lines above the sheet, which are negative.</summary>
    public int NearestLine(float y) => (int)MathF.Round((y + XHeight * 0.5f - FirstBaseline) / LineSpacing);

    /// <summary>The first ruled line on which writing does not touch ink above it.</summary>
    /// <param name="bottom">The bottom of the ink, page units.</param>
    /// <param name="pixelsPerUnit">The scale of the writing, page units per IAM unit.</param>
    public int FreeLine(float bottom, float pixelsPerUnit)
    {
        float needed = (AscenderOfXHeight - OverlapOfXHeight) * TrainingPen.XHeight * pixelsPerUnit;
        return (int)MathF.Ceiling(Math.Max(0, bottom + needed - FirstBaseline) / LineSpacing);
    }

    /// <summary>Extends the sheet so that it holds the given line and <see cref="SpareLines"/> more.</summary>
    /// <param name="lowestLine">From 0; −1 if there is no ink.</param>
    public PageLayout LongEnoughFor(int lowestLine)
    {
        int lines = lowestLine + 1 + SpareLines;
        if (lines <= Lines) return this;
        float height = Baseline(lines - 1) + XHeight + BelowLastLine - Y;
        return this with { Lines = lines, MinimumSheetHeight = Math.Max(MinimumSheetHeight, height) };
    }

    /// <returns>The sheet, extended to hold all of some ink with a margin.</returns>
    public PageArea Around(PageArea ink) => new PageArea(X, Y, X + SheetWidth, SheetBottom).Union(ink.Grown(Desk));

    /// <returns>The part of the frame that shows paper, window units; empty if none does.</returns>
    public PageArea PaperIn(in PageView view)
    {
        (float left, float top) = view.ToWindow(X, SheetTop);
        (float right, float bottom) = view.ToWindow(X + SheetWidth, SheetBottom);
        return new PageArea(Math.Max(X, left), Math.Max(Top, top), Math.Min(X + Width, right), Math.Min(Bottom, bottom));
    }

    /// <returns>The part of the page that the frame shows, page units; empty if it shows none.</returns>
    public PageArea VisibleIn(in PageView view)
    {
        PageArea paper = PaperIn(view);
        (float left, float top) = view.ToPage(paper.MinX, paper.MinY);
        (float right, float bottom) = view.ToPage(paper.MaxX, paper.MaxY);
        return new PageArea(left, top, right, bottom);
    }

    /// <summary>
    /// A sheet that fills the window except for the desk around it and the strip below for the legend and the status display.
    /// </summary>
    /// <param name="width">The width of the window, window units.</param>
    /// <param name="height">The height of the window, window units.</param>
    /// <param name="xHeight">See <see cref="XHeight"/>.</param>
    /// <param name="room">The room for the line of text above the frame, and for <see cref="SlipHeight"/>.</param>
    /// <param name="minimumWidth">
    /// The minimum width of the sheet, page units. If the window is narrower, the sheet gets the proportions of the frame, so that it fills
    /// the frame when it is shown whole.
    /// </param>
    public static PageLayout Fit(float width, float height, float xHeight, PanelRoom room = default, float minimumWidth = 0)
    {
        const float Gap = 12;
        float slip = room.Below;
        float below = slip > 0 ? slip + Gap : 0;
        float spacing = MathF.Round(xHeight * 4.2f);
        float frameWidth = FrameWidth(width), frameHeight = Math.Max(height - Desk - Strip - below, 1);
        float sheetWidth = Math.Max(frameWidth, minimumWidth), sheetHeight = frameHeight * (sheetWidth / frameWidth);
        float first = MathF.Round(Desk + xHeight * 2.9f + 46); // room for tall ascenders and for writing that drifts upwards
        float margin = Margin(sheetWidth);
        return new PageLayout
        {
            X = Desk,
            Y = Desk,
            Head = room.Above,
            Width = frameWidth,
            Height = Math.Max(frameHeight - room.Above, 1),
            MinimumSheetWidth = sheetWidth > frameWidth ? sheetWidth : 0,
            MinimumSheetHeight = sheetHeight > frameHeight ? sheetHeight : 0,
            SlipY = Desk + frameHeight + Gap,
            SlipHeight = slip,
            LeftMargin = MathF.Round(Desk + margin),
            RightMargin = RightMarginOf(sheetWidth),
            FirstBaseline = first,
            LineSpacing = spacing,
            Lines = Math.Max(1, (int)((Desk + sheetHeight - xHeight - BelowLastLine - first) / spacing) + 1),
            XHeight = xHeight,
        };
    }

    /// <returns>The width of a window's frame, window units.</returns>
    /// <param name="width">The width of the window, window units.</param>
    public static float FrameWidth(float width) => Math.Max(width - 2 * Desk, 1);

    /// <returns>Where lines end on a sheet, page units.</returns>
    public static float RightMarginOf(float sheetWidth) => MathF.Round(Desk + sheetWidth - Margin(sheetWidth));

    private static float Margin(float sheetWidth) => Math.Clamp(sheetWidth * 0.07f, 36, 96);
}
