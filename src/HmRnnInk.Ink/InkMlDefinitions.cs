using System.Globalization;
using System.Xml.Linq;

namespace HmRnnInk.Ink;

/// <summary>
/// The definitions of one document (InkML, sections 3 and 4): formats, sources, brushes, canvases, contexts. They are collected before the
/// traces are read, so a reference may come before its definition.
/// </summary>
internal sealed class InkMlDefinitions(ReadingNotes notes)
{
    /// <summary>References and products deeper than this are cycles or nonsense.</summary>
    internal const int MaximumDepth = 16;

    private readonly Dictionary<string, XElement> _elements = [];
    private readonly Dictionary<string, InkMlContext> _contexts = [];
    private readonly Dictionary<XElement, InkMlTraceFormat> _formats = [];
    private readonly Dictionary<XElement, AffineMap?> _transforms = [];

    /// <summary>Whether an element defines something that applies to traces.</summary>
    public static bool Defines(string name) => name is "context" or "traceFormat" or "inkSource" or "brush" or "canvas"
        or "canvasTransform" or "mapping" or "timestamp";

    /// <summary>Adds an element and all elements in it that have an id.</summary>
    public void Add(XElement element)
    {
        foreach (XElement each in element.DescendantsAndSelf())
            if ((each.Attribute(XNamespace.Xml + "id") ?? each.Attribute("id"))?.Value is { } id) _elements[id] = each;
    }

    /// <returns>The context that a trace or group names.</returns>
    /// <param name="line">The line of that trace or group in the file.</param>
    public InkMlContext ByReference(string reference, InkMlContext current, int line)
    {
        string id = Id(reference);
        // The default context and format have predefined names.
        if (id is "DefaultContext" or "DefaultTraceFormat" or "") return InkMlContext.Default;
        if (_contexts.TryGetValue(id, out InkMlContext? known)) return known;
        if (Find(reference) is { } element) return _contexts[id] = Apply(element, InkMlContext.Default);
        notes.AddSkipped("reference to a missing context", line, "references to missing contexts");
        return current;
    }

    /// <returns>The context with the brush that a trace or group names.</returns>
    public InkMlContext WithBrush(string reference, InkMlContext context, int line)
    {
        if (Find(reference) is { } brush) return Apply(brush, context);
        notes.AddSkipped("reference to a missing brush", line, "references to missing brushes");
        return context;
    }

    /// <returns>The current context after a definition outside &lt;definitions&gt;.</returns>
    public InkMlContext Apply(XElement element, InkMlContext current, int depth = 0)
    {
        if (depth > MaximumDepth) return current;
        switch (element.Name.LocalName)
        {
            case "traceFormat":
                return current with { Format = Format(element, current) };
            case "brush":
                return current with { Erases = Erases(element, depth) };
            case "canvas":
                return (element.Elements().FirstOrDefault(child => child.Name.LocalName == "traceFormat")
                    ?? Find(element.Attribute("traceFormatRef")?.Value)) is { } format
                    ? current with { Canvas = Format(format, current) } : current;
            case "canvasTransform":
                return current with { Transform = Transform(element) };
            case "timestamp":
                return current with { OriginSeconds = Timestamp(element, depth) };
            case "inkSource":
                return Source(element, current, depth);
            case "context":
                // The element's own content is applied after what it refers to, because it has precedence.
                foreach (string name in (ReadOnlySpan<string>)
                    ["contextRef", "timestampRef", "inkSourceRef", "traceFormatRef", "canvasRef", "canvasTransformRef", "brushRef"])
                {
                    if (Find(element.Attribute(name)?.Value) is { } referred) current = Apply(referred, current, depth + 1);
                }

                // Time stamps first: a format takes its origin of time from them.
                foreach (XElement child in element.Elements().OrderBy(child => child.Name.LocalName == "timestamp" ? 0 : 1))
                    if (Defines(child.Name.LocalName)) current = Apply(child, current, depth + 1);
                return current;
            default:
                return current;
        }
    }

    private InkMlContext Source(XElement element, InkMlContext current, int depth)
    {
        foreach (XElement property in element.Descendants().Where(child => child.Name.LocalName == "channelProperty"))
        {
            if (property.Attribute("name")?.Value != "resolution" || property.Attribute("channel")?.Value is not { } channel) continue;
            if (Number(property, "value") is not { } value) continue;
            var resolution = new InkMlResolution(value, property.Attribute("units")?.Value);
            current = current with { Resolutions = current.Resolutions.SetItem(channel.ToUpperInvariant(), resolution) };
        }

        if (element.Elements().FirstOrDefault(child => child.Name.LocalName == "sampleRate") is { } rate)
        {
            bool uniform = rate.Attribute("uniform")?.Value is null or "true" or "1";
            current = current with { PointsPerSecond = uniform && Number(rate, "value") is > 0 and var value ? value : null };
        }

        foreach (XElement child in element.Elements().Where(child => child.Name.LocalName == "traceFormat"))
            current = Apply(child, current, depth + 1);
        return current;
    }

