namespace HmRnnInk.Ink;

/// <summary>A piece of ink: strokes in writing order, with a common coordinate system and clock.</summary>
public sealed record StrokeCollection(IReadOnlyList<Stroke> Strokes)
{
    public int PointCount => Strokes.Sum(stroke => stroke.Points.Count);

    /// <returns>The ink with each point at (x·scale + shiftX, y·scale + shiftY) and unchanged times.</returns>
    public StrokeCollection Transform(float scale, float shiftX, float shiftY) =>
        new([.. Strokes.Select(stroke => new Stroke(
            [.. stroke.Points.Select(point => point with { X = point.X * scale + shiftX, Y = point.Y * scale + shiftY })]))]);
}
