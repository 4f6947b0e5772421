using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Watch;

/// <summary>Where everything lies: the line on the sheet, once a view, and on the slip below it the score over the curve; pen units.</summary>
public sealed record WatchLayout
{
    private const float MarginWidth = 96, Inset = 14, LeastHeightForScore = 560, MostPixelsPerUnit = 0.4f, ScoreWidth = 480, LeastPixelsForGap = 3;

    public required PageLayout Page { get; init; }

    public required ScoreLayout Score { get; init; }

    public required bool ShowsScore { get; init; }

    /// <summary>Of the bar of a FLUSH: whole pixels, also where columns are not.</summary>
    public required float FlushWidth { get; init; }

    public required CurveLayout Curve { get; init; }

    /// <summary>For one IAM unit of the line.</summary>
    public required float PixelsPerUnit { get; init; }

    /// <summary>Where the line begins.</summary>
    public required float InkX { get; init; }

    /// <summary>Y of the ruled line that a view stands on.</summary>
    public float Baseline(int view) => Page.Baseline(view);

    /// <param name="width">Of the window, as <paramref name="height"/>.</param>
    /// <param name="scale">Pixels in a pen unit.</param>
    /// <param name="layers">Of the model; 0 while it is not known.</param>
    /// <param name="views">How often the line is drawn.</param>
    public static WatchLayout Fit(float width, float height, float scale, FixedLine line, int layers, int views)
    {
        var lanes = new ScoreLayout(0, 0, width - (2 * PageLayout.Desk), layers, 1) { Figures = false };
        bool score = layers > 0 && height >= LeastHeightForScore && width >= ScoreWidth;
        float curve = MathF.Round(Math.Clamp(height * 0.25f, 140, 240));
        PageLayout page = PageLayout.Fit(width, height, xHeight: 25, slip: curve + (score ? lanes.Height : 0));

        float left = page.X + MarginWidth, right = page.X + page.Width - 36;
        float box = page.Height / views, inkHeight = Math.Max(1, line.Bottom - line.Top);
        float pixelsPerUnit = Math.Min(
            MostPixelsPerUnit, Math.Min((right - left - (2 * Inset)) / Math.Max(1, line.Right - line.Left), 0.82f * box / inkHeight));
        float first = page.Y + (box - (inkHeight * pixelsPerUnit)) / 2 + ((line.Baseline - line.Top) * pixelsPerUnit);
        page = page with
        {
            LeftMargin = left,
            RightMargin = right,
            Lines = views,
            FirstBaseline = MathF.Round(first),
            LineSpacing = MathF.Round(box),
            XHeight = MathF.Round(Ink.Pointer.TrainingPen.XHeight * pixelsPerUnit),
            ActiveLine = -1,
        };
        // Whole pixels, so that all columns look alike, but for a line so long that much of the room would be left. What has no room even at
        // one pixel is not in the score.
        float pixels = MathF.Max(1, (lanes.Right - lanes.Left) / line.Rows.Length * scale);
        bool wide = pixels >= LeastPixelsForGap;
        float step = (wide ? MathF.Floor(pixels) : pixels) / scale;
        return new WatchLayout
        {
            Page = page,
            Score = lanes with { X = page.X, Y = page.SlipY, StepWidth = step },
            ShowsScore = score,
            FlushWidth = (MathF.Floor(pixels) - (wide ? 1 : 0)) / scale,
            Curve = new CurveLayout(page.X, page.SlipY + (score ? lanes.Height : 0), page.Width, curve),
            PixelsPerUnit = pixelsPerUnit,
            InkX = left + Inset - (line.Left * pixelsPerUnit),
        };
    }
}
