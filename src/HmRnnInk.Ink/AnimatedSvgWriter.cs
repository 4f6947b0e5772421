using System.Globalization;
using System.Text;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Writes an SVG that writes itself, again and again, in the timing of the pen. It moves wherever pictures do: it has no script.</summary>
public static class AnimatedSvgWriter
{
    /// <summary>How long the whole stands before it begins anew.</summary>
    private const double HoldSeconds = 2.5;

    /// <summary>A path is drawn at an even speed, so none is longer than this: the pen is seen to slow down and hurry.</summary>
    private const double LongestPathSeconds = 0.25;

    /// <param name="output">UTF-8 is written to it; it stays open.</param>
    /// <param name="segments">In the order drawn, times not going back.</param>
    /// <param name="widthPixels">Of the view box, which begins at (0, <paramref name="topPixels"/>).</param>
    /// <param name="heightPixels">As <paramref name="widthPixels"/>.</param>
    /// <param name="background">0xRRGGBBAA, or null for none.</param>
    /// <param name="topPixels">What lies above it is left out.</param>
    public static void Write(
        Stream output, IReadOnlyList<TimedSegment> segments, float widthPixels, float heightPixels, uint? background = null, float topPixels = 0)
    {
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        SvgWriter.Begin(writer, widthPixels, heightPixels, background, topPixels);
        double seconds = HoldSeconds + (segments.Count == 0 ? 0 : segments[^1].EndSeconds);
        int first = 0;
        for (int next = 1; next <= segments.Count; next++)
        {
            if (next < segments.Count && GoesOn(segments[first], segments[next - 1], segments[next])) continue;
            WritePath(writer, segments, first, next, seconds);
            first = next;
        }

        writer.WriteEndElement();
    }

    private static bool GoesOn(TimedSegment first, TimedSegment last, TimedSegment next) =>
        next.Segment.Layer == last.Segment.Layer && next.Segment.Colour == last.Segment.Colour && next.Segment.Width == last.Segment.Width
        && next.Segment.X0 == last.Segment.X1 && next.Segment.Y0 == last.Segment.Y1 && next.EndSeconds - first.StartSeconds <= LongestPathSeconds;

    private static void WritePath(XmlWriter writer, IReadOnlyList<TimedSegment> segments, int first, int next, double seconds)
    {
        var path = new StringBuilder();
        for (int index = first; index < next; index++) SvgWriter.Append(path, segments[index].Segment, joins: index > first);
        writer.WriteStartElement("path", SvgWriter.Namespace);
        SvgWriter.WriteStroke(writer, segments[first].Segment);
        writer.WriteAttributeString("data-layer", segments[first].Segment.Layer.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("d", path.ToString());
        string start = Share(segments[first].StartSeconds / seconds), end = Share(segments[next - 1].EndSeconds / seconds);
        // A dash as long as the path slides in from before its start. A little more than its length away, so that no round end shows.
        // A dot has no length to slide along: it is there from one moment on.
        bool dot = next == first + 1 && segments[first].Segment is var only && only.X0 == only.X1 && only.Y0 == only.Y1;
        if (!dot)
        {
            writer.WriteAttributeString("pathLength", "1");
            writer.WriteAttributeString("stroke-dasharray", "1 2");
        }

        writer.WriteStartElement("animate", SvgWriter.Namespace);
        writer.WriteAttributeString("attributeName", dot ? "opacity" : "stroke-dashoffset");
        writer.WriteAttributeString("values", dot ? "0;1;1" : "1.1;1.1;0;0");
        writer.WriteAttributeString("keyTimes", dot ? $"0;{start};1" : $"0;{start};{end};1");
        if (dot) writer.WriteAttributeString("calcMode", "discrete");
        writer.WriteAttributeString("dur", $"{seconds.ToString("0.###", CultureInfo.InvariantCulture)}s");
        writer.WriteAttributeString("repeatCount", "indefinite");
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static string Share(double share) => share.ToString("0.#####", CultureInfo.InvariantCulture);
}
