namespace HmRnnInk.Ink;

/// <summary>A piece of ink: strokes in the order written, sharing one coordinate system and one clock.</summary>
public sealed record StrokeCollection(IReadOnlyList<Stroke> Strokes)
{
    public int PointCount => Strokes.Sum(stroke => stroke.Points.Count);
}
