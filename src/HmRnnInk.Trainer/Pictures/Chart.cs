using ScottPlot;
using SkiaSharp;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>Curves in the app's typeface, each with its name at its end instead of a legend.</summary>
internal sealed class Chart
{
    /// <summary>The family of the curves in the background, which are grey and thin.</summary>
    public const int Background = -1;

    private const string Typeface = "Inter";
    private const float Scale = 2, LabelSize = 13;

    // In pixels before scaling. A leader is the line from a curve to its name.
    private const int Width = 900;
    private const double NameHeight = 17, LabelsAndMarginsHeight = 62, AxisAndMarginsWidth = 90, LeaderWidth = 24;

    /// <summary>
    /// Colours that people with a red-green deficiency can tell apart (Okabe and Ito 2008), without their yellow, which is hard to see on
    /// white. Names are thinner than curves, so they have a darker shade.
    /// </summary>
    private static readonly (Color Line, Color Name)[] Palette =
    [
        Pair("#0072B2", "#00639B"), Pair("#D55E00", "#B34F00"), Pair("#009E73", "#007756"), Pair("#CC79A7", "#9E4A7A"),
        Pair("#E69F00", "#8F6300"), Pair("#56B4E9", "#1F77AB"), Pair("#333333", "#333333"),
    ];

    private static readonly (Color Line, Color Name) Grey = Pair("#C4C4C4", "#6B6B6B");
    private static readonly SKTypeface Font;

    private readonly Plot _plot;
    private readonly double _height;
    private readonly List<(string Name, double X, double Y, int Family)> _ends = [];

