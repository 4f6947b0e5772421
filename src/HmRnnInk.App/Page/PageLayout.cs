namespace HmRnnInk.App.Page;

/// <summary>
/// Where the sheet, its margins and its ruled lines lie, in page units; and the frame of the window in which the sheet is seen, in pen units.
/// At the beginning the two are one: the same corner, the same width, and a sheet as long as the frame is high. A sheet never becomes
/// narrower than the ink on it needs.
/// </summary>
public sealed record PageLayout
{
    /// <summary>Ruled lines that are always there below the lowest that has ink.</summary>
    public const int SpareLines = 2;

    /// <summary>Width of the desk on the other three sides; pen units.</summary>
    public const float Desk = 26;

    /// <summary>Height of the desk below everything, where legend and display stand; pen units.</summary>
    public const float Strip = 56;

    // Below the last line's baseline there is room for an x and this much more.
    private const float BelowLastLine = 12;

    /// <summary>The left edge of the sheet, and of its frame; the desk shows around it.</summary>
    public float X { get; init; }

    /// <summary>The upper edge of the sheet, and of its frame.</summary>
    public float Y { get; init; }

    /// <summary>Of the frame; the sheet is at least as wide.</summary>
    public float Width { get; init; }

    /// <summary>Of the frame; the sheet is at least as long.</summary>
    public float Height { get; init; }

    /// <summary>Of the sheet where its ink needs more than the frame; else 0.</summary>
    public float Length { get; init; }

    /// <summary>Of the sheet where its ink needs it wider than the frame; else 0.</summary>
    public float Breadth { get; init; }

    /// <summary>Width of the whole sheet, page units.</summary>
    public float SheetWidth => Math.Max(Width, Breadth);

    /// <summary>The zoom at which the frame shows the sheet in all its width, and at most its plain size.</summary>
    public float FitZoom => Width / SheetWidth;

    /// <summary>Height of the whole sheet, page units.</summary>
    public float SheetHeight => Math.Max(Height, Length);

    /// <summary>A slip of the same paper, as wide as the sheet, below it.</summary>
    public float SlipY { get; init; }

    /// <summary>0 where there is none.</summary>
    public float SlipHeight { get; init; }

    /// <summary>Where lines start.</summary>
    public float LeftMargin { get; init; }

    /// <summary>Where the model turns to a new line.</summary>
    public float RightMargin { get; init; }

    /// <summary>Y of the first ruled line.</summary>
    public float FirstBaseline { get; init; }

    /// <summary>From one ruled line to the next.</summary>
    public float LineSpacing { get; init; }

    public int Lines { get; init; }

    /// <summary>The line that shows the guides, from 0; −1 for none.</summary>
    public int ActiveLine { get; init; }

    /// <summary>Height of an x above the baseline: the size that the model expects, shown by the guides.</summary>
    public float XHeight { get; init; }

    /// <summary>Height of an l above the baseline.</summary>
    public float Ascender => XHeight * 2.1f;

    /// <summary>Depth of a g below the baseline.</summary>
    public float Descender => XHeight * 0.95f;

    public bool ShowGuides { get; init; } = true;

    public float Baseline(int line) => FirstBaseline + line * LineSpacing;

    /// <summary>The ruled line whose writing is nearest to a place: from an ascender above its baseline to a descender below.</summary>
    public int LineAt(float y) =>
        Math.Clamp((int)MathF.Round((y + XHeight * 0.5f - FirstBaseline) / LineSpacing), 0, Math.Max(0, Lines - 1));

    /// <summary>The same sheet, long enough for ink down to a line and <see cref="SpareLines"/> more.</summary>
    /// <param name="lowestLine">From 0; −1 for a sheet without ink.</param>
    public PageLayout LongEnoughFor(int lowestLine)
    {
        int lines = lowestLine + 1 + SpareLines;
        return lines <= Lines ? this : this with { Lines = lines, Length = Math.Max(Length, Baseline(lines - 1) + XHeight + BelowLastLine - Y) };
    }

    /// <returns>The part of the frame that shows paper, pen units; empty where none does.</returns>
    public PageArea PaperIn(in PageView view)
    {
        (float left, float top) = view.ToWindow(X, Y);
        (float right, float bottom) = view.ToWindow(X + SheetWidth, Y + SheetHeight);
        return new PageArea(Math.Max(X, left), Math.Max(Y, top), Math.Min(X + Width, right), Math.Min(Y + Height, bottom));
    }

    /// <summary>A sheet that fills a window but for the desk around it and a strip below for legend and display.</summary>
    /// <param name="width">Of the window, in pen units.</param>
    /// <param name="height">Of the window, in pen units.</param>
    /// <param name="xHeight">As <see cref="XHeight"/>.</param>
    /// <param name="slip">As <see cref="SlipHeight"/>.</param>
    /// <param name="leastWidth">Of the sheet, page units. Where the window has no room for it, it is long enough to be seen whole and fill the frame.</param>
    public static PageLayout Fit(float width, float height, float xHeight, float slip = 0, float leastWidth = 0)
    {
        const float Gap = 12;
        float below = slip > 0 ? slip + Gap : 0;
        float spacing = MathF.Round(xHeight * 4.2f);
        float frameWidth = FrameWidth(width), frameHeight = Math.Max(height - Desk - Strip - below, 1);
        float sheetWidth = Math.Max(frameWidth, leastWidth), sheetHeight = frameHeight * (sheetWidth / frameWidth);
        float first = MathF.Round(Desk + xHeight * 2.9f + 46); // room for tall ascenders, and for a hand that climbs
        float margin = Margin(sheetWidth);
        return new PageLayout
        {
            X = Desk,
            Y = Desk,
            Width = frameWidth,
            Height = frameHeight,
            Breadth = sheetWidth > frameWidth ? sheetWidth : 0,
            Length = sheetHeight > frameHeight ? sheetHeight : 0,
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

    /// <returns>The width of a window's frame, pen units.</returns>
    /// <param name="width">Of the window.</param>
    public static float FrameWidth(float width) => Math.Max(width - 2 * Desk, 1);

    /// <returns>Where lines end on a sheet, page units.</returns>
    public static float RightMarginOf(float sheetWidth) => MathF.Round(Desk + sheetWidth - Margin(sheetWidth));

    private static float Margin(float sheetWidth) => Math.Clamp(sheetWidth * 0.07f, 36, 96);
}
