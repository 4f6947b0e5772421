using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HmRnnInk.Ink;

/// <summary>
/// Reads InkML (W3C Recommendation of 20 September 2011) in two passes: first the definitions, then the traces. The time is proportional to
/// the size of the file. The reader skips and counts what it does not understand.
/// </summary>
internal sealed class InkMlReader(string text, string source)
{
    private const string Fix = "Export the ink again as InkML with channels X and Y.";

    private readonly ReadingNotes _notes = new();
    private readonly List<InkMlDefinitions> _definitions = [];
    private readonly List<int> _rootLines = [];
    private readonly InkMlTraces _traces = new();
    private readonly Stack<(int Depth, InkMlContext Context, List<MeasuredStroke>? Strokes)> _groups = new();
    private InkMlDefinitions _current = null!;
    private InkMlContext _context = InkMlContext.Default;
    private string _rootNamespace = "";
    private int _definitionsDepth = -1;
    private int _tracesWithUnits, _tracesWithoutUnits;
    private bool _isPage, _isOldPage;
    private double? _xHeight;

    /// <exception cref="InkFormatException">There is no readable trace.</exception>
    public ReadInk Read()
    {
        XmlException? damage = Pass(Collect);
        Pass(Take);
        if (damage is not null) _notes.AddDamage(damage);
        if (_rootLines.Count > 1)
        {
            string lines = $"{_rootLines[0]} {(_rootLines.Count == 2 ? "and" : "to")} {_rootLines[^1]}";
            _notes.Add($"The file has {_rootLines.Count} <ink> roots (lines {lines}): all were read");
        }

        List<MeasuredStroke> strokes = _traces.Shown(_notes);
        if (strokes.Count == 0) throw NoInk(damage);
        bool isPhysical = _tracesWithUnits > 0 && _tracesWithoutUnits == 0;
        // The ink of a page is converted to page units. Pages are in millimetres, but version 1 of this program wrote page units without
        // saying so.
        bool isPage = _isPage ? isPhysical : _isOldPage && !isPhysical;
        double millimetresPerUnit = isPage ? InkUnits.MillimetresPerPixel : 1;
        double pageUnits = _isPage ? 1 / millimetresPerUnit : 1;
        return new ReadInk(MeasuredInk.Of(strokes, _notes, isPage ? pageUnits : null))
        {
            MillimetresPerUnit = isPhysical || isPage ? millimetresPerUnit : null,
            XHeight = _xHeight / millimetresPerUnit,
            IsPage = isPage,
            Notes = _notes.ToSentences(),
        };
    }

    private InkFormatException NoInk(XmlException? damage)
    {
        if (damage is not null) return InkXml.NotWellFormed(source, damage);
        string found = _notes.HasSkipped ? $"no pen-down trace can be read. {_notes.ToSentences()[0]}"
            : "there is no pen-down trace in the file";
        return new InkFormatException($"'{source}': {found}. {Fix}");
    }

    /// <summary>Reads the document.</summary>
    /// <param name="take">Handles the element of InkML at the reader, and moves past its start or all of it.</param>
    /// <returns>The damage at which reading stopped; null at the end of the document.</returns>
    private XmlException? Pass(Action<XmlReader> take)
    {
        int roots = 0;
        try
        {
            using XmlReader reader = InkXml.Open(text);
            reader.Read();
            while (!reader.EOF)
            {
                while (_groups.TryPeek(out var group) && reader.Depth <= group.Depth) _groups.Pop();
                if (reader.Depth <= _definitionsDepth) _definitionsDepth = -1;
                if (reader.NodeType != XmlNodeType.Element) reader.Read();
                else if (reader is { Depth: 0, LocalName: "ink" }) Begin(reader, roots++);
                else if (reader.Depth == 0 || (reader.NamespaceURI != _rootNamespace && reader.NamespaceURI is not ("" or InkMl.Namespace)))
                    reader.Skip();
                else take(reader);
            }

            return null;
        }
        catch (XmlException error)
        {
            return error;
        }
    }

    private void Begin(XmlReader reader, int root)
    {
        if (root == _definitions.Count)
        {
            _definitions.Add(new InkMlDefinitions(_notes));
            _rootLines.Add(InkXml.Line(reader));
        }

        _current = _definitions[root];
        _context = InkMlContext.Default;
        _rootNamespace = reader.NamespaceURI;
        _groups.Clear();
        _definitionsDepth = -1;
        _traces.BeginDocument();
        reader.Read();
    }

    private void Collect(XmlReader reader)
    {
        if (InkMlDefinitions.Defines(reader.LocalName)) _current.Add((XElement)XNode.ReadFrom(reader));
        else if (reader.LocalName is "trace" or "annotation" or "annotationXML") reader.Skip();
        else reader.Read();
    }

