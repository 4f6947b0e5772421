using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// The ink of a page in the metadata of an exported SVG, as InkML, so that an SVG opens with its points, times and pressure. A fingerprint
/// of the paths shows whether another program has changed them since; then the paths are read instead.
/// </summary>
public static class SvgInkMetadata
{
    private const string Id = "hmrnnink-ink", PathsAttribute = "data-paths", End = "</svg>";

    /// <summary>Adds ink to an SVG.</summary>
    /// <param name="svg">UTF-8; it ends with the root's end tag.</param>
    /// <param name="writeInk">Writes the ink as the root element of InkML.</param>
    /// <param name="output">Receives the SVG with its ink; it stays open.</param>
    public static void Embed(ReadOnlySpan<byte> svg, Action<XmlWriter> writeInk, Stream output)
    {
        int end = svg.LastIndexOf(Encoding.UTF8.GetBytes(End));
        output.Write(svg[..end]);
        using (XmlWriter writer = InkXml.Create(output, isDocument: false))
        {
            writer.WriteStartElement("metadata", SvgWriter.Namespace);
            writer.WriteAttributeString("id", Id);
            writer.WriteAttributeString(PathsAttribute, Fingerprint(Encoding.UTF8.GetString(svg)));
            writeInk(writer);
            writer.WriteEndElement();
        }

        output.Write(Encoding.UTF8.GetBytes($"\n{End}"));
    }

    /// <returns>The ink of the SVG; null if it has none, or if its paths have changed.</returns>
    internal static ReadInk? Find(string svg, string source)
    {
        if (!svg.Contains(Id, StringComparison.Ordinal)) return null;
        try
        {
            string? fingerprint = null, ink = null;
            using XmlReader reader = InkXml.Open(svg);
            while (ink is null && reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "metadata" || reader.GetAttribute("id") != Id) continue;
                fingerprint = reader.GetAttribute(PathsAttribute);
                ink = reader.ReadInnerXml();
            }

            return ink is not null && fingerprint == Fingerprint(svg) ? new InkMlReader(ink, source).Read() : null;
        }
        catch (Exception error) when (error is XmlException or InkFormatException)
        {
            return null;
        }
    }

    /// <summary>A hash of everything in an SVG that places its paths.</summary>
    private static string Fingerprint(string svg)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using XmlReader reader = InkXml.Open(svg);
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "metadata")
            {
                reader.Skip();
                continue;
            }

            if (reader.NodeType == XmlNodeType.Element)
            {
                foreach (string attribute in (ReadOnlySpan<string>)["d", "transform", "points"])
                    if (reader.GetAttribute(attribute) is { } value) hash.AppendData(Encoding.UTF8.GetBytes($"{attribute}={value};"));
            }

            reader.Read();
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
