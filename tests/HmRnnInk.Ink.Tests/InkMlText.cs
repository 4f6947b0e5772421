using System.Text;

namespace HmRnnInk.Ink.Tests;

/// <summary>Reads InkML whose root has a body.</summary>
internal static class InkMlText
{
    public static (float X, float Y) Place(InkPoint point) => (point.X, point.Y);

    public static StrokeCollection Parse(string body) => Read(body).Ink;

    public static ReadInk Read(string body) =>
        InkMl.Read(Encoding.UTF8.GetBytes($"<ink xmlns=\"{InkMl.Namespace}\">{body}</ink>"), "ink.inkml");
}
