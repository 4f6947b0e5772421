using System.Globalization;
using System.Text;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// Writes an SVG that replays the ink in a loop, at the speed of the pen. It uses SMIL animation and no script, so it also plays where a
/// page shows it as an image.
/// </summary>
public static class AnimatedSvgWriter
{
    /// <summary>How long the finished ink is shown before the loop starts again.</summary>
    private const double HoldSeconds = 2.5;

    /// <summary>
    /// Each path is drawn at a constant speed. Paths are at most this long, so that changes of the pen's speed stay visible.
    /// </summary>
    private const double MaximumPathSeconds = 0.25;

    /// <param name="output">Receives UTF-8; it stays open.</param>
    /// <param name="capsules">In drawing order; times must not decrease.</param>
    /// <param name="box">The part of the drawing to show.</param>
    /// <param name="background">0xRRGGBBAA, or null for none.</param>
    /// <param name="titles">Groups with titles, in ascending order and without overlaps. Null for none.</param>
    public static void Write(Stream output, IReadOnlyList<TimedCapsule> capsules, SvgBox box, uint? background = null,
        IReadOnlyList<InkTitle>? titles = null)
    {
        titles ??= [];
        using XmlWriter writer = InkXml.Create(output);
        SvgWriter.Begin(writer, box, background);
        double seconds = HoldSeconds + (capsules.Count == 0 ? 0 : capsules[^1].EndSeconds);
        int first = 0, nextTitle = 0;
        for (int next = 1; next <= capsules.Count; next++)
        {
            InkTitle? title = nextTitle < titles.Count ? titles[nextTitle] : null;
            bool isEdge = next == title?.First || next == title?.End;
            if (next < capsules.Count && !isEdge && Continues(capsules[first], capsules[next - 1], capsules[next])) continue;
            if (title?.First == first) SvgWriter.BeginTitle(writer, title.Value.Title);
            WritePath(writer, capsules, first, next, seconds);
            first = next;
            if (title?.End != next) continue;
            writer.WriteEndElement();
            nextTitle++;
        }

        writer.WriteEndElement();
    }

    /// <summary>Whether a capsule can be drawn as part of the path from <paramref name="first"/> to <paramref name="last"/>.</summary>
    private static bool Continues(TimedCapsule first, TimedCapsule last, TimedCapsule next) =>
        next.Capsule.Layer == last.Capsule.Layer && next.Capsule.Colour == last.Capsule.Colour && next.Capsule.Width == last.Capsule.Width
        && next.Capsule.X0 == last.Capsule.X1 && next.Capsule.Y0 == last.Capsule.Y1
        && next.EndSeconds - first.StartSeconds <= MaximumPathSeconds;

    private static void WritePath(XmlWriter writer, IReadOnlyList<TimedCapsule> capsules, int first, int next, double seconds)
    {
        var path = new StringBuilder();
        for (int index = first; index < next; index++) SvgWriter.Append(path, capsules[index].Capsule, joins: index > first);
        writer.WriteStartElement("path", SvgWriter.Namespace);
        SvgWriter.WriteStroke(writer, capsules[first].Capsule);
        writer.WriteAttributeString("data-layer", capsules[first].Capsule.Layer.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("d", path.ToString());
        string start = Text(capsules[first].StartSeconds / seconds), end = Text(capsules[next - 1].EndSeconds / seconds);
        // A dash as long as the path slides in from before the path's start. It starts slightly further away than its length; otherwise
        // its round cap would already show. A dot has no length to slide along, so it appears at once.
        bool dot = next == first + 1 && capsules[first].Capsule is var only && only.X0 == only.X1 && only.Y0 == only.Y1;
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

    private static string Text(double share) => share.ToString("0.#####", CultureInfo.InvariantCulture);
}
