using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>One line of IAM-OnDB: the <c>WhiteboardCaptureSession</c> XML of its lineStrokes archive.</summary>
public static class IamLineXml
{
    private const string Mend = "The file is damaged: fetch the archive again.";

    /// <param name="content">The file's bytes.</param>
    /// <param name="source">The name by which errors call the file.</param>
    /// <returns>
    /// The strokes, y downwards. Times start as they stand in the file; 46 of the database's lines have a clock that steps back, which
    /// is read as one sampling period forward, with everything after shifted likewise.
    /// </returns>
    /// <exception cref="InkFormatException">The content is not such a line.</exception>
    public static StrokeCollection Parse(byte[] content, string source) =>
        IamLineScanner.TryParse(content) ?? InkXml.Read(content, source, reader => Read(reader, source));

    private static StrokeCollection Read(XmlReader reader, string source)
    {
        CheckRoot(reader, source);
        var strokes = new List<Stroke>();
        List<InkPoint>? points = null;
        var clock = new PenClock();
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
                if (points is null) throw Error(reader, source, "a point stands outside of any stroke");
                int x = Coordinate(reader, source, "x");
                int y = Coordinate(reader, source, "y");
                points.Add(new InkPoint(x, y, clock.Next(Seconds(reader, source))));
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "Stroke")
            {
                if (points is null or []) throw Error(reader, source, "a stroke has no points");
                strokes.Add(new Stroke(points));
                points = null;
            }
        }

        if (strokes.Count == 0) throw new InkFormatException($"'{source}': the line has no strokes. {Mend}");
        return new StrokeCollection(strokes);
    }

    private static void CheckRoot(XmlReader reader, string source)
    {
        if (reader.LocalName == "WhiteboardCaptureSession") return;
        if (reader.LocalName == "form")
        {
            throw new InkFormatException(
                $"'{source}': this is a form of the offline IAM Handwriting Database (root element <form>), which holds no pen movements. "
                + "Give lineStrokes-all.tar.gz of the IAM On-Line Handwriting Database (IAM-OnDB).");
        }

        throw new InkFormatException(
            $"'{source}': the root element is <{reader.LocalName}>; expected <WhiteboardCaptureSession>, a line of IAM-OnDB. "
            + "Give files of its archive lineStrokes-all.tar.gz.");
    }

    private static int Coordinate(XmlReader reader, string source, string name)
    {
        string? text = reader.GetAttribute(name);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
            throw Error(reader, source, $"point has {Found(name, text)}; expected an integer");
        if (Math.Abs((long)value) > InkXml.LargestCoordinate)
            throw Error(reader, source, $"point has {Found(name, text)}; expected at most {InkXml.LargestCoordinate} either way");
        return value;
    }

    private static double Seconds(XmlReader reader, string source)
    {
        string? text = reader.GetAttribute("time");
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
        if (!isNumber || !(Math.Abs(seconds) <= InkXml.LargestTimeSeconds))
            throw Error(reader, source, $"point has {Found("time", text)}; expected a number of seconds");
        return seconds;
    }

    private static string Found(string name, string? text) => text is null ? $"no {name}" : $"{name}=\"{text}\"";

    private static InkFormatException Error(XmlReader reader, string source, string found) => InkXml.Error(reader, source, found, Mend);
}
