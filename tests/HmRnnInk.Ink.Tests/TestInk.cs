using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

/// <summary>Ink that is not from IAM-OnDB: the line in tests/data, synthetic lines, and archives of them in memory.</summary>
internal static class TestInk
{
    public static string LinePath { get; } = Path.Combine(AppContext.BaseDirectory, "data", "own-line.xml");

    public static byte[] LineXml { get; } = File.ReadAllBytes(LinePath);

    /// <summary>Generates one or more strokes of integer points, including dots, with increasing times.</summary>
    public static Gen<StrokeCollection> Strokes { get; } =
        from strokes in Gen.Select(Gen.Int[-5000, 5000], Gen.Int[-5000, 5000], Gen.Int[0, 50]).Array[1, 9].Array[1, 7]
        select Collection(strokes);

    /// <summary>The capsules of a line of the database's size, as it is drawn into a small picture.</summary>
    public static List<Capsule> Capsules(StrokeCollection ink) => [.. ink.Strokes.SelectMany(stroke => InkGeometry.FromStroke(
        stroke.Points.Select(point => new InkVertex(point.X * 0.25f - 290, point.Y * 0.25f - 340, 5, 0x1A2A6CFF, Layer: 0))))];

    /// <summary>A line formatted exactly as in the IAM-OnDB archive.</summary>
    public static byte[] Xml(StrokeCollection ink)
    {
        var text = new StringBuilder();
        text.Append("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<WhiteboardCaptureSession>\n  <WhiteboardDescription>\n");
        text.Append("    <SensorLocation corner=\"top_left\"/>\n    <DiagonallyOppositeCoords x=\"6512\" y=\"1376\"/>\n");
        text.Append("    <VerticallyOppositeCoords x=\"966\" y=\"1376\"/>\n    <HorizontallyOppositeCoords x=\"6512\" y=\"787\"/>\n");
        text.Append("  </WhiteboardDescription>\n  <StrokeSet>\n");
        foreach (Stroke stroke in ink.Strokes)
        {
            text.Append("    <Stroke colour=\"black\" start_time=\"1.00\" end_time=\"2.00\">\n");
            foreach ((float x, float y, double seconds, _) in stroke.Points)
                text.Append(CultureInfo.InvariantCulture, $"      <Point x=\"{x}\" y=\"{y}\" time=\"{seconds:0.00}\"/>\n");
            text.Append("    </Stroke>\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("  </StrokeSet>\n</WhiteboardCaptureSession>\n").ToString());
    }

    /// <summary>A zigzag line in strokes of 25 points, different for each number, about as high as a line of the database.</summary>
    public static StrokeCollection Zigzag(int number, int points)
    {
        var strokes = new List<Stroke>();
        for (int first = 0; first < points; first += 25)
        {
            strokes.Add(new Stroke([.. Enumerable.Range(first, Math.Min(25, points - first)).Select(
                index => new InkPoint(index * 8, 100 + 4 * (index * (number + 7) % 53), index / 75.0))]));
        }

        return new StrokeCollection(strokes);
    }

    /// <returns>Names and contents of lines with 300 to 339 points.</returns>
    public static (string Name, byte[] Content)[] Lines(int count) =>
    [
        .. from number in Enumerable.Range(0, count)
           select ($"lineStrokes/z{number % 7:00}/z{number:0000}-01.xml", Xml(Zigzag(number, 300 + number % 40))),
    ];

    public static byte[] TarGz(IEnumerable<(string Name, byte[] Content)> files) =>
        TarGz(files.Select(file => new PaxTarEntry(TarEntryType.RegularFile, file.Name) { DataStream = new MemoryStream(file.Content) }));

    public static byte[] TarGz(IEnumerable<TarEntry> entries) => Gzip(Tar(entries));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            foreach (TarEntry entry in entries) writer.WriteEntry(entry);
        return tar.ToArray();
    }

    /// <summary>Sets the checksum of a tar header to that of its bytes.</summary>
    /// <param name="header">[512].</param>
    public static void SetChecksum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header) sum += value;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header[148..]);
    }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static StrokeCollection Collection((int X, int Y, int Hundredths)[][] strokes)
    {
        int hundredths = 0;
        return new StrokeCollection([.. strokes.Select(stroke => new Stroke(
            [.. stroke.Select(point => new InkPoint(point.X, point.Y, (hundredths += point.Hundredths) / 100.0))]))]);
    }
}
