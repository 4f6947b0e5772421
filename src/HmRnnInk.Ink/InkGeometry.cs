namespace HmRnnInk.Ink;

/// <summary>
/// Turns points of the pen into the segments that are drawn, one point at a time: one geometry for screen and file. One instance
/// draws one stroke after another.
/// </summary>
/// <remarks>
/// Smooth ink is a centripetal Catmull-Rom spline: it goes through every point, and unlike the uniform one it makes no loops where
/// a slow piece meets a fast one (Yuksel, Schaefer and Keyser 2011, doi 10.1016/j.cad.2010.08.008). The piece that leads to a point needs
/// the point after it, so it comes with the next <see cref="Append"/>, or with <see cref="EndStroke"/>. Ink takes its look
/// from the nearer of the two points it runs between, so that a stroke's first point shows too; its width goes evenly from one to the other.
/// </remarks>
/// <param name="smoothing">Whether points are joined by a spline or by straight lines.</param>
public sealed class InkGeometry(bool smoothing = true)
{
    /// <summary>How far a chord may lie from the curve it stands for; a tenth of a pixel cannot be seen.</summary>
    private const float TolerancePixels = 0.1f;

    /// <summary>The least by which one piece of ink is wider than the next.</summary>
    private const float WidthStep = 0.1f;

    private const int MostChords = 64;

    // The last three distinct points, newest last; fewer at the start of a stroke.
    private InkVertex _oldest, _middle, _newest;
    private int _count;

    /// <summary>Whether a stroke has begun and not ended.</summary>
    public bool IsInStroke => _count > 0;

    /// <summary>Every segment of a whole stroke.</summary>
    public static List<InkSegment> FromStroke(IEnumerable<InkVertex> vertices, bool smoothing = true)
    {
        var segments = new List<InkSegment>();
        var geometry = new InkGeometry(smoothing);
        foreach (InkVertex vertex in vertices) geometry.Append(vertex, segments);
        geometry.EndStroke(segments);
        return segments;
    }

    /// <summary>Takes the stroke's next point.</summary>
    /// <param name="segments">What can be drawn from now on is added at its end, and stays as it is.</param>
    public void Append(InkVertex vertex, List<InkSegment> segments)
    {
        if (_count > 0 && vertex.IsAt(_newest))
        {
            // A pen at rest adds no ink; its deepest flush shows at the place where it rests.
            if (vertex.Layer > _newest.Layer) _newest = vertex;
            return;
        }

        if (_count >= 2) AddPiece(_oldest, _middle, _newest, vertex, hasBefore: _count > 2, hasAfter: true, segments);
        (_oldest, _middle, _newest) = (_middle, _newest, vertex);
        _count = Math.Min(_count + 1, 3);
    }

    /// <summary>Lifts the pen: the rest of the stroke, or its dot.</summary>
    public void EndStroke(List<InkSegment> segments)
    {
        AppendTail(segments);
        _count = 0;
    }

    /// <summary>
    /// What <see cref="EndStroke"/> would add if the pen were lifted now: ink that is to be seen at once but may still change,
    /// so it is drawn for one frame only. The stroke goes on.
    /// </summary>
    public void AppendTail(List<InkSegment> segments)
    {
        if (_count == 1) segments.Add(new InkSegment(_newest.X, _newest.Y, _newest.X, _newest.Y, _newest.Width, _newest.Colour, _newest.Layer));
        if (_count >= 2) AddPiece(_oldest, _middle, _newest, default, hasBefore: _count > 2, hasAfter: false, segments);
    }

