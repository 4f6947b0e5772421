namespace HmRnnInk.Ink;

/// <summary>A piece of ink: strokes in the order written, sharing one coordinate system and one clock.</summary>
public sealed record StrokeCollection(IReadOnlyList<Stroke> Strokes)
{
    public int PointCount => Strokes.Sum(stroke => stroke.Points.Count);

    /// <returns>The ink with every point at (x·scale + shiftX, y·scale + shiftY), times kept.</returns>
    public StrokeCollection Transform(float scale, float shiftX, float shiftY) =>
        new([.. Strokes.Select(stroke => new Stroke(
            [.. stroke.Points.Select(point => point with { X = point.X * scale + shiftX, Y = point.Y * scale + shiftY })]))]);
}
