using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Parses one line of IAM-OnDB: the <c>WhiteboardCaptureSession</c> XML of its lineStrokes archive.</summary>
internal static class IamLineXml
{
    private const string Fix = "The file is damaged. If it is from IAM-OnDB, download the archive again.";

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">The file's name in error messages.</param>
    /// <returns>
    /// The strokes, y downwards. Times are those of the file. In 46 of the database's lines the clock steps back: each such step is
    /// replaced by one sampling period forward, and all later times are shifted with it.
    /// </returns>
    /// <exception cref="InkFormatException">The content is not a valid line of IAM-OnDB.</exception>
    public static StrokeCollection Parse(byte[] content, string source) =>
        IamLineScanner.TryParse(content) ?? InkXml.Read(content, source, reader => Read(reader, source));

    private static StrokeCollection Read(XmlReader reader, string source)
    {
        CheckRoot(reader, source);
        var strokes = new List<Stroke>();
        List<InkPoint>? points = null;
        var clock = new MonotonicClock();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Stroke")
            {
                if (points is not null) throw Error(reader, source, "a stroke begins inside another");
                if (reader.IsEmptyElement) throw Error(reader, source, "a stroke has no points");
                points = [];
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Point")
            {
                if (points is null) throw Error(reader, source, "a point is outside any stroke");
                float x = Coordinate(reader, source, "x");
                float y = Coordinate(reader, source, "y");
                points.Add(new InkPoint(x, y, clock.Next(Seconds(reader, source))));
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "Stroke")
            {
                if (points is null or []) throw Error(reader, source, "a stroke has no points");
                strokes.Add(new Stroke(points));
                points = null;
            }
        }

        if (strokes.Count == 0) throw new InkFormatException($"'{source}': the line has no strokes. {Fix}");
        return new StrokeCollection(strokes);
    }

    private static void CheckRoot(XmlReader reader, string source)
    {
        if (reader.LocalName == "WhiteboardCaptureSession") return;
        if (reader.LocalName == "form")
        {
            throw new InkFormatException(
                $"'{source}': this is a form of the offline IAM Handwriting Database (root element <form>), which has no pen movements. "
                + "Use lineStrokes-all.tar.gz of the IAM On-Line Handwriting Database (IAM-OnDB).");
        }

        throw new InkFormatException(
            $"'{source}': the root element is <{reader.LocalName}>; expected <WhiteboardCaptureSession>, a line of IAM-OnDB. "
            + "Use the files of its archive lineStrokes-all.tar.gz.");
    }

    private static float Coordinate(XmlReader reader, string source, string name)
    {
        string? text = reader.GetAttribute(name);
        // The database has integers. Other programs that write its format have decimals too.
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
            throw Error(reader, source, $"point has {Found(name, text)}; expected a number");
        if (Math.Abs(value) > InkXml.MaximumCoordinate)
            throw Error(reader, source, $"point has {Found(name, text)}; the maximum absolute value is {InkXml.MaximumCoordinate}");
        return value;
    }

    private static double Seconds(XmlReader reader, string source)
    {
        string? text = reader.GetAttribute("time");
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
        if (!isNumber || !(Math.Abs(seconds) <= InkXml.MaximumTimeSeconds))
            throw Error(reader, source, $"point has {Found("time", text)}; expected seconds, at most {InkXml.MaximumTimeSeconds:0}");
        return seconds;
    }

    private static string Found(string name, string? text) => text is null ? $"no {name}" : $"{name}=\"{text}\"";

    private static InkFormatException Error(XmlReader reader, string source, string found) =>
        new($"'{source}', line {InkXml.Line(reader)}: {found}. {Fix}");
}
