using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads and writes Ink Markup Language (W3C Recommendation of 20 September 2011): traces with channels X and Y and optionally T (time)
/// and F (pressure).
/// </summary>
public static class InkMl
{
    public const string Namespace = "http://www.w3.org/2003/InkML";

    /// <summary>The types of this program's annotations: what wrote the file, and the x-height in the unit of X and Y.</summary>
    internal const string SourceAnnotation = "source", XHeightAnnotation = "x-height";

    /// <summary>The source of an exported page.</summary>
    internal const string PageSource = "HmRnnInk page";

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">The file's name in error messages.</param>
    /// <returns>
    /// Strokes in millimetres if the file states units, else in the file's units; y downwards. Ink of erasers and of a lifted pen is left
    /// out. A trace without a format has channels X and Y. Ink without usable times is paced as a hand would write. Pressure is read from
    /// channel F if the file states its maximum.
    /// </returns>
    /// <exception cref="InkFormatException">The content is not InkML, or it has no trace that can be read.</exception>
    public static ReadInk Read(byte[] content, string source) => new InkMlReader(InkXml.Text(content), source).Read();

    /// <summary>
    /// Writes X, Y and T (in seconds) of every point, and F (0 to 1) where the pressure is known. <see cref="Read"/> returns the same ink.
    /// </summary>
    /// <param name="xHeight">The x-height of the handwriting, in the unit of the ink; null if it is unknown.</param>
    public static void Write(Stream output, StrokeCollection ink, float? xHeight = null)
    {
        using XmlWriter xml = InkXml.Create(output);
        Write(xml, ink, writers: null, words: null, millimetresPerUnit: null, xHeight);
    }

    /// <summary>Writes the ink of a page in millimetres, so that <see cref="Read"/> gives the same ink in the same places.</summary>
    public static void WritePage(
        Stream output, StrokeCollection ink, IReadOnlyList<string> writers, IReadOnlyList<(int Number, string Text)?>? words,
        double millimetresPerUnit, float xHeight)
    {
        using XmlWriter xml = InkXml.Create(output);
        WritePage(xml, ink, writers, words, millimetresPerUnit, xHeight);
    }

    /// <summary>Writes the ink of a page as an element of other XML.</summary>
    /// <param name="writers">The writer of each stroke: consecutive strokes by one writer form one group of traces.</param>
    /// <param name="words">
    /// The word that each stroke belongs to, with a number that distinguishes equal words; null for a stroke without one. A group then has
    /// the strokes of one word, and the word as its annotation <c>truth</c>.
    /// </param>
    /// <param name="millimetresPerUnit">The size of the ink's unit.</param>
    /// <param name="xHeight">The x-height of the handwriting, in the ink's unit.</param>
    public static void WritePage(
        XmlWriter xml, StrokeCollection ink, IReadOnlyList<string> writers, IReadOnlyList<(int Number, string Text)?>? words,
        double millimetresPerUnit, float xHeight) =>
        Write(xml, ink, writers, words, millimetresPerUnit, xHeight);

    private static void Write(
        XmlWriter xml, StrokeCollection ink, IReadOnlyList<string>? writers, IReadOnlyList<(int Number, string Text)?>? words,
        double? millimetresPerUnit, float? xHeight)
    {
        xml.WriteStartElement("ink", Namespace);
        if (millimetresPerUnit is not null) WriteAnnotation(xml, SourceAnnotation, PageSource);
        if (xHeight is { } height) WriteAnnotation(xml, XHeightAnnotation, Length(height, millimetresPerUnit));
        xml.WriteStartElement("traceFormat", Namespace);
        string units = millimetresPerUnit is null ? "dev" : "mm";
        WriteChannel(xml, "X", units);
        WriteChannel(xml, "Y", units);
        WriteChannel(xml, "T", "s");
        if (ink.Strokes.Any(stroke => stroke.Points.Any(point => point.Pressure is not null))) WriteForce(xml);
        xml.WriteEndElement();
        for (int index = 0; index < ink.Strokes.Count; index++)
        {
            bool continues = index > 0 && writers?[index - 1] == writers?[index]
                && words?[index - 1]?.Number == words?[index]?.Number;
            if (writers is not null && !continues)
            {
                if (index > 0) xml.WriteEndElement();
                BeginGroup(xml, writers[index], words?[index]?.Text);
            }

            string points = string.Join(", ", ink.Strokes[index].Points.Select(point => Text(point, millimetresPerUnit)));
            xml.WriteElementString("trace", Namespace, points);
        }

        if (writers is { Count: > 0 }) xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Text(InkPoint point, double? millimetresPerUnit)
    {
        string place = $"{Length(point.X, millimetresPerUnit)} {Length(point.Y, millimetresPerUnit)}";
        string text = string.Create(CultureInfo.InvariantCulture, $"{place} {point.TimeSeconds}");
        return point.Pressure is { } force ? string.Create(CultureInfo.InvariantCulture, $"{text} {force}") : text;
    }

    // A millionth of a millimetre is far finer than any pen.
    private static string Length(float value, double? millimetresPerUnit) => millimetresPerUnit is { } unit
        ? (value * unit).ToString("0.######", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    private static void WriteAnnotation(XmlWriter xml, string type, string text)
    {
        xml.WriteStartElement("annotation", Namespace);
        xml.WriteAttributeString("type", type);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void BeginGroup(XmlWriter xml, string writer, string? word)
    {
        xml.WriteStartElement("traceGroup", Namespace);
        WriteAnnotation(xml, "writer", writer);
        if (word is not null) WriteAnnotation(xml, "truth", word);
    }

    private static void WriteForce(XmlWriter xml)
    {
        xml.WriteStartElement("intermittentChannels", Namespace);
        xml.WriteStartElement("channel", Namespace);
        xml.WriteAttributeString("name", "F");
        xml.WriteAttributeString("type", "decimal");
        xml.WriteAttributeString("min", "0");
        xml.WriteAttributeString("max", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteChannel(XmlWriter xml, string name, string units)
    {
        xml.WriteStartElement("channel", Namespace);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("type", "decimal");
        xml.WriteAttributeString("units", units);
        xml.WriteEndElement();
    }
}
