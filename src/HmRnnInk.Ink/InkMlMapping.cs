using System.Xml.Linq;

namespace HmRnnInk.Ink;

/// <summary>Reads mappings (InkML, section 6.1) that are affine in X and Y: those of canvas transforms.</summary>
/// <param name="find">Finds the element that a reference names.</param>
internal sealed class InkMlMapping(Func<string?, XElement?> find)
{
    /// <returns>The map of X and Y; null if it cannot be read.</returns>
    /// <param name="problem">Why it cannot be read, in words that follow <c>canvas transform</c>; null if it was read.</param>
    public AffineMap? Read(XElement mapping, out string? problem) => Read(mapping, 0, out problem);

    private AffineMap? Read(XElement mapping, int depth, out string? problem)
    {
        problem = null;
        if (depth <= InkMlDefinitions.MaximumDepth && find(mapping.Attribute("mappingRef")?.Value) is { } referred)
            return Read(referred, depth + 1, out problem);
        AffineMap? map = null;
        switch (depth > InkMlDefinitions.MaximumDepth ? null : mapping.Attribute("type")?.Value)
        {
            case "identity":
                map = Identity(Bound(mapping, "source"), Bound(mapping, "target"));
                break;
            case "affine":
                map = Matrix(mapping.Value, Bound(mapping, "source"), Bound(mapping, "target"));
                break;
            case "product":
                return Product(mapping, depth, out problem);
            case "lookup":
                problem = "by a lookup table";
                return null;
            case "mathml":
                problem = "by MathML";
                return null;
        }

        if (map is null) problem = "that is not affine in X and Y";
        return map;
    }

    private AffineMap? Product(XElement mapping, int depth, out string? problem)
    {
        problem = null;
        AffineMap product = AffineMap.Identity;
        foreach (XElement factor in mapping.Elements().Where(child => child.Name.LocalName == "mapping").Reverse())
        {
            if (Read(factor, depth + 1, out problem) is not { } map) return null;
            product = map.After(product);
        }

        return product;
    }

    /// <summary>The channels that a mapping is bound to, in order. Empty if it states none: then they are those of the traces.</summary>
    private static string[] Bound(XElement mapping, string side) =>
    [
        .. mapping.Elements().Where(child => child.Name.LocalName == "bind")
            .Select(bind => bind.Attribute(side)?.Value.Trim()).OfType<string>(),
    ];

    /// <summary>A mapping that passes values on, from each source channel to the target channel of the same bind.</summary>
    private static AffineMap? Identity(string[] sources, string[] targets)
    {
        if (sources.Length == 0) return AffineMap.Identity;
        if (sources.Length != targets.Length) return null;
        (double X, double Y)? x = Source("X", (1, 0)), y = Source("Y", (0, 1));
        return x is { } toX && y is { } toY ? new AffineMap(toX.X, toY.X, toX.Y, toY.Y, 0, 0) : null;

        // The coefficients of X and Y in a target.
        (double X, double Y)? Source(string target, (double X, double Y) unbound) => Index(targets, target) switch
        {
            < 0 => unbound,
            var index when Is(sources[index], "X") => (1, 0),
            var index when Is(sources[index], "Y") => (0, 1),
            _ => null,
        };
    }

    /// <summary>Reads a matrix: a row per target channel, a column per source channel, and perhaps one for the translation.</summary>
    private static AffineMap? Matrix(string text, string[] sources, string[] targets)
    {
        double[][] rows = [.. text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(Row)];
        int columns = rows.Length == 0 ? 0 : rows[0].Length;
        if (rows.Any(row => row.Length != columns || row.Any(double.IsNaN))) return null;
        // Without binds, two columns have no translation.
        int channels = sources.Length > 0 ? sources.Length : Math.Max(2, columns - 1);
        if (columns != channels && columns != channels + 1) return null;
        int x = sources.Length > 0 ? Index(sources, "X") : 0, y = sources.Length > 0 ? Index(sources, "Y") : 1;
        if (Target("X", 0, (1, 0, 0)) is not { } toX || Target("Y", 1, (0, 1, 0)) is not { } toY) return null;
        return new AffineMap(toX.X, toY.X, toX.Y, toY.Y, toX.Translation, toY.Translation);

        (double X, double Y, double Translation)? Target(string name, int unboundRow, (double, double, double) unchanged)
        {
            int index = targets.Length > 0 ? Index(targets, name) : unboundRow;
            if (index < 0) return unchanged;
            if (index >= rows.Length) return null;
            double[] row = rows[index];
            for (int column = 0; column < channels; column++)
                if (column != x && column != y && row[column] != 0) return null; // it depends on another channel
            return (x < 0 ? 0 : row[x], y < 0 ? 0 : row[y], columns > channels ? row[channels] : 0);
        }

        static double[] Row(string row) => [.. row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(
            value => InkXml.TryNumber(value, out double number) ? number : double.NaN)];
    }

    private static int Index(string[] names, string name) => Array.FindIndex(names, each => Is(each, name));

    private static bool Is(string channel, string name) => string.Equals(channel, name, StringComparison.OrdinalIgnoreCase);
}