    private InkMlTraceFormat Format(XElement element, InkMlContext current)
    {
        if (_formats.TryGetValue(element, out InkMlTraceFormat? known)) return known;
        var channels = new List<InkMlChannel>();
        foreach (XElement child in element.Descendants().Where(child => child.Name.LocalName == "channel"))
        {
            string? units = child.Attribute("units")?.Value;
            string name = child.Attribute("name")?.Value.Trim() ?? "";
            // Some programs state the unit of time in an attribute that the standard does not have.
            if (name == "T") units ??= element.AncestorsAndSelf().Attributes("timestampUnits").FirstOrDefault()?.Value;
            double origin = Find(child.Attribute("respectTo")?.Value) is { Name.LocalName: "timestamp" } stamp ? Timestamp(stamp, 0)
                : current.OriginSeconds;
            channels.Add(new InkMlChannel(
                name, units, child.Attribute("type")?.Value == "integer", Number(child, "min"), Number(child, "max"),
                child.Attribute("orientation")?.Value == "-ve", Number(child, "default"), name == "T" ? origin : 0));
            if (child.Elements().Any(inner => inner.Name.LocalName == "mapping" && inner.Attribute("type")?.Value != "identity"))
                notes.AddSkipped("mapping of a channel", line: 0, "mappings of channels");
        }

        return _formats[element] = channels.Count == 0 ? InkMlTraceFormat.Default : new InkMlTraceFormat(channels);
    }

    private bool Erases(XElement brush, int depth)
    {
        foreach (XElement property in brush.Elements().Where(child => child.Name.LocalName == "brushProperty"))
        {
            string name = property.Attribute("name")?.Value ?? "", value = property.Attribute("value")?.Value ?? property.Value;
            if (IsEraser(name) && value is not ("false" or "0") || name is "tip" or "type" && IsEraser(value)) return true;
            if (name == "rasterOp") return IsEraser(value) || value.Trim() is "white" or "noOperation";
        }

        return depth < MaximumDepth && Find(brush.Attribute("brushRef")?.Value) is { } basis && Erases(basis, depth + 1);
    }

    private static bool IsEraser(string text) => text.Trim().StartsWith("eras", StringComparison.OrdinalIgnoreCase);

    /// <returns>The time in seconds. Strings and numbers count from 1970.</returns>
    private double Timestamp(XElement element, int depth)
    {
        double offset = (Number(element, "timeOffset") ?? 0) / 1000;
        if (Number(element, "time") is { } milliseconds) return milliseconds / 1000 + offset;
        if (DateTimeOffset.TryParse(element.Attribute("timeString")?.Value, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return (date - DateTimeOffset.UnixEpoch).TotalSeconds + offset;
        return offset + (depth < MaximumDepth && Find(element.Attribute("timestampRef")?.Value) is { Name.LocalName: "timestamp" } basis
            ? Timestamp(basis, depth + 1) : 0);
    }

    /// <returns>The first mapping of a transform, which leads from the trace to the canvas; null for the identity.</returns>
    private AffineMap? Transform(XElement element)
    {
        if (_transforms.TryGetValue(element, out AffineMap? known)) return known;
        AffineMap? map = null;
        if (element.Elements().FirstOrDefault(child => child.Name.LocalName == "mapping") is { } mapping)
        {
            map = new InkMlMapping(Find).Read(mapping, out string? problem);
            if (problem is not null) notes.AddSkipped($"canvas transform {problem}", line: 0, $"canvas transforms {problem}");
        }

        return _transforms[element] = map == AffineMap.Identity ? null : map;
    }

    private XElement? Find(string? reference) => reference is null ? null : _elements.GetValueOrDefault(Id(reference));

    /// <returns>The id in a reference such as <c>#trace1</c>.</returns>
    internal static string Id(string reference) => reference[(reference.LastIndexOf('#') + 1)..].Trim();

    private static double? Number(XElement element, string attribute) =>
        InkXml.TryNumber(element.Attribute(attribute)?.Value, out double value) ? value : null;
}
