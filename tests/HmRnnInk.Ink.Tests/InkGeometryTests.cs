using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class InkGeometryTests
{
    private static readonly Gen<InkVertex[]> Strokes = Gen.Select(
        Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 2], (x, y, layer) => new InkVertex(x, y, 3, 0x102030FF, layer)).Array[1, 30];

    [Fact]
    public void OnePointAtATime_GivesTheCapsulesOfTheWholeStroke() => Gen.Select(Strokes, Gen.Bool).Sample((stroke, smoothing) =>
    {
        var grown = new List<Capsule>();
        var geometry = new InkGeometry(smoothing);
        foreach (InkVertex vertex in stroke)
        {
            Capsule[] before = [.. grown];
            geometry.Append(vertex, grown);
            Assert.Equal(before, grown.Take(before.Length)); // capsules that were added do not change
        }

        geometry.EndStroke(grown);
        Assert.Equal(InkGeometry.FromStroke(stroke, smoothing), grown);
        Assert.False(geometry.IsInStroke);
    });

    [Fact]
    public void Capsules_JoinEndToEndThroughEveryPoint() => Gen.Select(Strokes, Gen.Bool).Sample((stroke, smoothing) =>
    {
        List<Capsule> capsules = InkGeometry.FromStroke(stroke, smoothing);
        var ends = capsules.Select(capsule => (capsule.X1, capsule.Y1)).Prepend((capsules[0].X0, capsules[0].Y0)).ToArray();

        Assert.Equal(ends.Skip(1).SkipLast(1), capsules.Skip(1).Select(capsule => (capsule.X0, capsule.Y0)));
        int end = 0; // the points are among the ends, in their order
        foreach (InkVertex vertex in stroke)
        {
            while (end < ends.Length && ends[end] != (vertex.X, vertex.Y)) end++;
            Assert.True(end < ends.Length, $"The ink does not go through {vertex}.");
        }
    });

    [Fact]
    public void SmoothInk_StaysNearItsPoints() => Strokes.Sample(stroke =>
    {
        // A centripetal piece stays within the distance between its ends (Yuksel et al., section 3).
        List<Capsule> capsules = InkGeometry.FromStroke(stroke);
        Assert.All(capsules, capsule => Assert.True(
            stroke.Zip(stroke.Skip(1).DefaultIfEmpty(stroke[^1])).Any(pair => IsNear(capsule.X1, capsule.Y1, pair.First, pair.Second)),
            $"{capsule} is far from the stroke."));
    });

    [Fact]
    public void SmoothInk_CutsNoCorners()
    {
        // Straight lines between 16 points of a circle of radius 100 would deviate from it by 1.9 pixels.
        InkVertex[] circle = [.. Enumerable.Range(0, 17).Select(index => index * MathF.Tau / 16)
            .Select(angle => Vertex(100 * MathF.Cos(angle), 100 * MathF.Sin(angle)))];
        List<Capsule> inner = InkGeometry.FromStroke(circle);

        Assert.All(inner.Skip(inner.Count / 8).SkipLast(inner.Count / 8), capsule =>
            Assert.Equal(100, MathF.Sqrt(capsule.X1 * capsule.X1 + capsule.Y1 * capsule.Y1), 0.2f));
    }

    [Fact]
    public void Dot_IsOneCapsuleWithoutLength() =>
        Assert.Equal([new Capsule(5, 6, 5, 6, 3, 0xFF, 2)], InkGeometry.FromStroke([new InkVertex(5, 6, 3, 0xFF, 2)]));

    [Fact]
    public void PenAtRest_IsADotInTheColourOfItsDeepestFlush() => Assert.Equal(
        [new Capsule(5, 6, 5, 6, 3, 0xAAFF, 2)],
        InkGeometry.FromStroke([new InkVertex(5, 6, 3, 0xFF, 0), new InkVertex(5, 6, 3, 0xAAFF, 2), new InkVertex(5, 6, 3, 0xFF, 1)]));

    [Fact]
    public void TwoPoints_AreAStraightLine()
    {
        List<Capsule> capsules = InkGeometry.FromStroke([Vertex(0, 0), Vertex(30, 40)]);

        Assert.Equal(new Capsule(0, 0, 30, 40, 3, 0x102030FF, 0), Assert.Single(capsules));
    }

    [Fact]
    public void EachPoint_GivesItsLayerToTheNearestInk()
    {
        InkVertex[] stroke = [Vertex(0, 0) with { Layer = 1 }, Vertex(10, 0) with { Layer = 2 }, Vertex(20, 0)];
        List<Capsule> capsules = InkGeometry.FromStroke(stroke, smoothing: false);

        Assert.Equal(
            [(0f, 5f, 1), (5f, 10f, 2), (10f, 15f, 2), (15f, 20f, 0)],
            capsules.Select(capsule => (capsule.X0, capsule.X1, capsule.Layer)));
    }

    [Fact]
    public void WithoutSmoothing_PointsAreJoinedByStraightLines()
    {
        InkVertex[] stroke = [Vertex(0, 0), Vertex(10, 0), Vertex(10, 10)];

        Assert.Equal(
            [new Capsule(0, 0, 10, 0, 3, 0x102030FF, 0), new Capsule(10, 0, 10, 10, 3, 0x102030FF, 0)],
            InkGeometry.FromStroke(stroke, smoothing: false));
    }

    [Fact]
    public void OneGeometry_DrawsManyStrokes()
    {
        InkVertex[][] strokes = [[Vertex(0, 0), Vertex(10, 0), Vertex(10, 10)], [Vertex(5, 5)], [Vertex(7, 2), Vertex(9, 9)]];
        var geometry = new InkGeometry();
        var capsules = new List<Capsule>();
        foreach (InkVertex[] stroke in strokes)
        {
            foreach (InkVertex vertex in stroke) geometry.Append(vertex, capsules);
            geometry.EndStroke(capsules);
        }

        Assert.Equal(strokes.SelectMany(stroke => InkGeometry.FromStroke(stroke)), capsules);
    }

    private static InkVertex Vertex(float x, float y) => new(x, y, 3, 0x102030FF, 0);

    private static bool IsNear(float x, float y, InkVertex from, InkVertex to)
    {
        float length = MathF.Sqrt(Square(to.X - from.X) + Square(to.Y - from.Y));
        return MathF.Sqrt(Square(x - from.X) + Square(y - from.Y)) <= length + 1e-3f;
    }

    private static float Square(float value) => value * value;
}
