namespace HmRnnInk.Ink;

/// <summary>A piece of ink: strokes in writing order, with a common coordinate system and clock.</summary>
public sealed record StrokeCollection(IReadOnlyList<Stroke> Strokes)
{
    public int PointCount => Strokes.Sum(stroke => stroke.Points.Count);
}