    static Chart()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Fonts", "Inter-Regular.otf");
        Fonts.AddFontFile(Typeface, file);
        Font = SKTypeface.FromFile(file);
    }

    private Chart(Plot plot, double height) => (_plot, _height) = (plot, height);

    /// <summary>The number of families that have a colour of their own.</summary>
    public static int Colours => Palette.Length;

    /// <summary>Draws charts one below the other.</summary>
    /// <param name="height">The height of one chart, in pixels before scaling by 2.</param>
    /// <param name="path">A .png; it is written atomically.</param>
    public static void Save(string path, int height, params Action<Chart>[] charts)
    {
        var all = new Multiplot();
        all.AddPlots(charts.Length);
        for (int index = 0; index < charts.Length; index++) charts[index](new(all.GetPlot(index), height));
        int total = height * charts.Length;
        using var surface = SKSurface.Create(new SKImageInfo((int)(Scale * Width), (int)(Scale * total)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        all.Render(surface.Canvas, new PixelRect(0, Width, total, 0));
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        WholeFile.Write(path, png.SaveTo);
    }

    /// <summary>Adds a curve without a name: <see cref="Name"/> gives it one.</summary>
    /// <param name="family">Curves of a family have the same colour; from 0, or <see cref="Background"/>.</param>
    public void Curve(double[] x, double[] y, int family, LinePattern? pattern = null)
    {
        var line = _plot.Add.Scatter(x, y, ColoursOf(family).Line);
        (line.LineWidth, line.LinePattern) = (family == Background ? 1 : 2, pattern ?? LinePattern.Solid);
        line.MarkerSize = x.Length > 40 || family == Background ? 0 : 4;
    }

    /// <summary>Adds a curve with its name.</summary>
    /// <inheritdoc cref="Curve"/>
    public void NamedCurve(string name, double[] x, double[] y, int family, LinePattern? pattern = null)
    {
        Curve(x, y, family, pattern);
        Name(name, x[^1], y[^1], family);
    }

    /// <summary>Gives curves a name, next to the end of one of them.</summary>
    public void Name(string name, double x, double y, int family) => _ends.Add((name, x, y, family));

    /// <summary>Draws the names of the curves and the axes.</summary>
    /// <param name="right">The end of the horizontal axis.</param>
    /// <param name="ticks">The labelled values of the horizontal axis; null for evenly spaced numbers.</param>
    public void Finish(
        string horizontal, string vertical, double left, double right, double bottom, double top, (double At, string Label)[]? ticks = null)
    {
        double names = _ends.Select(end => WidthOf(end.Name)).DefaultIfEmpty(0).Max();
        // The horizontal axis in units per pixel, so that the longest name fits to the right of it.
        double unit = (right - left) / (Width - AxisAndMarginsWidth - LeaderWidth - names);
        DrawGrid(left, right, bottom, top, ticks ?? Ticks(left, right, 9));
        DrawNames(right + LeaderWidth * unit, bottom, top);
        _plot.Axes.SetLimits(left, right + (LeaderWidth + names) * unit, bottom, top);
        _plot.XLabel(horizontal, LabelSize);
        _plot.YLabel(vertical, LabelSize);
        _plot.Font.Set(Typeface);
        (_plot.Axes.Bottom.Label.Bold, _plot.Axes.Left.Label.Bold) = (false, false);
    }

    /// <summary>Draws the grid and the horizontal axis up to the end of the curves. ScottPlot's would run on behind the names.</summary>
    private void DrawGrid(double left, double right, double bottom, double top, (double At, string Label)[] horizontal)
    {
        (double At, string Label)[] vertical = [.. Ticks(bottom, top, (int)((_height - LabelsAndMarginsHeight) / 40))];
        _plot.HideGrid();
        foreach ((double at, _) in horizontal) Draw(at, bottom, at, top, Colors.Black.WithAlpha(0.06), 1);
        foreach ((double at, _) in vertical) Draw(left, at, right, at, Colors.Black.WithAlpha(0.06), 1);
        Draw(left, bottom, right, bottom, Colors.Black, 2); // half of it is below the plot and cut off
        _plot.Axes.Bottom.TickGenerator = Generator(horizontal);
        _plot.Axes.Left.TickGenerator = Generator(vertical);
        _plot.Axes.Bottom.FrameLineStyle.Width = 0;
        (_plot.Axes.Top.FrameLineStyle.Width, _plot.Axes.Right.FrameLineStyle.Width) = (0, 0);

        static ScottPlot.TickGenerators.NumericManual Generator((double At, string Label)[] ticks) =>
            new([.. ticks.Select(tick => new Tick(tick.At, tick.Label))]);

        void Draw(double fromX, double fromY, double toX, double toY, Color colour, float width)
        {
            var line = _plot.Add.Line(fromX, fromY, toX, toY);
            (line.LineWidth, line.Color, line.MarkerSize) = (width, colour, 0);
            _plot.MoveToBack(line);
        }
    }

    /// <summary>Draws the names to the right of all curves, in the order of the curves' ends and without overlap.</summary>
    private void DrawNames(double column, double bottom, double top)
    {
        double distance = NameHeight * (top - bottom) / (_height - LabelsAndMarginsHeight);
        double highest = top - distance / 2;
        var ordered = _ends.OrderByDescending(end => end.Y).ToArray();
        for (int index = 0; index < ordered.Length; index++)
        {
            (string name, double x, double y, int family) = ordered[index];
            // Leave room for the names below. A name that leaves the plot would be cut off.
            double lowest = bottom + distance * (ordered.Length - 0.5 - index);
            double place = Math.Min(highest, Math.Max(y, lowest));
            highest = place - distance;
            (Color line, Color dark) = ColoursOf(family);
            if (family != Background)
            {
                // Dotted, because it is not a part of the curve.
                var leader = _plot.Add.Line(x, y, column, place);
                (leader.LineWidth, leader.Color, leader.MarkerSize, leader.LinePattern) = (1, line, 0, LinePattern.Dotted);
            }

            var text = _plot.Add.Text(name, column, place);
            (text.LabelFontColor, text.LabelFontSize, text.LabelFontName) = (dark, LabelSize, Typeface);
            (text.LabelAlignment, text.LabelBold, text.OffsetX) = (Alignment.MiddleLeft, false, 3);
        }
    }

    /// <summary>Round numbers at equal distances between two values, at most <paramref name="maximum"/> + 1 of them.</summary>
    private static (double At, string Label)[] Ticks(double from, double to, int maximum)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / maximum)));
        double step = new[] { 1, 2, 5, 10 }.Select(digit => digit * power).First(step => (to - from) / step <= maximum);
        return
        [
            .. Enumerable.Range(0, maximum + 2).Select(index => (Math.Ceiling(from / step) + index) * step).Where(at => at <= to)
                .Select(at => (at, at.ToString("0.###"))),
        ];
    }

    private static double WidthOf(string name)
    {
        using var font = new SKFont(Font, LabelSize);
        return font.MeasureText(name) + 6;
    }

    private static (Color Line, Color Name) ColoursOf(int family) => family == Background ? Grey : Palette[family % Palette.Length];

    private static (Color Line, Color Name) Pair(string line, string name) => (Color.FromHex(line), Color.FromHex(name));
}
