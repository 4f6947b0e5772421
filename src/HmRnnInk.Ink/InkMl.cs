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
    /// <param name="writers">
    /// The writer of each stroke: consecutive strokes by one writer form one group of traces. Null for no groups.
    /// </param>
    /// <param name="words">
    /// The word that each stroke belongs to, with a number that distinguishes equal words; null for a stroke without one. A group then has
    /// the strokes of one word, and the word as its annotation <c>truth</c>. Requires <paramref name="writers"/>.
    /// </param>
    /// <param name="xHeight">The x-height of the handwriting, in the unit of the ink; null if it is unknown.</param>
    public static void Write(
        Stream output, StrokeCollection ink, IReadOnlyList<string>? writers = null, IReadOnlyList<(int Number, string Text)?>? words = null,
        float? xHeight = null)
    {
        using XmlWriter writer = InkXml.Create(output);
        Write(writer, ink, writers, words, null, xHeight, isPage: false);
    }

    /// <summary>Writes the ink of a page in millimetres, so that <see cref="Read"/> gives the same ink in the same places.</summary>
    /// <param name="millimetresPerUnit">The size of the ink's unit.</param>
    /// <param name="xHeight">In the ink's unit.</param>
    public static void WritePage(
        Stream output, StrokeCollection ink, IReadOnlyList<string> writers, IReadOnlyList<(int Number, string Text)?>? words,
        double millimetresPerUnit, float xHeight)
    {
        using XmlWriter writer = InkXml.Create(output);
        WritePage(writer, ink, writers, words, millimetresPerUnit, xHeight);
    }

    /// <summary>Writes the ink of a page as an element of other XML.</summary>
    public static void WritePage(
        XmlWriter writer, StrokeCollection ink, IReadOnlyList<string> writers, IReadOnlyList<(int Number, string Text)?>? words,
        double millimetresPerUnit, float xHeight) =>
        Write(writer, ink, writers, words, millimetresPerUnit, xHeight, isPage: true);

    private static void Write(
        XmlWriter writer, StrokeCollection ink, IReadOnlyList<string>? writers, IReadOnlyList<(int Number, string Text)?>? words,
        double? millimetresPerUnit, float? xHeight, bool isPage)
    {
        writer.WriteStartElement("ink", Namespace);
        if (isPage) WriteAnnotation(writer, SourceAnnotation, PageSource);
        if (xHeight is { } height) WriteAnnotation(writer, XHeightAnnotation, Length(height, millimetresPerUnit));
        writer.WriteStartElement("traceFormat", Namespace);
        string units = millimetresPerUnit is null ? "dev" : "mm";
        WriteChannel(writer, "X", units);
        WriteChannel(writer, "Y", units);
        WriteChannel(writer, "T", "s");
        if (ink.Strokes.Any(stroke => stroke.Points.Any(point => point.Pressure is not null))) WriteForce(writer);
        writer.WriteEndElement();
        for (int index = 0; index < ink.Strokes.Count; index++)
        {
            bool continues = index > 0 && writers?[index - 1] == writers?[index]
                && words?[index - 1]?.Number == words?[index]?.Number;
            if (writers is not null && !continues)
            {
                if (index > 0) writer.WriteEndElement();
                BeginGroup(writer, writers[index], words?[index]?.Text);
            }

            string points = string.Join(", ", ink.Strokes[index].Points.Select(point => Text(point, millimetresPerUnit)));
            writer.WriteElementString("trace", Namespace, points);
        }

        if (writers is { Count: > 0 }) writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static string Text(InkPoint point, double? millimetresPerUnit)
    {
        string place = $"{Length(point.X, millimetresPerUnit)} {Length(point.Y, millimetresPerUnit)}";
        string text = string.Create(CultureInfo.InvariantCulture, $"{place} {point.TimeSeconds}");
        return point.Pressure is { } force ? string.Create(CultureInfo.InvariantCulture, $"{text} {force}") : text;
    }

    // A millionth of a millimetre is less than the precision of a float on any page.
    private static string Length(float value, double? millimetresPerUnit) => millimetresPerUnit is { } unit
        ? (value * unit).ToString("0.######", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    private static void WriteAnnotation(XmlWriter writer, string type, string text)
    {
        writer.WriteStartElement("annotation", Namespace);
        writer.WriteAttributeString("type", type);
        writer.WriteString(text);
        writer.WriteEndElement();
    }

    private static void BeginGroup(XmlWriter writer, string name, string? word)
    {
        writer.WriteStartElement("traceGroup", Namespace);
        WriteAnnotation(writer, "writer", name);
        if (word is not null) WriteAnnotation(writer, "truth", word);
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
}
