using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// The trace formats that a document has defined up to the reader's position, and the one that applies there (InkML, section 4).
/// </summary>
internal sealed class InkMlFormats
{
    private const string Fix = "Export the ink again as InkML with channels X and Y.";

    private readonly Dictionary<string, InkMlTraceFormat> _byId = [];
    private InkMlTraceFormat _current = InkMlTraceFormat.Default;
    private string? _contextId;
    private string? _inkSourceId;
    private int _definitionsDepth = -1;

    // The format that is being read.
    private List<string>? _channels;
    private string? _formatId;
    private int _required;
    private bool _intermittent;
    private double _secondsPerTimeUnit;
    private (double Minimum, double Maximum)? _force;
    private int _signX;
    private int _signY;

    /// <summary>Updates the formats if the node defines or selects one.</summary>
    public void Visit(XmlReader reader, string source)
    {
        if (reader.NodeType == XmlNodeType.EndElement)
        {
            if (reader.LocalName == "traceFormat") Finish(reader, source);
            else if (reader.LocalName == "context") _contextId = null;
            else if (reader.LocalName == "inkSource") _inkSourceId = null;
            else if (reader.LocalName == "definitions") _definitionsDepth = -1;
            else if (reader.LocalName == "intermittentChannels") _intermittent = false;
            return;
        }

        if (reader.NodeType != XmlNodeType.Element) return;
        switch (reader.LocalName)
        {
            case "definitions" when !reader.IsEmptyElement:
                _definitionsDepth = reader.Depth;
                break;
            case "context":
                VisitContext(reader, source);
                break;
            case "inkSource":
                _inkSourceId = reader.IsEmptyElement ? null : Id(reader);
                break;
            case "traceFormat":
                Begin(reader);
                if (reader.IsEmptyElement) Finish(reader, source);
                break;
            case "intermittentChannels":
                _intermittent = !reader.IsEmptyElement;
                break;
            case "channel":
                AddChannel(reader, source);
                break;
        }
    }

    /// <returns>The format of the trace at the reader's position.</returns>
    public InkMlTraceFormat For(XmlReader reader, string source) =>
        reader.GetAttribute("contextRef") is { } reference ? Find(reader, reference, source) : _current;

    private void VisitContext(XmlReader reader, string source)
    {
        string? id = Id(reader);
        string? reference =
            reader.GetAttribute("traceFormatRef") ?? reader.GetAttribute("inkSourceRef") ?? reader.GetAttribute("contextRef");
        Use(reference is null ? _current : Find(reader, reference, source), id);
        _contextId = reader.IsEmptyElement ? null : id;
    }

    private InkMlTraceFormat Find(XmlReader reader, string reference, string source)
    {
        string id = reference.TrimStart('#');
        if (_byId.TryGetValue(id, out InkMlTraceFormat? format)) return format;
        // The default context has a predefined name. A context without a format has the default format.
        if (id is "DefaultContext" or "DefaultTraceFormat" or "") return InkMlTraceFormat.Default;
        throw InkXml.Error(reader, source, $"the trace format or context '{reference}' is not defined before it is used", Fix);
    }

    private void Begin(XmlReader reader)
    {
        _formatId = Id(reader);
        _channels = [];
        _required = 0;
        _intermittent = false;
        _secondsPerTimeUnit = 1e-3;
        _signX = _signY = 1;
        _force = null;
    }

    private void AddChannel(XmlReader reader, string source)
    {
        if (_channels is null) return;
        string name = reader.GetAttribute("name") ?? throw InkXml.Error(reader, source, "a channel has no name", Fix);
        _channels.Add(name);
        if (!_intermittent) _required = _channels.Count;
        int sign = reader.GetAttribute("orientation") == "-ve" ? -1 : 1;
        if (name == "X") _signX = sign;
        if (name == "Y") _signY = sign;
        // Milliseconds are InkML's default unit of time.
        if (name == "T")
            _secondsPerTimeUnit = reader.GetAttribute("units") switch { "s" => 1, "us" or "µs" => 1e-6, "ns" => 1e-9, _ => 1e-3 };
        if (name == "F" && Number("max") is { } maximum && (Number("min") ?? 0) is var minimum && maximum > minimum)
            _force = (minimum, maximum);

        double? Number(string attribute)
        {
            string? text = reader.GetAttribute(attribute);
            bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            return isNumber && double.IsFinite(value) ? value : null;
        }
    }

    private void Finish(XmlReader reader, string source)
    {
        if (_channels is null) return;
        if (_channels.Count > 0 && !(_channels.Contains("X") && _channels.Contains("Y")))
        {
            throw InkXml.Error(
                reader, source, $"the trace format has the channels {string.Join(", ", _channels)}; expected X and Y among them", Fix);
        }

        InkMlTraceFormat format = _channels.Count == 0
            ? InkMlTraceFormat.Default
            : new InkMlTraceFormat(_channels, _required, _secondsPerTimeUnit, _signX, _signY, _force);
        _channels = null;
        Use(format, _formatId);
        if (_contextId is not null) _byId[_contextId] = format;
        if (_inkSourceId is not null) _byId[_inkSourceId] = format;
    }

    /// <summary>
    /// Inside &lt;definitions&gt; a format is only stored by its id; elsewhere it also applies to the traces that follow.
    /// </summary>
    private void Use(InkMlTraceFormat format, string? id)
    {
        if (id is not null) _byId[id] = format;
        if (_definitionsDepth < 0) _current = format;
    }

    private static string? Id(XmlReader reader) => reader.GetAttribute("xml:id") ?? reader.GetAttribute("id");
}
