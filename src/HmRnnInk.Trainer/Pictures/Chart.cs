using System.Globalization;
using HmRnnInk.Ink;
using ScottPlot;
using SkiaSharp;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Curves in the app's typeface, each with its name at its end instead of a legend.</summary>
internal sealed class Chart
{
    private const string Typeface = "Inter";
    private const float Scale = 2, LabelSize = 13;

    /// <summary>The distance between two names, and the height of the axis labels and margins, in pixels before scaling.</summary>
    private const double NameHeight = 17, LabelsAndMargins = 62;

    private readonly Plot _plot;
    private readonly double _height;
    private readonly List<(string Name, double X, double Y, Color Colour)> _ends = [];

    static Chart() => Fonts.AddFontFile(Typeface, Path.Combine(AppContext.BaseDirectory, "Fonts", "Inter-Regular.otf"));

    private Chart(Plot plot, double height) => (_plot, _height) = (plot, height);

    /// <summary>Draws charts one below the other.</summary>
    /// <param name="width">In pixels before scaling by 2, like <paramref name="height"/>.</param>
    /// <param name="height">The height of one chart.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(string path, int width, int height, params Action<Chart>[] charts)
    {
        var all = new Multiplot();
        all.AddPlots(charts.Length);
        for (int index = 0; index < charts.Length; index++) charts[index](new(all.GetPlot(index), height));
        int total = height * charts.Length;
        using var surface = SKSurface.Create(new SKImageInfo((int)(Scale * width), (int)(Scale * total)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        all.Render(surface.Canvas, new PixelRect(0, width, total, 0));
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        WholeFile.Write(path, png.SaveTo);
    }

    /// <param name="family">Curves of a family have the same colour; from 0.</param>
    public void Line(string name, double[] x, double[] y, int family, LinePattern? pattern = null)
    {
        Color colour = Colors.Category10[family % 10];
        var line = _plot.Add.Scatter(x, y, colour);
        (line.LineWidth, line.MarkerSize, line.LinePattern) = (2, x.Length > 40 ? 0 : 4, pattern ?? LinePattern.Solid);
        _ends.Add((name, x[^1], y[^1], colour));
    }

    /// <summary>Names the curves and the axes.</summary>
    /// <param name="right">The end of the horizontal axis.</param>
    /// <param name="ticks">The labelled values of the horizontal axis; null for evenly spaced numbers.</param>
    public void Finish(
        string horizontal, string vertical, double left, double right, double bottom, double top, (double At, string Label)[]? ticks = null)
    {
        // The names stand to the right of all curves, in the order of the curves' ends, and do not overlap.
        double distance = NameHeight * (top - bottom) / (_height - LabelsAndMargins);
        double column = right + 0.03 * (right - left);
        double highest = top - distance / 2;
        var ordered = _ends.OrderByDescending(end => end.Y).ToArray();
        double[] places = new double[ordered.Length];
        for (int index = 0; index < ordered.Length; index++)
        {
            // Leave room for the names below. A name that leaves the plot would be cut off.
            double lowest = bottom + distance * (ordered.Length - 0.5 - index);
            places[index] = Math.Min(highest, Math.Max(ordered[index].Y, lowest));
            highest = places[index] - distance;
            (string name, double x, double y, Color colour) = ordered[index];
            var leader = _plot.Add.Line(x, y, column, places[index]);
            (leader.LineWidth, leader.Color, leader.MarkerSize) = (1, colour.WithAlpha(0.35), 0);
            var text = _plot.Add.Text(name, column, places[index]);
            (text.LabelFontColor, text.LabelFontSize, text.LabelFontName) = (colour, LabelSize, Typeface);
            (text.LabelAlignment, text.LabelBold) = (Alignment.MiddleLeft, false);
        }

        _plot.Axes.SetLimits(left, right + 0.34 * (right - left), bottom, top);
        _plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. (ticks ?? Ticks(left, right)).Select(tick => new Tick(tick.At, tick.Label))]);
        _plot.XLabel(horizontal, LabelSize);
        _plot.YLabel(vertical, LabelSize);
        _plot.Font.Set(Typeface);
        (_plot.Axes.Bottom.Label.Bold, _plot.Axes.Left.Label.Bold) = (false, false);
        (_plot.Axes.Top.FrameLineStyle.Width, _plot.Axes.Right.FrameLineStyle.Width) = (0, 0);
        _plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.06);
    }

    /// <summary>At most ten round numbers at equal distances, none of them under the names of the curves.</summary>
    private static (double At, string Label)[] Ticks(double left, double right)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((right - left) / 9)));
        double step = new[] { 1, 2, 5, 10 }.Select(digit => digit * power).First(step => (right - left) / step <= 9);
        return
        [
            .. Enumerable.Range(0, 10).Select(index => left + index * step).Where(at => at <= right)
                .Select(at => (at, at.ToString("0.###", CultureInfo.InvariantCulture))),
        ];
    }
}
