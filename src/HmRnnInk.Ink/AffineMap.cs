namespace HmRnnInk.Ink;

/// <summary>An affine map of the plane: x′ = a·x + c·y + e, y′ = b·x + d·y + f, with the letters of SVG.</summary>
internal readonly record struct AffineMap(double A, double B, double C, double D, double E, double F)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public (double X, double Y) Of(double x, double y) => (A * x + C * y + E, B * x + D * y + F);

    /// <returns>The map that applies <paramref name="first"/> and then this one.</returns>
    public AffineMap After(AffineMap first) => new(
        A * first.A + C * first.B, B * first.A + D * first.B,
        A * first.C + C * first.D, B * first.C + D * first.D,
        A * first.E + C * first.F + E, B * first.E + D * first.F + F);
}
