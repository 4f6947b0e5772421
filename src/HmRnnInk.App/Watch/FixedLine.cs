using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Watch;

/// <summary>The line of ink that every checkpoint reads, as input of a model.</summary>
internal sealed class FixedLine
{
    /// <summary>The length of about two long lines of IAM-OnDB. Longer ink is cut, because reading it would take too long.</summary>
    private const int MaximumRows = 2000;

    private FixedLine(PenOffset[] rows)
    {
        Rows = rows;
        Points = new InkPoint[rows.Length];
        (float x, float y) = (0, 0);
        for (int row = 0; row < rows.Length; row++)
        {
            (x, y) = (x + rows[row].DeltaX, y + rows[row].DeltaY);
            Points[row] = new InkPoint(x, y, 0);
        }

        Bounds = InkBounds.Of(new StrokeCollection([new Stroke(Points)]));
        Baseline = LineOfText.BaselineOf(Bottoms());
    }

    /// <summary>The rows, at least one. The last one may have no pen-up.</summary>
    public PenOffset[] Rows { get; }

    /// <summary>[rows]: the point of each row in IAM units, y downwards.</summary>
    public InkPoint[] Points { get; }

    /// <summary>The bounds of the ink in IAM units.</summary>
    public InkBounds Bounds { get; }

    /// <summary>Y of the line that most strokes stand on, in IAM units.</summary>
    public float Baseline { get; }

    /// <summary>Opens the line that comes with the app, or another ink file, resampled and scaled as a model needs it.</summary>
    /// <param name="path">The ink file; null for the line of the app.</param>
    /// <exception cref="InkFormatException">The ink cannot be read.</exception>
    public static FixedLine Open(string? path)
    {
        if (path is null) return Of(InkFile.Read(Path.Combine(AppContext.BaseDirectory, "ink", "own-line.xml")));
        return new FixedLine([.. RecordedInk.Rows(InkFile.Open(path)).Take(MaximumRows)]);
    }

    /// <param name="ink">Ink in IAM units.</param>
    public static FixedLine Of(StrokeCollection ink) => new([.. StrokeOffsets.FromStrokes(ink).Take(MaximumRows)]);

    /// <returns>The lowest y of each stroke.</returns>
    private IEnumerable<float> Bottoms()
    {
        float bottom = float.NegativeInfinity;
        for (int row = 0; row < Rows.Length; row++)
        {
            bottom = Math.Max(bottom, Points[row].Y);
            if (!Rows[row].PenUp && row < Rows.Length - 1) continue;
            yield return bottom;
            bottom = float.NegativeInfinity;
        }
    }
}
