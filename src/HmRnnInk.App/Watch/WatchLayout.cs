using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Watch;

/// <summary>
/// The layout of the window in window units: the line on the sheet, once per view, and the score and the curves on the slip below.
/// </summary>
internal sealed record WatchLayout
{
    private const float MarginWidth = 96, Inset = 14, MinimumHeightForScore = 560, MinimumWidthForScore = 480, MaximumPixelsPerUnit = 0.4f,
        MinimumPixelsForGap = 3, MinimumLineHeight = 72;

    public required PageLayout Page { get; init; }

    public required ScoreLayout Score { get; init; }

    public required bool ShowsScore { get; init; }

    /// <summary>The width of the bar of a FLUSH. In pixels it is a whole number, even if the width of a column is not.</summary>
    public required float FlushWidth { get; init; }

    public required CurveLayout Curve { get; init; }

    /// <summary>Window units per IAM unit of the line.</summary>
    public required float PixelsPerUnit { get; init; }

    /// <summary>X of the start of the line.</summary>
    public required float InkX { get; init; }

    /// <summary>How many times the fixed line is drawn.</summary>
    public required int Views { get; init; }

    /// <summary>Whether there is room for what the model writes, on a line of its own below the views.</summary>
    public bool ShowsWriting => Page.Lines > Views;

    /// <summary>Y of the ruled line of a view, or with <see cref="Views"/> that of the model's writing.</summary>
    public float Baseline(int view) => Page.Baseline(view);

    /// <param name="scale">Pixels per window unit.</param>
    /// <param name="layers">The number of layers in the score; 0 for no score.</param>
    public static WatchLayout Fit(float width, float height, float scale, FixedLine line, int layers, int views, bool named = false)
    {
        var lanes = new ScoreLayout(0, 0, width - (2 * PageLayout.Desk), layers, 1) { WantsFigures = false, Named = named };
        bool showsScore = layers > 0 && height >= MinimumHeightForScore && width >= MinimumWidthForScore;
        float curveHeight = MathF.Round(Math.Clamp(height * 0.25f, 140, 240));
        PageLayout page = PageLayout.Fit(width, height, xHeight: 25, new PanelRoom(0, curveHeight + (showsScore ? lanes.Height : 0)));

        float left = page.X + MarginWidth, right = page.X + page.Width - 36;
        int lines = page.Height / (views + 1) >= MinimumLineHeight ? views + 1 : views;
        float lineHeight = page.Height / lines, inkHeight = Math.Max(1, line.Bounds.Height);
        float pixelsPerUnit = Math.Min(
            MaximumPixelsPerUnit,
            Math.Min((right - left - (2 * Inset)) / Math.Max(1, line.Bounds.Width), 0.82f * lineHeight / inkHeight));
        float first = page.Y + (lineHeight - (inkHeight * pixelsPerUnit)) / 2 + ((line.Baseline - line.Bounds.Top) * pixelsPerUnit);
        page = page with
        {
            LeftMargin = left,
            RightMargin = right,
            Lines = lines,
            FirstBaseline = MathF.Round(first),
            LineSpacing = MathF.Round(lineHeight),
            XHeight = MathF.Round(Ink.Pointer.TrainingPen.XHeight * pixelsPerUnit),
            ActiveLine = -1,
        };
        // Columns of a whole number of pixels look alike. For a long line, fractional widths use the space better. Rows that do not fit
        // with one pixel each are not shown.
        float pixels = MathF.Max(1, (lanes.Right - lanes.Left) / line.Rows.Length * scale);
        bool wide = pixels >= MinimumPixelsForGap;
        float step = (wide ? MathF.Floor(pixels) : pixels) / scale;
        return new WatchLayout
        {
            Page = page,
            Views = views,
            Score = lanes with { X = page.X, Y = page.SlipY, StepWidth = step },
            ShowsScore = showsScore,
            FlushWidth = (MathF.Floor(pixels) - (wide ? 1 : 0)) / scale,
            Curve = new CurveLayout(page.X, page.SlipY + (showsScore ? lanes.Height : 0), page.Width, curveHeight),
            PixelsPerUnit = pixelsPerUnit,
            InkX = left + Inset - (line.Bounds.Left * pixelsPerUnit),
        };
    }
}
