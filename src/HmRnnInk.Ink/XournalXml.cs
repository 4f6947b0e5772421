using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Reads the pen strokes of a document of Xournal or Xournal++. Pages follow each other downwards.</summary>
internal static class XournalXml
{
    /// <summary>Coordinates are in points.</summary>
    private const double MillimetresPerUnit = InkUnits.MillimetresPerInch / 72;

    /// <exception cref="InkFormatException">There is no pen stroke.</exception>
    public static ReadInk Read(string text, string source)
    {
        var notes = new ReadingNotes();
        var strokes = new List<MeasuredStroke>();
        double top = 0, height = 0;
        try
        {
            using XmlReader reader = InkXml.Open(text);
            reader.Read();
            while (!reader.EOF)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "page")
                {
                    top += height;
                    if (!InkXml.TryNumber(reader.GetAttribute("height"), out height)) height = 0;
                }

                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "stroke") Take(reader, top, strokes, notes);
                else reader.Read();
            }
        }
        catch (XmlException error)
        {
            if (strokes.Count == 0) throw InkXml.NotWellFormed(source, error);
            notes.AddDamage(error);
        }

        if (strokes.Count == 0)
        {
            string found = notes.HasSkipped ? $". {notes.ToSentences()[0]}" : "";
            throw new InkFormatException(
                $"'{source}': there is no pen stroke in the document{found}. Write with the pen tool and save it again.");
        }

        return new ReadInk(MeasuredInk.Of(strokes, notes)) { MillimetresPerUnit = 1, Notes = notes.ToSentences() };
    }

    private static void Take(XmlReader reader, double top, List<MeasuredStroke> strokes, ReadingNotes notes)
    {
        int line = InkXml.Line(reader);
        string tool = reader.GetAttribute("tool") ?? "pen", widthText = reader.GetAttribute("width") ?? "";
        string text = reader.ReadInnerXml();
        if (tool != "pen")
        {
            notes.AddSkipped($"stroke of the {tool}", line);
            return;
        }

        List<double> values = Numbers(text, out bool isReadable);
        if (!isReadable) notes.AddSkipped("unreadable value", line, "unreadable values");
        // The width of the pen, then for a stroke with pressure the width at each point but the last.
        List<double> widths = Numbers(widthText, out _);
        var points = new List<MeasuredPoint>(values.Count / 2);
        for (int index = 0; index + 1 < values.Count; index += 2)
        {
            float? pressure = widths.Count > 1 && widths[0] > 0
                ? (float)Math.Clamp(widths[Math.Min(1 + points.Count, widths.Count - 1)] / widths[0], 0, 1) : null;
            points.Add(new MeasuredPoint(
                values[index] * MillimetresPerUnit, (top + values[index + 1]) * MillimetresPerUnit, Pressure: pressure));
        }

        if (points.Count == 0) notes.AddSkipped("stroke without points", line);
        else strokes.Add(new MeasuredStroke { Points = points });
    }

    /// <summary>Reads numbers up to the first that is unreadable.</summary>
    private static List<double> Numbers(string text, out bool isReadable)
    {
        var numbers = new List<double>();
        isReadable = true;
        foreach (Range range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            if (text.AsSpan(range).IsEmpty) continue;
            isReadable = InkXml.TryNumber(text.AsSpan(range), out double value);
            if (!isReadable) break;
            numbers.Add(value);
        }

        return numbers;
    }
}
