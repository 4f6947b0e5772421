using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>A recorded line that the model has continued for some lines.</summary>
/// <param name="Pairs">Each line of the model with the line above it.</param>
/// <param name="Pitch">The mean distance between two successive lines, in ruled lines; 0 without a second line.</param>
/// <param name="LinesOverMargin">
/// The share of the lines, with the recorded one, in which ink of the model is beyond the right margin.
/// </param>
/// <param name="Drift">
/// The mean distance of the model's lines from the ruled line that they stand on, at the end of the line, in x-heights of the writing.
/// </param>
/// <param name="HandSlant">
/// The <see cref="Ink.Pointer.HandSlant">slant</see> of the recorded line on the page; 0 without a downstroke.
/// </param>
/// <param name="ModelSlant">That of the model's lines.</param>
internal sealed record ContinuedLines(IReadOnlyList<LinePair> Pairs, double Pitch, double LinesOverMargin, double Drift,
    double HandSlant, double ModelSlant)
{
    /// <summary>A model that has not filled its lines after this number of frames stops.</summary>
    private const int MaximumFrames = 4000;

    /// <param name="size">The size of the writing relative to what the ruled lines show.</param>
    /// <param name="lines">The number of lines that the model writes after the recorded one.</param>
    /// <param name="shear">How much further the recorded line is made to lean: 1 is 45° to the right.</param>
    public static ContinuedLines Of(PackedModel model, StrokeCollection line, float size, float shear, int lines, int seed)
    {
        var settings = new LiveSettings { Turns = TurnTaking.OnRequest, Speed = double.PositiveInfinity, StepCap = int.MaxValue };
        var page = new WrittenPage(model, Sheared(line, shear), settings, seed, size);
        while (!page.IsWritten) page.AdvanceFrame();
        for (int frame = 0; frame < MaximumFrames && Lines(page).Length <= lines + 1; frame++)
        {
            // The model may come to rest or reach an edge.
            if (page.Ink.Phase != LivePhase.ModelWrites) page.Ink.Turn.Continue(page.Seconds);
            page.AdvanceFrame();
        }

        // After its full lines the model has begun one more, which is left out.
        PageRow[][] written = [.. Lines(page).Take(lines + 1)];
        float xHeight = TrainingPen.XHeight * page.Ink.Scale.PixelsPerUnit, margin = page.Layout.RightMargin;
        LinePair[] pairs = [.. written.Zip(written.Skip(1), (upper, lower) => LinePair.Of(upper, lower, xHeight))];
        return new ContinuedLines(
            pairs,
            pairs.Length == 0 ? 0 : (written[^1][0].Line - written[0][0].Line) / (double)pairs.Length,
            written.Count(rows => rows.Any(row => row.Owner == RowOwner.Model && row.X > margin)) / (double)written.Length,
            written.Skip(1).Select(rows => Math.Abs(Level(rows, page) - page.Layout.Baseline(rows[0].Line)) / xHeight)
                .DefaultIfEmpty().Average(),
            Slant(page, RowOwner.Person), Slant(page, RowOwner.Model));
    }

    /// <summary>The mean slant of somebody's ink on the page.</summary>
    private static double Slant(WrittenPage page, RowOwner owner)
    {
        var slant = new HandSlant();
        for (int row = 1; row < page.Ink.Rows.Count; row++)
        {
            (PageRow from, PageRow to) = (page.Ink.Rows[row - 1], page.Ink.Rows[row]);
            if (to.Owner == owner && to.Stroke == from.Stroke) slant = slant.After(to.X - from.X, to.Y - from.Y);
        }

        return slant.Value ?? 0;
    }

    private static StrokeCollection Sheared(StrokeCollection line, float shear) =>
        new([.. line.Strokes.Select(stroke =>
            new Stroke([.. stroke.Points.Select(point => point with { X = point.X - shear * point.Y })]))]);

    /// <summary>The ink of each ruled line, from the top.</summary>
    private static PageRow[][] Lines(WrittenPage page) =>
        [.. page.Ink.Rows.GroupBy(row => row.Line).OrderBy(line => line.Key).Select(line => line.ToArray())];

    private static float Level(PageRow[] rows, WrittenPage page) =>
        WritingLevel.Of(rows, rows[0].Line, page.Ink.Scale.PixelsPerUnit)!.Value.Baseline;
}
