using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads the stroked paths and lines of an SVG as strokes. An SVG that this program exported contains its ink with times and pressure; that
/// is used as long as no path of the SVG was changed (<see cref="SvgInkMetadata"/>).
/// </summary>
internal sealed class SvgReader(string source)
{
    private readonly ReadingNotes _notes = new();

    // IsStroked: whether the shape's outline is drawn; null if the file does not say.
    private readonly List<(MeasuredStroke Stroke, bool? IsStroked)> _strokes = [];
    private readonly Stack<(int Depth, AffineMap Map, bool? IsStroked)> _parents = new();
    private double _millimetresPerUnit = InkUnits.MillimetresPerPixel;

    /// <exception cref="InkFormatException">There is no path or line.</exception>
    public static ReadInk Read(string text, string source) =>
        SvgInkMetadata.Find(text, source) ?? new SvgReader(source).Read(text);

    private ReadInk Read(string text)
    {
        try
        {
            using XmlReader reader = InkXml.Open(text);
            reader.Read();
            while (!reader.EOF)
            {
                while (_parents.TryPeek(out var parent) && reader.Depth <= parent.Depth) _parents.Pop();
                if (reader.NodeType != XmlNodeType.Element) reader.Read();
                else ReadElement(reader);
            }
        }
        catch (XmlException error)
        {
            if (_strokes.Count == 0) throw InkXml.NotWellFormed(source, error);
            _notes.AddDamage(error);
        }

        bool hasStroked = _strokes.Exists(stroke => stroke.IsStroked is true);
        List<MeasuredStroke> ink =
            [.. _strokes.Where(stroke => !hasStroked || stroke.IsStroked is not false).Select(stroke => stroke.Stroke)];
        if (ink.Count == 0)
            throw new InkFormatException($"'{source}': the SVG has no paths or lines. Convert its text and objects to paths first.");
        for (int filled = ink.Count; filled < _strokes.Count; filled++)
            _notes.AddSkipped("filled shape without a stroke", line: 0, "filled shapes without a stroke");
        return new ReadInk(MeasuredInk.Of(Joined(ink), _notes)) { MillimetresPerUnit = 1, Notes = _notes.ToSentences() };
    }

    private void ReadElement(XmlReader reader)
    {
        string name = reader.LocalName;
        if (reader.NamespaceURI is not ("" or SvgWriter.Namespace) || IsHidden(reader) || name is "defs" or "symbol" or "clipPath" or "mask"
            or "pattern" or "marker" or "metadata" or "style" or "script" or "title" or "desc" or "foreignObject")
        {
            reader.Skip();
            return;
        }

        (AffineMap map, bool? isStroked) = _parents.TryPeek(out var parent) ? (parent.Map, parent.IsStroked) : (AffineMap.Identity, null);
        if (name == "svg" && reader.Depth == 0) _millimetresPerUnit = UnitOf(reader);
        map = map.After(SvgTransform.Parse(reader.GetAttribute("transform")));
        if (name == "svg" && reader.Depth > 0)
            map = map.After(new AffineMap(1, 0, 0, 1, Number(reader, "x"), Number(reader, "y")));
        string? stroke = Style(reader, "stroke");
        if (stroke is not null) isStroked = stroke is not ("none" or "transparent");
        // A path with a fill and no stroke is only filled, unless it has a class: style sheets are not read.
        else if (name is "path" && reader.GetAttribute("class") is null && Style(reader, "fill") is { } and not "none") isStroked ??= false;
        List<MeasuredStroke>? strokes = Strokes(reader, name);
        if (strokes is null && isStroked is true && name is "rect" or "circle" or "ellipse" or "text" or "image" or "use")
            _notes.AddSkipped(name, InkXml.Line(reader));
        foreach (MeasuredStroke each in strokes ?? [])
        {
            for (int index = 0; index < each.Points.Count; index++)
            {
                (double x, double y) = map.Of(each.Points[index].X, each.Points[index].Y);
                each.Points[index] = new MeasuredPoint(x * _millimetresPerUnit, y * _millimetresPerUnit);
            }

            _strokes.Add((each, isStroked));
        }

        if (!reader.IsEmptyElement) _parents.Push((reader.Depth, map, isStroked));
        reader.Read();
    }

    private List<MeasuredStroke>? Strokes(XmlReader reader, string name)
    {
        string data;
        switch (name)
        {
            case "path": data = reader.GetAttribute("d") ?? ""; break;
            case "polyline": data = $"M{reader.GetAttribute("points")}"; break;
            case "polygon": data = $"M{reader.GetAttribute("points")}z"; break;
            case "line":
                return [new MeasuredStroke
                {
                    Points = [new(Number(reader, "x1"), Number(reader, "y1")), new(Number(reader, "x2"), Number(reader, "y2"))],
                }];
            default: return null;
        }

        List<MeasuredStroke> strokes = new SvgPath(data).Read(out bool isComplete);
        if (!isComplete) _notes.AddSkipped("rest of an unreadable path", InkXml.Line(reader), "rests of unreadable paths");
        return strokes;
    }

    /// <summary>
    /// A path that begins exactly where the previous one ended continues it. Ink of several widths or colours is drawn like this.
    /// </summary>
    private static List<MeasuredStroke> Joined(List<MeasuredStroke> strokes)
    {
        var joined = new List<MeasuredStroke>();
        foreach (MeasuredStroke stroke in strokes)
        {
            if (stroke.Points.Count > 1 && joined.Count > 0 && joined[^1].Points[^1] is var end && stroke.Points[0].X == end.X
                && stroke.Points[0].Y == end.Y)
                joined[^1].Points.AddRange(stroke.Points.Skip(1));
            else joined.Add(stroke);
        }

        return joined;
    }

    /// <returns>Millimetres in a unit of the root's coordinates.</returns>
    private static double UnitOf(XmlReader root)
    {
        double[] box = [.. (root.GetAttribute("viewBox") ?? "").Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(value => InkXml.TryNumber(value, out double number) ? number : 0)];
        double? width = Length(root.GetAttribute("width")), height = Length(root.GetAttribute("height"));
        if (box is not [_, _, > 0 and var boxWidth, > 0 and var boxHeight]) return InkUnits.MillimetresPerPixel;
        double?[] units = [width / boxWidth, height / boxHeight];
        return units.OfType<double>().Where(unit => unit > 0).DefaultIfEmpty(InkUnits.MillimetresPerPixel).Min();
    }

    /// <returns>Millimetres; null for a percentage, for a unit that is not a length, or without a text.</returns>
    private static double? Length(string? text)
    {
        if (text is null) return null;
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int digits = trimmed.LastIndexOfAny("0123456789.") + 1;
        return InkXml.TryNumber(trimmed[..digits], out double value)
            ? value * InkUnits.Millimetres(digits == trimmed.Length ? "px" : trimmed[digits..].ToString()) : null;
    }

    private static bool IsHidden(XmlReader reader) => Style(reader, "display") == "none" || Style(reader, "visibility") is "hidden";

    /// <summary>A property from the style attribute or the attribute of its name.</summary>
    private static string? Style(XmlReader reader, string property)
    {
        foreach (string declaration in (reader.GetAttribute("style") ?? "").Split(';'))
        {
            int colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && declaration.AsSpan(0, colon).Trim().SequenceEqual(property)) return declaration[(colon + 1)..].Trim();
        }

        return reader.GetAttribute(property)?.Trim();
    }

    private static double Number(XmlReader reader, string attribute) =>
        InkXml.TryNumber(reader.GetAttribute(attribute), out double value) ? value : 0;
}
