using System.Globalization;
using System.Text;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Lines in IAM-OnDB's format: loops along a baseline, which are easy to learn.</summary>
internal static class ScribbledLines
{
    /// <summary>Points per word in lines with words; a word has two strokes.</summary>
    private const int WordPoints = 80;

    /// <summary>Makes a folder of lines of 304 to 308 points, with a file for each line.</summary>
    /// <param name="words">Whether the lines are divided into words by clear gaps.</param>
    /// <param name="linesPerForm">Number of lines that belong to the same form.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, int lines, bool words = false, int linesPerForm = 1)
    {
        Directory.CreateDirectory(folder);
        for (int line = 0; line < lines; line++)
        {
            string id = $"s{line / linesPerForm:00}-000u-{(line % linesPerForm) + 1:00}";
            File.WriteAllText(Path.Combine(folder, $"{id}.xml"), Line(new Random(line), 304 + (line % 5), words));
        }

        return folder;
    }

    private static string Line(Random random, int points, bool words)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<WhiteboardCaptureSession><StrokeSet>\n");
        double height = 80 + (60 * random.NextDouble()), phase = random.NextDouble() * 6;
        for (int point = 0; point < points; point++)
        {
            if (point % 40 == 0) xml.Append("<Stroke>\n");
            int gaps = words ? 400 * (point / WordPoints) : 0;
            double x = 1000 + gaps + (9 * point) + (40 * Math.Cos(phase + (point * 0.31))) + (2 * random.NextDouble());
            double y = 1500 + (height * Math.Sin(phase + (point * 0.31))) + (2 * random.NextDouble());
            xml.Append(CultureInfo.InvariantCulture, $"<Point x=\"{(int)x}\" y=\"{(int)y}\" time=\"{point * 0.0134:F2}\"/>\n");
            if (point % 40 == 39 || point == points - 1) xml.Append("</Stroke>\n");
        }

        return xml.Append("</StrokeSet></WhiteboardCaptureSession>\n").ToString();
    }
}
