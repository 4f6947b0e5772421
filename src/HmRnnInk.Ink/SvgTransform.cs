using System.Text.RegularExpressions;

namespace HmRnnInk.Ink;

/// <summary>Reads the transform attribute of SVG (SVG 1.1, section 7.6).</summary>
internal static partial class SvgTransform
{
    /// <returns>
    /// The map from the element's coordinates to its parent's. Unknown functions, and those with a wrong number of values or a value that
    /// is not a number, are left out.
    /// </returns>
    public static AffineMap Parse(string? text)
    {
        AffineMap map = AffineMap.Identity;
        if (text is null) return map;
        foreach (Match function in Function().Matches(text))
        {
            double[] values = [.. function.Groups[2].Value
                .Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(value => InkXml.TryNumber(value, out double number) ? number : double.NaN)];
            if (!values.Any(double.IsNaN)) map = map.After(Of(function.Groups[1].Value, values));
        }

        return map;
    }

    private static AffineMap Of(string name, double[] values) => (name, values) switch
    {
        ("matrix", [var a, var b, var c, var d, var e, var f]) => new(a, b, c, d, e, f),
        ("translate", [var x]) => new(1, 0, 0, 1, x, 0),
        ("translate", [var x, var y]) => new(1, 0, 0, 1, x, y),
        ("scale", [var both]) => new(both, 0, 0, both, 0, 0),
        ("scale", [var x, var y]) => new(x, 0, 0, y, 0, 0),
        ("rotate", [var degrees]) => Rotation(degrees),
        ("rotate", [var degrees, var x, var y]) =>
            new AffineMap(1, 0, 0, 1, x, y).After(Rotation(degrees)).After(new AffineMap(1, 0, 0, 1, -x, -y)),
        ("skewX", [var degrees]) => new(1, 0, Math.Tan(degrees * Math.PI / 180), 1, 0, 0),
        ("skewY", [var degrees]) => new(1, Math.Tan(degrees * Math.PI / 180), 0, 1, 0, 0),
        _ => AffineMap.Identity,
    };

    private static AffineMap Rotation(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return new AffineMap(cos, sin, -sin, cos, 0, 0);
    }

    [GeneratedRegex("""([a-zA-Z]+)\s*\(([^)]*)\)""")]
    private static partial Regex Function();
}
