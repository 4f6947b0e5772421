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

    /// <summary>The distance of two names, and the height of what is not the area of the curves, in pixels before scaling.</summary>
    private const double NameHeight = 17, Surroundings = 62;

    private readonly Plot plot;
    private readonly double height;
    private readonly List<(string Name, double X, double Y, Color Colour)> ends = [];

    static Chart() => Fonts.AddFontFile(Typeface, Path.Combine(AppContext.BaseDirectory, "Fonts", "Inter-Regular.otf"));

    private Chart(Plot plot, double height) => (this.plot, this.height) = (plot, height);

    /// <summary>Draws charts one below the other.</summary>
    /// <param name="width">Before scaling by 2, as for <paramref name="height"/>.</param>
    /// <param name="height">Of one chart.</param>
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
        var line = plot.Add.Scatter(x, y, colour);
        (line.LineWidth, line.MarkerSize, line.LinePattern) = (2, x.Length > 40 ? 0 : 4, pattern ?? LinePattern.Solid);
        ends.Add((name, x[^1], y[^1], colour));
    }

    /// <summary>Names the curves and the axes.</summary>
    /// <param name="right">The end of the horizontal axis.</param>
    /// <param name="ticks">The labelled values of the horizontal axis; null for evenly spaced numbers.</param>
    public void Finish(
        string horizontal, string vertical, double left, double right, double bottom, double top, (double At, string Label)[]? ticks = null)
    {
        // The names stand to the right of all curves, in the order of the curves' ends, and do not overlap.
        double distance = NameHeight * (top - bottom) / (height - Surroundings);
        double column = right + 0.03 * (right - left);
        double highest = top - distance / 2;
        var ordered = ends.OrderByDescending(end => end.Y).ToArray();
        double[] places = new double[ordered.Length];
        for (int index = 0; index < ordered.Length; index++)
        {
            // Whatever is placed below still needs room. A name is cut off where it leaves the plot.
            double lowest = bottom + distance * (ordered.Length - 0.5 - index);
            places[index] = Math.Min(highest, Math.Max(ordered[index].Y, lowest));
            highest = places[index] - distance;
            (string name, double x, double y, Color colour) = ordered[index];
            var leader = plot.Add.Line(x, y, column, places[index]);
            (leader.LineWidth, leader.Color, leader.MarkerSize) = (1, colour.WithAlpha(0.35), 0);
            var text = plot.Add.Text(name, column, places[index]);
            (text.LabelFontColor, text.LabelFontSize, text.LabelFontName) = (colour, LabelSize, Typeface);
            (text.LabelAlignment, text.LabelBold) = (Alignment.MiddleLeft, false);
        }

        plot.Axes.SetLimits(left, right + 0.34 * (right - left), bottom, top);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. (ticks ?? Ticks(left, right)).Select(tick => new Tick(tick.At, tick.Label))]);
        plot.XLabel(horizontal, LabelSize);
        plot.YLabel(vertical, LabelSize);
        plot.Font.Set(Typeface);
        (plot.Axes.Bottom.Label.Bold, plot.Axes.Left.Label.Bold) = (false, false);
        (plot.Axes.Top.FrameLineStyle.Width, plot.Axes.Right.FrameLineStyle.Width) = (0, 0);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.06);
    }

    /// <summary>At most ten even numbers, none of them under the names of the curves.</summary>
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
