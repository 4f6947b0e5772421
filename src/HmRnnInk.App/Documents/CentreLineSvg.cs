using System.Globalization;
using System.Text;
using System.Xml;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Writes a page as centre lines, for plotters and for work on the segments. Each segment of each layer is a group; the groups of a higher
/// layer contain those of the layer below. Inkscape shows the groups as layers. A line that crosses a boundary continues in the next group
/// from the same point.
/// </summary>
internal static class CentreLineSvg
{
    private const string Svg = "http://www.w3.org/2000/svg", Inkscape = "http://www.inkscape.org/namespaces/inkscape";

    /// <param name="output">The stream for the UTF-8 text. It stays open.</param>
    /// <param name="segments">The segments of the rows.</param>
    /// <param name="layers">The layers of the model. Without a model (0) there are no groups.</param>
    /// <param name="words">The words of the page's text. Each path with ink of a word has the word as its title.</param>
    /// <param name="box">The view box in page units.</param>
    public static void Write(
        Stream output, IReadOnlyList<PageRow> rows, LayerSegments segments, int layers, IReadOnlyList<PageWord> words, SvgBox box)
    {
        using var xml = XmlWriter.Create(output,
            new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("svg", Svg);
        xml.WriteAttributeString("xmlns", "inkscape", null, Inkscape);
        xml.WriteAttributeString("width", Number(box.Width));
        xml.WriteAttributeString("height", Number(box.Height));
        xml.WriteAttributeString("viewBox", $"{Number(box.Left)} {Number(box.Top)} {Number(box.Width)} {Number(box.Height)}");
        xml.WriteAttributeString("fill", "none");
        xml.WriteAttributeString("stroke", "#000000");
        xml.WriteAttributeString("stroke-width", "1");
        xml.WriteAttributeString("stroke-linecap", "round");
        xml.WriteAttributeString("stroke-linejoin", "round");
        // The top layer has no boundary detector, and so no segments.
        int grouped = Math.Max(0, layers - 1);
        int[] open = new int[grouped]; // the number of the segment whose group is open; -1 for none
        Array.Fill(open, -1);
        var path = new StringBuilder();
        Capsule? last = null;
        int next = 0;
        string? word = null; // that of the path which is being collected
        foreach (Capsule capsule in Capsules([.. rows]))
        {
            int row = capsule.Layer;
            while (next < words.Count && words[next].Rows.End <= row) next++;
            string? wordHere = next < words.Count && words[next].Rows.First <= row ? words[next].Text : null;
            bool sameGroup = last is not null && Enumerable.Range(0, grouped).All(layer => open[layer] == segments.Number(layer, row));
            bool sameOwner = last is { } before && rows[before.Layer].Owner == rows[row].Owner;
            if (last is { } ended && !(sameGroup && sameOwner && word == wordHere)) WritePath(xml, path, rows[ended.Layer].Owner, word);
            word = wordHere;
            if (!sameGroup) OpenGroups(xml, open, rows, segments, row);
            bool joins = path.Length > 0 && last is { } end && (end.X1, end.Y1) == (capsule.X0, capsule.Y0);
            if (!joins) path.Append(CultureInfo.InvariantCulture, $"M{Number(capsule.X0)} {Number(capsule.Y0)}");
            path.Append(CultureInfo.InvariantCulture, $"L{Number(capsule.X1)} {Number(capsule.Y1)}");
            last = capsule;
        }

        if (last is { } final) WritePath(xml, path, rows[final.Layer].Owner, word);
        xml.WriteEndDocument();
    }

    /// <summary>The ink as it is drawn. The layer of each capsule holds the index of its row.</summary>
    private static List<Capsule> Capsules(PageRow[] rows)
    {
        var capsules = new List<Capsule>();
        var geometry = new InkGeometry();
        var pen = new InkPen(Width: 1);
        for (int row = 0; row < rows.Length; row++)
        {
            pen.Append(geometry, rows, row, 0xFF, row, capsules);
            if (rows[row].Offset.PenUp) geometry.EndStroke(capsules);
        }

        geometry.EndStroke(capsules);
        return capsules;
    }

    /// <summary>Closes the groups that do not contain a row, and opens those that do.</summary>
    private static void OpenGroups(XmlWriter xml, int[] open, IReadOnlyList<PageRow> rows, LayerSegments segments, int row)
    {
        int highest = open.Length - 1;
        while (highest >= 0 && open[highest] == segments.Number(highest, row)) highest--;
        for (int layer = 0; layer <= highest; layer++)
            if (open[layer] >= 0) xml.WriteEndElement();
        for (int layer = highest; layer >= 0; layer--)
        {
            (int first, int end) = segments.Around(layer, row);
            open[layer] = segments.Number(layer, row);
            string operation = rows[first].Trace is { } trace ? trace.Operation(layer).ToString().ToLowerInvariant() : "unread";
            xml.WriteStartElement("g", Svg);
            xml.WriteAttributeString("inkscape", "groupmode", Inkscape, "layer");
            xml.WriteAttributeString("inkscape", "label", Inkscape, $"layer {layer + 1}, segment {open[layer] + 1}: {operation}");
            Attribute(xml, "data-layer", layer + 1);
            Attribute(xml, "data-segment", open[layer] + 1);
            xml.WriteAttributeString("data-operation", operation);
            Attribute(xml, "data-first-row", first);
            Attribute(xml, "data-rows", end - first);
        }
    }

    private static void WritePath(XmlWriter xml, StringBuilder path, RowOwner owner, string? word)
    {
        xml.WriteStartElement("path", Svg);
        xml.WriteAttributeString("data-owner", owner == RowOwner.Person ? "person" : "model");
        if (word is not null) xml.WriteAttributeString("data-word", word);
        xml.WriteAttributeString("d", path.ToString());
        if (word is not null) xml.WriteElementString("title", Svg, word);
        xml.WriteEndElement();
        path.Clear();
    }

    private static void Attribute(XmlWriter xml, string name, int value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Number(float value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
