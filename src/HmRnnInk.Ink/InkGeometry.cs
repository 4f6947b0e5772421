namespace HmRnnInk.Ink;

/// <summary>
/// Turns the points of a stroke into the capsules that are drawn, one point at a time. The screen and exported files use the same geometry.
/// One instance draws several strokes, one after another.
/// </summary>
/// <remarks>
/// Smooth ink is a centripetal Catmull-Rom spline. It passes through every point. Unlike the uniform spline it makes no loops where
/// a slow piece meets a fast one (Yuksel, Schaefer and Keyser 2011, doi 10.1016/j.cad.2010.08.008). The piece that leads to a point
/// depends on the point after it, so it is drawn by the next call of <see cref="Append"/> or by <see cref="EndStroke"/>. Between two points
/// each half of the ink has the colour and layer of the nearer point, so that those of a stroke's first point are visible too. The width is
/// interpolated.
/// </remarks>
/// <param name="smoothing">Whether to connect points by a spline (else by straight lines).</param>
public sealed class InkGeometry(bool smoothing = true)
{
    /// <summary>Maximum distance between a chord and the curve it approximates. A tenth of a pixel is not visible.</summary>
    private const float TolerancePixels = 0.1f;

    /// <summary>Widths are rounded to multiples of this.</summary>
    private const float WidthStep = 0.1f;

    private const int MaximumChords = 64;

    // The last three distinct points of the stroke. _count is the number of them that exist: 0 between strokes, at most 3.
    private InkVertex _oldest, _middle, _newest;
    private int _count;

    /// <summary>Whether a stroke has begun and not ended yet.</summary>
    public bool IsInStroke => _count > 0;

    /// <summary>All capsules of a complete stroke.</summary>
    public static List<Capsule> FromStroke(IEnumerable<InkVertex> vertices, bool smoothing = true)
    {
        var capsules = new List<Capsule>();
        var geometry = new InkGeometry(smoothing);
        foreach (InkVertex vertex in vertices) geometry.Append(vertex, capsules);
        geometry.EndStroke(capsules);
        return capsules;
    }

    /// <summary>Adds the stroke's next point.</summary>
    /// <param name="capsules">Receives the capsules that are now final.</param>
    public void Append(InkVertex vertex, List<Capsule> capsules)
    {
        if (_count > 0 && (vertex.X, vertex.Y) == (_newest.X, _newest.Y))
        {
            // A pen at rest adds no ink. The deepest layer that flushed during the rest is shown at its position.
            if (vertex.Layer > _newest.Layer) _newest = vertex;
            return;
        }

        if (_count >= 2) AddPiece(_oldest, _middle, _newest, vertex, hasBefore: _count > 2, hasAfter: true, capsules);
        (_oldest, _middle, _newest) = (_middle, _newest, vertex);
        _count = Math.Min(_count + 1, 3);
    }

    /// <summary>Ends the stroke and adds its last capsules, or its dot.</summary>
    public void EndStroke(List<Capsule> capsules)
    {
        InkVertex dot = _newest;
        if (_count == 1) capsules.Add(new Capsule(dot.X, dot.Y, dot.X, dot.Y, dot.Width, dot.Colour, dot.Layer));
        if (_count >= 2) AddPiece(_oldest, _middle, _newest, default, hasBefore: _count > 2, hasAfter: false, capsules);
        _count = 0;
    }

    /// <summary>Adds the ink between two neighbouring points.</summary>
    private void AddPiece(
        InkVertex before, InkVertex from, InkVertex to, InkVertex after, bool hasBefore, bool hasAfter, List<Capsule> capsules)
    {
        var (control0, control1) = Controls(before, from, to, after, smoothing && hasBefore, smoothing && hasAfter);
        int chords = Chords(from, control0, control1, to);
        float widening = to.Width - from.Width;
        if (widening != 0) chords = Math.Clamp((int)MathF.Ceiling(MathF.Abs(widening) / WidthStep), chords, MaximumChords);
        bool changes = from.Colour != to.Colour || from.Layer != to.Layer;
        if (changes) chords += chords % 2; // even, because colour and layer change half-way
        (float x, float y) = (from.X, from.Y);
        for (int chord = 1; chord <= chords; chord++)
        {
            // The last chord ends at the point itself and not at a value computed from it, so that pieces meet exactly.
            (float nextX, float nextY) = chord == chords ? (to.X, to.Y) : Cubic((float)chord / chords, from, control0, control1, to);
            InkVertex look = chord * 2 <= chords && changes ? from : to;
            // Neighbours whose widths round to the same value become one path in a file. The rounding is too fine to be visible.
            float width = widening == 0 ? to.Width : MathF.Round((from.Width + widening * (chord - 0.5f) / chords) / WidthStep) * WidthStep;
            capsules.Add(new Capsule(x, y, nextX, nextY, width, look.Colour, look.Layer));
            (x, y) = (nextX, nextY);
        }
    }

    /// <summary>The inner control points of the cubic Bézier curve that equals a piece of the centripetal Catmull-Rom spline.</summary>
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

    /// <summary>
    /// The missing control point of a stroke's first or last piece, of which only one tangent is known. With it, the piece is a parabola.
    /// </summary>
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

    /// <summary>Wang's formula: the number of equal steps of a cubic curve that stays within the tolerance.</summary>
    private static int Chords(InkVertex from, (float X, float Y) control0, (float X, float Y) control1, InkVertex to)
    {
        float first = Length(from.X - 2 * control0.X + control1.X, from.Y - 2 * control0.Y + control1.Y);
        float second = Length(control0.X - 2 * control1.X + to.X, control0.Y - 2 * control1.Y + to.Y);
        return Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(0.75f * MathF.Max(first, second) / TolerancePixels)), 1, MaximumChords);
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
