using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Score;

/// <summary>
/// Where the score lies: on the slip below the sheet, a lane a layer with the highest on top and the pen's below them, a column of
/// equal width a row of ink; pen units.
/// </summary>
/// <param name="Layers">Lanes but the pen's.</param>
/// <param name="StepWidth">Of a column: whole pixels, so that all look alike.</param>
public readonly record struct ScoreLayout(float X, float Y, float Width, int Layers, float StepWidth)
{
    /// <summary>The pen's lane among the layers', which count from 0.</summary>
    public const int PenLane = -1;

    private const float Padding = 9, HeadHeight = 14, PenHeight = 16, TopHeight = 15, MostLanes = 112, LabelWidth = 66, FiguresWidth = 208, StepPixels = 3;

    // Without their columns the strip would show too few rows to be worth its room.
    private const float LeastWidth = 480, LeastHeight = 480, LeastWidthForFigures = 860;

    /// <summary>Of every layer's lane but the top one's: that never flushes and has no curve, so it needs less.</summary>
    public float LaneHeight => Math.Min(30, MostLanes / Math.Max(1, Layers));

    public float Height => 2 * Padding + Head + TopHeight + (Layers - 1) * LaneHeight + PenHeight;

    /// <summary>Whether figures are wanted.</summary>
    public bool Figures { get; init; } = true;

    public bool ShowsFigures => Figures && Width >= LeastWidthForFigures;

    /// <summary>Room for the figures' names.</summary>
    private float Head => ShowsFigures ? HeadHeight : 0;

    /// <summary>Where the columns begin.</summary>
    public float Left => X + LabelWidth;

    /// <summary>Where the newest column ends.</summary>
    public float Right => X + Width - (ShowsFigures ? FiguresWidth : 16);

    /// <summary>How many rows there is room for.</summary>
    public int Columns => Math.Max(0, (int)((Right - Left) / StepWidth));

    /// <summary>Height of the slip in a window.</summary>
    /// <param name="width">Of the window, as <paramref name="height"/>.</param>
    /// <returns>0 where there is no room for one, or nothing to show.</returns>
    public static float HeightIn(float width, float height, int layers) =>
        layers == 0 || width < LeastWidth || height < LeastHeight ? 0 : new ScoreLayout(0, 0, width - 2 * PageLayout.Desk, layers, 1).Height;

    /// <param name="page">With a slip for it.</param>
    /// <param name="scale">Pixels in a pen unit.</param>
    public static ScoreLayout On(PageLayout page, int layers, float scale) =>
        new(page.X, page.SlipY, page.Width, layers, MathF.Round(StepPixels * scale) / scale);

    public bool Contains(float x, float y) => x >= X && x < X + Width && y >= Y && y < Y + Height;

    /// <param name="lane">A layer from 0, or <see cref="PenLane"/>.</param>
    public float HeightOf(int lane) => lane == PenLane ? PenHeight : lane == Layers - 1 ? TopHeight : LaneHeight;

    /// <summary>Y of the line that a lane stands on.</summary>
    /// <inheritdoc cref="HeightOf"/>
    public float Bottom(int lane) => Y + Padding + Head + TopHeight + (lane == PenLane ? (Layers - 1) * LaneHeight + PenHeight : (Layers - 1 - lane) * LaneHeight);

    /// <summary>Of a lane's name and figures.</summary>
    /// <inheritdoc cref="HeightOf"/>
    public float LabelBaseline(int lane) => Bottom(lane) - Math.Max(1, HeightOf(lane) - 19);

    /// <returns>The lane that a height lies in or is nearest to.</returns>
    public int LaneAt(float y) =>
        y >= Bottom(0) ? PenLane : Math.Clamp(Layers - 2 - (int)MathF.Floor((y - Bottom(Layers - 1)) / LaneHeight), 0, Layers - 1);

    /// <summary>Left edge of a row's column.</summary>
    /// <param name="end">The row after the newest that is shown.</param>
    public float XOf(int row, int end) => Right - (end - row) * StepWidth;

    /// <returns>The row whose column is there; it may not exist.</returns>
    /// <inheritdoc cref="XOf"/>
    public int RowAt(float x, int end) => end + (int)MathF.Floor((x - Right) / StepWidth);
}