    private void Take(XmlReader reader)
    {
        string name = reader.LocalName;
        if (InkMlDefinitions.Defines(name))
        {
            var element = (XElement)XNode.ReadFrom(reader);
            if (_definitionsDepth < 0) _context = _current.Apply(element, _context);
        }
        else if (name == "trace") TakeTrace(reader);
        else if (name == "annotationXML") reader.Skip();
        else if (name == "annotation") TakeAnnotation(reader);
        else
        {
            if (name == "definitions" && !reader.IsEmptyElement && _definitionsDepth < 0) _definitionsDepth = reader.Depth;
            if (name == "traceGroup" && !reader.IsEmptyElement) BeginGroup(reader);
            if (name == "traceView" && _definitionsDepth < 0) _traces.AddView(reader);
            reader.Read();
        }
    }

    private void BeginGroup(XmlReader reader) =>
        _groups.Push((reader.Depth, Context(reader), InkMlTraces.Id(reader) is { } id ? _traces.BeginGroup(id) : null));

    /// <summary>The context of the trace or group at the reader: the one it names, or that of the group around it.</summary>
    private InkMlContext Context(XmlReader reader)
    {
        int line = InkXml.Line(reader);
        InkMlContext context = _groups.TryPeek(out var group) ? group.Context : _context;
        if (reader.GetAttribute("contextRef") is { } reference) context = _current.ByReference(reference, context, line);
        return reader.GetAttribute("brushRef") is { } brush ? _current.WithBrush(brush, context, line) : context;
    }

    private void TakeTrace(XmlReader reader)
    {
        int line = InkXml.Line(reader);
        InkMlContext context = Context(reader);
        bool isPenUp = reader.GetAttribute("type") == "penUp";
        string? continuation = reader.GetAttribute("continuation"), prior = reader.GetAttribute("priorRef"), id = InkMlTraces.Id(reader);
        double? start = Seconds(reader, "timeOffset"), duration = Seconds(reader, "duration");
        string points = Text(reader);
        if (isPenUp) return;
        if (context.Erases) _notes.AddSkipped("trace of an eraser", line);
        else if (context.Format.X < 0 || context.Format.Y < 0)
            _notes.AddSkipped($"trace without X and Y (its channels are {Names(context.Format)})", line);
        else if (string.IsNullOrWhiteSpace(points)) _notes.AddSkipped("trace without points", line);
        else
        {
            bool continues = continuation is "middle" or "end" || prior is not null;
            List<MeasuredStroke>? before = continues ? _traces.Continued(prior) : null;
            if (continues && before is null) _notes.AddSkipped("continuation of a missing trace", line, "continuations of missing traces");
            List<MeasuredStroke> strokes = before
                ?? [new MeasuredStroke { StartSeconds = start, DurationSeconds = duration, PointsPerSecond = context.PointsPerSecond }];
            int known = before?.Count ?? 0;
            new InkMlTrace(context, points, _notes, line).AddTo(strokes);
            IEnumerable<List<MeasuredStroke>> groups = _groups.Select(group => group.Strokes).OfType<List<MeasuredStroke>>();
            _traces.Add(strokes, known, id, groups, isDefinition: _definitionsDepth >= 0);
            if (context.MillimetresPerUnit is null) _tracesWithoutUnits++;
            else _tracesWithUnits++;
        }
    }

    private static string Names(InkMlTraceFormat format) => string.Join(", ", format.Channels.Take(8).Select(channel => channel.Name));

    /// <returns>The seconds of an attribute in milliseconds; null if it is missing or not usable.</returns>
    private static double? Seconds(XmlReader reader, string attribute) =>
        InkXml.TryNumber(reader.GetAttribute(attribute), out double value) && Math.Abs(value) <= InkXml.MaximumTimeSeconds
            ? value / 1000 : null;

    /// <returns>
    /// The text of the element at the reader, without the elements in it. The reader moves to the end of the element and no further,
    /// because what follows may be damaged.
    /// </returns>
    private string Text(XmlReader reader)
    {
        int depth = reader.Depth;
        bool isEmpty = reader.IsEmptyElement;
        var content = new StringBuilder();
        reader.Read();
        if (isEmpty) return "";
        while (reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                _notes.AddSkipped("element in a trace", InkXml.Line(reader));
                reader.Skip();
                continue;
            }

            content.Append(reader.Value);
            reader.Read();
        }

        return content.ToString();
    }

    private void TakeAnnotation(XmlReader reader)
    {
        bool isOfDocument = reader.Depth == 1;
        bool isOfDevice = _context.Format.Channels is [{ Name: "X", Units: "dev" }, { Name: "Y" }, { Name: "T", Units: "s" }, ..];
        string? type = reader.GetAttribute("type");
        string value = Text(reader);
        if (type == "writer" && isOfDevice && value is "person" or "model") _isOldPage = true;
        if (!isOfDocument) return;
        if (type == InkMl.SourceAnnotation) _isPage = value == InkMl.PageSource;
        if (type == InkMl.XHeightAnnotation && InkXml.TryNumber(value, out double height) && height > 0) _xHeight = height;
    }
}
