using System.Globalization;
using System.Text;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Ink Markup Language (W3C Recommendation of 20 September 2011): traces of X, Y and, where there are such, T and F.</summary>
public static class InkMl
{
    public const string Namespace = "http://www.w3.org/2003/InkML";

    private const string Mend = "Export the ink again as InkML.";

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">The name by which errors call the file.</param>
    /// <returns>
    /// Strokes in the file's units, y downwards; traces made with the pen up are left out. A trace without a format is X Y; ink
    /// without times is given those of a pen of 75 points a second. Pressure is channel F where the file tells its greatest value.
    /// </returns>
    /// <exception cref="InkFormatException">The content is not InkML, or a trace cannot be read.</exception>
    public static StrokeCollection Parse(byte[] content, string source) => InkXml.Read(content, source, reader => Read(reader, source));

    /// <summary>Writes X, Y and T (in seconds) of every point, and F (0 to 1) of those whose pressure is known, so that reading gives the same ink.</summary>
    /// <param name="writers">Who wrote each stroke: one group of traces for each run of one writer; null for no groups.</param>
    public static void Write(Stream output, StrokeCollection ink, IReadOnlyList<string>? writers = null)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var writer = XmlWriter.Create(output, settings);
        writer.WriteStartElement("ink", Namespace);
        writer.WriteStartElement("traceFormat", Namespace);
        WriteChannel(writer, "X", "dev");
        WriteChannel(writer, "Y", "dev");
        WriteChannel(writer, "T", "s");
        if (ink.Strokes.Any(stroke => stroke.Points.Any(point => point.Pressure is not null))) WriteForce(writer);
        writer.WriteEndElement();
        for (int index = 0; index < ink.Strokes.Count; index++)
        {
            bool begins = writers is not null && (index == 0 || writers[index - 1] != writers[index]);
            if (begins && index > 0) writer.WriteEndElement();
            if (begins) BeginGroup(writer, writers![index]);
            IEnumerable<string> points = ink.Strokes[index].Points.Select(
                point => string.Create(CultureInfo.InvariantCulture, $"{point.X} {point.Y} {point.TimeSeconds}{(point.Pressure is { } force ? $" {force}" : "")}"));
            writer.WriteElementString("trace", Namespace, string.Join(", ", points));
        }

        writer.WriteEndDocument();
    }

    private static void BeginGroup(XmlWriter writer, string name)
    {
        writer.WriteStartElement("traceGroup", Namespace);
        writer.WriteStartElement("annotation", Namespace);
        writer.WriteAttributeString("type", "writer");
        writer.WriteString(name);
        writer.WriteEndElement();
    }

    private static void WriteForce(XmlWriter writer)
    {
        writer.WriteStartElement("intermittentChannels", Namespace);
        writer.WriteStartElement("channel", Namespace);
        writer.WriteAttributeString("name", "F");
        writer.WriteAttributeString("type", "decimal");
        writer.WriteAttributeString("min", "0");
        writer.WriteAttributeString("max", "1");
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteChannel(XmlWriter writer, string name, string units)
    {
        writer.WriteStartElement("channel", Namespace);
        writer.WriteAttributeString("name", name);
        writer.WriteAttributeString("type", "decimal");
        writer.WriteAttributeString("units", units);
        writer.WriteEndElement();
    }

    private static StrokeCollection Read(XmlReader reader, string source)
    {
        if (reader.LocalName != "ink")
            throw InkXml.Error(reader, source, $"the root element is <{reader.LocalName}>; expected <ink>", Mend);
        var formats = new InkMlFormats();
        var strokes = new List<Stroke>();
        var clock = new PenClock();
        reader.Read();
        while (!reader.EOF)
        {
            // A trace's text is read past its end, so only the other nodes still need a step.
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "trace")
                ReadTrace(reader, source, formats, strokes, ref clock);
            else
            {
                formats.Visit(reader, source);
                reader.Read();
            }
        }

        if (strokes.Count == 0) throw new InkFormatException($"'{source}': there is no trace with the pen down in it. {Mend}");
        return new StrokeCollection(strokes);
    }

    private static void ReadTrace(XmlReader reader, string source, InkMlFormats formats, List<Stroke> strokes, ref PenClock clock)
    {
        bool isPenDown = reader.GetAttribute("type") is null or "penDown";
        bool continues = reader.GetAttribute("continuation") is "middle" or "end";
        InkMlTraceFormat format = formats.For(reader, source);
        int line = ((IXmlLineInfo)reader).LineNumber;
        string text = reader.ReadElementContentAsString();
        if (!isPenDown) return;
        List<InkPoint> points = new InkMlTrace(format, text, $"'{source}', trace at line {line}").Points(ref clock);
        if (continues && strokes.Count > 0)
            strokes[^1] = new Stroke([.. strokes[^1].Points, .. points]);
        else
            strokes.Add(new Stroke(points));
    }
}