    /// <summary>The ink between two neighbouring points.</summary>
    private void AddPiece(
        InkVertex before, InkVertex from, InkVertex to, InkVertex after, bool hasBefore, bool hasAfter, List<InkSegment> segments)
    {
        var (control0, control1) = Controls(before, from, to, after, smoothing && hasBefore, smoothing && hasAfter);
        int chords = Chords(from, control0, control1, to);
        float wider = to.Width - from.Width;
        if (wider != 0) chords = Math.Clamp((int)MathF.Ceiling(MathF.Abs(wider) / WidthStep), chords, MostChords);
        bool changes = from.Colour != to.Colour || from.Layer != to.Layer;
        if (changes) chords += chords % 2; // the look changes half-way
        (float x, float y) = (from.X, from.Y);
        for (int chord = 1; chord <= chords; chord++)
        {
            // The last end is the point itself and not a rounded image of it, so that pieces meet exactly.
            (float nextX, float nextY) = chord == chords ? (to.X, to.Y) : Cubic((float)chord / chords, from, control0, control1, to);
            InkVertex look = chord * 2 <= chords && changes ? from : to;
            // Rounded finer than is seen, so that neighbours are alike: fewer paths in a file.
            float width = wider == 0 ? to.Width : MathF.Round((from.Width + wider * (chord - 0.5f) / chords) / WidthStep) * WidthStep;
            segments.Add(new InkSegment(x, y, nextX, nextY, width, look.Colour, look.Layer));
            (x, y) = (nextX, nextY);
        }
    }

    /// <summary>The inner control points of the cubic Bézier that a centripetal Catmull-Rom piece is.</summary>
    private static ((float X, float Y) First, (float X, float Y) Second) Controls(
        InkVertex before, InkVertex from, InkVertex to, InkVertex after, bool hasBefore, bool hasAfter)
    {
        float knot = RootOfDistance(from, to);
        var first = hasBefore ? Control(before, from, to, RootOfDistance(before, from), knot) : default;
        var second = hasAfter ? Control(after, to, from, RootOfDistance(to, after), knot) : default;
        if (!hasBefore && !hasAfter) return (Between(from, to, 1 / 3f), Between(from, to, 2 / 3f));
        if (!hasBefore) first = ParabolaControl(from, to, second);
        if (!hasAfter) second = ParabolaControl(to, from, first);
        return (first, second);
    }

    private static (float X, float Y) Between(InkVertex from, InkVertex to, float share) =>
        (from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);

    /// <summary>A stroke's first and last piece know one tangent only: the control that makes them parabolas.</summary>
    private static (float X, float Y) ParabolaControl(InkVertex end, InkVertex inner, (float X, float Y) innerControl)
    {
        float x = inner.X + 1.5f * (innerControl.X - inner.X), y = inner.Y + 1.5f * (innerControl.Y - inner.Y);
        return (end.X + (x - end.X) * (2 / 3f), end.Y + (y - end.Y) * (2 / 3f));
    }

    private static (float X, float Y) Control(InkVertex outer, InkVertex near, InkVertex far, float outerKnot, float knot)
    {
        float farWeight = outerKnot * outerKnot;
        float outerWeight = knot * knot;
        float nearWeight = 2 * farWeight + 3 * outerKnot * knot + outerWeight;
        float scale = 1 / (3 * outerKnot * (outerKnot + knot));
        return (
            (farWeight * far.X - outerWeight * outer.X + nearWeight * near.X) * scale,
            (farWeight * far.Y - outerWeight * outer.Y + nearWeight * near.Y) * scale);
    }

    private static float RootOfDistance(InkVertex left, InkVertex right)
    {
        float x = right.X - left.X, y = right.Y - left.Y;
        return MathF.Sqrt(MathF.Sqrt(x * x + y * y));
    }

    /// <summary>Wang's formula: enough equal steps of a cubic to stay within the tolerance.</summary>
    private static int Chords(InkVertex from, (float X, float Y) control0, (float X, float Y) control1, InkVertex to)
    {
        float first = Length(from.X - 2 * control0.X + control1.X, from.Y - 2 * control0.Y + control1.Y);
        float second = Length(control0.X - 2 * control1.X + to.X, control0.Y - 2 * control1.Y + to.Y);
        return Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(0.75f * MathF.Max(first, second) / TolerancePixels)), 1, MostChords);
    }

    private static float Length(float x, float y) => MathF.Sqrt(x * x + y * y);

    private static (float X, float Y) Cubic(
        float t, InkVertex from, (float X, float Y) control0, (float X, float Y) control1, InkVertex to)
    {
        float s = 1 - t;
        float weight0 = s * s * s, weight1 = 3 * s * s * t, weight2 = 3 * s * t * t, weight3 = t * t * t;
        return (
            weight0 * from.X + weight1 * control0.X + weight2 * control1.X + weight3 * to.X,
            weight0 * from.Y + weight1 * control0.Y + weight2 * control1.Y + weight3 * to.Y);
    }
}
