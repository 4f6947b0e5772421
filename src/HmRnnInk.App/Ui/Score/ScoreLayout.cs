using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// The layout of the score on the slip below the sheet, in window units. It has one lane per layer, the highest on top, and the lane of the
/// pen below them. Each row of ink is a column.
/// </summary>
/// <param name="Layers">The number of lanes without the lane of the pen.</param>
/// <param name="StepWidth">Width of a column. It is a whole number of pixels, so that all columns look alike.</param>
internal readonly record struct ScoreLayout(float X, float Y, float Width, int Layers, float StepWidth)
{
    /// <summary>The lane of the pen. The lanes of layers count from 0.</summary>
    public const int PenLane = -1;

    /// <summary>The lane of the letters, below the lane of the pen.</summary>
    public const int TextLane = -2;

    /// <summary>The height of the bar of an UPDATE, and the distance of text from the left and the right edge.</summary>
    public const float UpdateHeight = 4, Margin = 14;

    private const float Padding = 9, HeadHeight = 14, PenHeight = 16, TextHeight = 17, TopHeight = 15, MaximumLanesHeight = 112,
        LabelWidth = 66, NameWidth = 98, FiguresWidth = 208, StepPixels = 3;

    // In a smaller window the score would show too few rows to be useful.
    private const float MinimumWidth = 480, MinimumHeight = 480, MinimumWidthForFigures = 860;

    /// <summary>The height of a lane. The lane of the top layer is less tall, because that layer never flushes and has no curve.</summary>
    public float LaneHeight => Math.Min(30, MaximumLanesHeight / Math.Max(1, Layers));

    /// <summary>The height of the bar of a FLUSH.</summary>
    public float FlushHeight => LaneHeight - 9;

    /// <summary>The height of the curve of boundary probabilities, which lies above the bar of an UPDATE.</summary>
    public float CurveHeight => LaneHeight - 15;

    public float Height => 2 * Padding + Head + TopHeight + (Layers - 1) * LaneHeight + PenHeight + (HasText ? TextHeight : 0);

    /// <summary>Whether there is a lane of letters, as for a model that writes texts.</summary>
    public bool HasText { get; init; }

    /// <summary>Whether the lanes have names, such as "words", which need more room than numbers.</summary>
    public bool Named { get; init; }

    /// <summary>Whether to show statistics if there is room.</summary>
    public bool WantsFigures { get; init; } = true;

    public bool ShowsFigures => WantsFigures && Width >= MinimumWidthForFigures;

    /// <summary>The height of the column names of the statistics.</summary>
    private float Head => ShowsFigures ? HeadHeight : 0;

    /// <summary>The left edge of the columns.</summary>
    public float Left => X + (Named ? NameWidth : LabelWidth);

    /// <summary>The right edge of the newest column.</summary>
    public float Right => X + Width - (ShowsFigures ? FiguresWidth : 16);

    /// <summary>The number of rows that fit.</summary>
    public int Columns => Math.Max(0, (int)((Right - Left) / StepWidth));

    /// <param name="width">Width of the window.</param>
    /// <param name="height">Height of the window.</param>
    /// <param name="hasText">See <see cref="HasText"/>.</param>
    /// <returns>The height of the slip in a window; 0 if there is no room or no model.</returns>
    public static float HeightIn(float width, float height, int layers, bool hasText = false) =>
        layers == 0 || width < MinimumWidth || height < MinimumHeight + (hasText ? TextLineLayout.Room : 0) ? 0
            : new ScoreLayout(0, 0, width - 2 * PageLayout.Desk, layers, 1) { HasText = hasText }.Height;

    /// <summary>The layout on the slip of a page.</summary>
    /// <param name="page">A page layout with a slip for the score.</param>
    /// <param name="scale">Pixels per window unit.</param>
    /// <param name="hasText">See <see cref="HasText"/>.</param>
    public static ScoreLayout On(PageLayout page, int layers, float scale, bool hasText = false) =>
        new(page.X, page.SlipY, page.Width, layers, MathF.Round(StepPixels * scale) / scale) { HasText = hasText };

    public bool Contains(float x, float y) => x >= X && x < X + Width && y >= Y && y < Y + Height;

    /// <param name="lane">A layer from 0, <see cref="PenLane"/> or <see cref="TextLane"/>.</param>
    public float HeightOf(int lane) =>
        lane == TextLane ? TextHeight : lane == PenLane ? PenHeight : lane == Layers - 1 ? TopHeight : LaneHeight;

    /// <summary>Y of the bottom of a lane.</summary>
    /// <inheritdoc cref="HeightOf"/>
    public float Bottom(int lane) => Y + Padding + Head + TopHeight
        + (lane < 0 ? (Layers - 1) * LaneHeight + PenHeight + (lane == TextLane ? TextHeight : 0) : (Layers - 1 - lane) * LaneHeight);

    /// <summary>Y of the baseline of the name and the statistics of a lane.</summary>
    /// <inheritdoc cref="HeightOf"/>
    public float LabelBaseline(int lane) => Bottom(lane) - Math.Max(1, HeightOf(lane) - 19);

    /// <summary>Y of the boundary probability 0.5 in the curve of a layer.</summary>
    /// <inheritdoc cref="HeightOf"/>
    public float CurveMiddle(int lane) => Bottom(lane) - UpdateHeight - 3 - CurveHeight / 2;

    /// <returns>The lane that contains <paramref name="y"/> or is nearest to it.</returns>
    public int LaneAt(float y) =>
        HasText && y >= Bottom(PenLane) ? TextLane : y >= Bottom(0) ? PenLane
            : Math.Clamp(Layers - 2 - (int)MathF.Floor((y - Bottom(Layers - 1)) / LaneHeight), 0, Layers - 1);

    /// <summary>The left edge of the column of a row.</summary>
    /// <param name="end">The row after the newest visible row.</param>
    public float XOf(int row, int end) => Right - (end - row) * StepWidth;

    /// <returns>The row whose column is at a place; it need not exist.</returns>
    /// <inheritdoc cref="XOf"/>
    public int RowAt(float x, int end) => end + (int)MathF.Floor((x - Right) / StepWidth);
}
