using System.Globalization;
using System.Text;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Writes capsules as a standalone SVG that looks the same as on the screen.</summary>
public static class SvgWriter
{
    internal const string Namespace = "http://www.w3.org/2000/svg";

    /// <param name="output">Receives UTF-8; it stays open.</param>
    /// <param name="capsules">
    /// In drawing order. Connected capsules with the same width and colour become one path, and consecutive capsules of the same layer
    /// become one group. A layer may have several groups: a single group per layer would draw crossings in a different order than the
    /// screen.
    /// </param>
    /// <param name="box">The part of the drawing to show.</param>
    /// <param name="background">0xRRGGBBAA, or null for none.</param>
    /// <param name="titles">Groups with titles, in ascending order and without overlaps. Null for none.</param>
    public static void Write(
        Stream output, IEnumerable<Capsule> capsules, SvgBox box, uint? background = null, IReadOnlyList<InkTitle>? titles = null)
    {
        using XmlWriter writer = InkXml.Create(output);
        Write(writer, capsules, box, background, titles ?? []);
    }

    /// <inheritdoc cref="Write(Stream, IEnumerable{Capsule}, SvgBox, uint?, IReadOnlyList{InkTitle})"/>
    public static void Write(
        TextWriter output, IEnumerable<Capsule> capsules, SvgBox box, uint? background = null, IReadOnlyList<InkTitle>? titles = null)
    {
        // The declaration would name the TextWriter's encoding, which is UTF-16 for a string. SVG does not need a declaration.
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using var writer = XmlWriter.Create(output, settings);
        Write(writer, capsules, box, background, titles ?? []);
    }

    private static void Write(
        XmlWriter writer, IEnumerable<Capsule> capsules, SvgBox box, uint? background, IReadOnlyList<InkTitle> titles)
    {
        Begin(writer, box, background);
        Capsule? last = null;
        var path = new StringBuilder();
        int index = 0, nextTitle = 0;
        foreach (Capsule capsule in capsules)
        {
            bool endsTitle = nextTitle > 0 && titles[nextTitle - 1].End == index;
            bool beginsTitle = nextTitle < titles.Count && titles[nextTitle].First == index;
            bool sameLayer = last is { } before && before.Layer == capsule.Layer && !endsTitle && !beginsTitle;
            bool sameLook = sameLayer && last is { } look && look.Width == capsule.Width && look.Colour == capsule.Colour;
            if (last is { } ended && !sameLook) WritePath(writer, path, ended);
            if (last is not null && !sameLayer) writer.WriteEndElement();
            if (endsTitle) writer.WriteEndElement();
            if (beginsTitle) BeginTitle(writer, titles[nextTitle++].Title);
            if (!sameLayer) WriteGroup(writer, capsule.Layer);
            bool joins = sameLook && last is { } end && end.X1 == capsule.X0 && end.Y1 == capsule.Y0;
            Append(path, capsule, joins);
            last = capsule;
            index++;
        }

        if (last is { } final)
        {
            WritePath(writer, path, final);
            writer.WriteEndElement();
            if (nextTitle > 0 && titles[nextTitle - 1].End >= index) writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>Starts the root element and draws the background.</summary>
    internal static void Begin(XmlWriter writer, SvgBox box, uint? background)
    {
        writer.WriteStartElement("svg", Namespace);
        writer.WriteAttributeString("width", Number(box.Width));
        writer.WriteAttributeString("height", Number(box.Height));
        writer.WriteAttributeString("viewBox", $"{Number(box.Left)} {Number(box.Top)} {Number(box.Width)} {Number(box.Height)}");
        writer.WriteAttributeString("fill", "none");
        writer.WriteAttributeString("stroke-linecap", "round");
        writer.WriteAttributeString("stroke-linejoin", "round");
        if (background is { } colour) WriteBackground(writer, colour, box);
    }

    /// <summary>Writes a path's colour and width.</summary>
    internal static void WriteStroke(XmlWriter writer, Capsule look)
    {
        WriteColour(writer, "stroke", look.Colour);
        writer.WriteAttributeString("stroke-width", Number(look.Width));
    }

    /// <summary>Appends a capsule to a path's data.</summary>
    /// <param name="joins">Whether the capsule begins where the path ends so far.</param>
    internal static void Append(StringBuilder path, Capsule capsule, bool joins)
    {
        if (!joins) path.Append(CultureInfo.InvariantCulture, $"M{Number(capsule.X0)} {Number(capsule.Y0)}");
        path.Append(CultureInfo.InvariantCulture, $"L{Number(capsule.X1)} {Number(capsule.Y1)}");
    }

    private static void WriteBackground(XmlWriter writer, uint colour, SvgBox box)
    {
        writer.WriteStartElement("rect", Namespace);
        if (box.Left != 0) writer.WriteAttributeString("x", Number(box.Left));
        if (box.Top != 0) writer.WriteAttributeString("y", Number(box.Top));
        writer.WriteAttributeString("width", "100%");
        writer.WriteAttributeString("height", "100%");
        WriteColour(writer, "fill", colour);
        writer.WriteEndElement();
    }

    private static void WriteGroup(XmlWriter writer, int layer)
    {
        writer.WriteStartElement("g", Namespace);
        writer.WriteAttributeString("data-layer", layer.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Begins a group with a title.</summary>
    internal static void BeginTitle(XmlWriter writer, string title)
    {
        writer.WriteStartElement("g", Namespace);
        writer.WriteAttributeString("role", "img");
        writer.WriteAttributeString("aria-label", title);
        writer.WriteElementString("title", Namespace, title);
    }

    private static void WritePath(XmlWriter writer, StringBuilder path, Capsule look)
    {
        writer.WriteStartElement("path", Namespace);
        WriteStroke(writer, look);
        writer.WriteAttributeString("d", path.ToString());
        writer.WriteEndElement();
        path.Clear();
    }

    private static void WriteColour(XmlWriter writer, string attribute, uint colour)
    {
        writer.WriteAttributeString(attribute, $"#{colour >> 8:x6}");
        uint alpha = colour & 0xFF;
        if (alpha < 0xFF) writer.WriteAttributeString($"{attribute}-opacity", Number(alpha / 255f));
    }

    // A thousandth of a pixel is not visible on any screen or plotter.
    private static string Number(float value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
