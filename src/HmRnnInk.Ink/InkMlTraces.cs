using System.Globalization;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>
/// The traces of a document. A trace in &lt;definitions&gt; is ink only where a view outside shows it (InkML, sections 3.2.5 and 5.1).
/// </summary>
internal sealed class InkMlTraces
{
    private readonly List<MeasuredStroke> _shown = [];
    private readonly List<MeasuredStroke> _defined = [];
    private readonly List<(Dictionary<string, Entry> Entries, string Reference, int[]? From, int[]? To)> _views = [];
    private Dictionary<string, Entry> _entries = [];
    private List<MeasuredStroke>? _last;

    /// <returns>The id of the element at the reader.</returns>
    public static string? Id(XmlReader reader) => reader.GetAttribute("xml:id") ?? reader.GetAttribute("id");

    /// <summary>Begins another document with ids of its own.</summary>
    public void BeginDocument() => (_entries, _last) = ([], null);

    /// <returns>The list of the strokes of a group, for references to it.</returns>
    public List<MeasuredStroke> BeginGroup(string id)
    {
        var strokes = new List<MeasuredStroke>();
        _entries[id] = new Entry(strokes, IsGroup: true);
        return strokes;
    }

    /// <returns>The strokes that a continuation continues: those of the trace it names, or of the one before; null for none.</returns>
    public List<MeasuredStroke>? Continued(string? reference)
    {
        if (reference is null) return _last;
        return _entries.TryGetValue(InkMlDefinitions.Id(reference), out Entry entry) && !entry.IsGroup ? entry.Strokes : null;
    }

    /// <param name="strokes">The strokes of a trace.</param>
    /// <param name="known">How many of them were added by an earlier call.</param>
    /// <param name="groups">The lists of <see cref="BeginGroup"/> of the groups that the trace is in.</param>
    public void Add(List<MeasuredStroke> strokes, int known, string? id, IEnumerable<List<MeasuredStroke>> groups, bool isDefinition)
    {
        _last = strokes;
        if (id is not null) _entries[id] = new Entry(strokes, IsGroup: false);
        for (int index = known; index < strokes.Count; index++)
        {
            (isDefinition ? _defined : _shown).Add(strokes[index]);
            foreach (List<MeasuredStroke> group in groups) group.Add(strokes[index]);
        }
    }

    /// <summary>Adds the view at the reader. What it refers to may come later.</summary>
    public void AddView(XmlReader reader)
    {
        if (reader.GetAttribute("traceDataRef") is { } reference)
            _views.Add((_entries, reference, Indices(reader.GetAttribute("from")), Indices(reader.GetAttribute("to"))));
    }

    /// <returns>
    /// The strokes that have points: first those outside of definitions in the order of the file, then those in definitions that a view
    /// shows. If there are none of either kind, all strokes in definitions.
    /// </returns>
    public List<MeasuredStroke> Shown(ReadingNotes notes)
    {
        HashSet<MeasuredStroke> shown = [.. _shown], defined = [.. _defined];
        var shownWhole = new HashSet<List<MeasuredStroke>>();
        foreach (var (entries, reference, from, to) in _views)
        {
            if (!entries.TryGetValue(InkMlDefinitions.Id(reference), out Entry entry)) continue;
            if (from is null && to is null && !shownWhole.Add(entry.Strokes)) continue;
            foreach (MeasuredStroke stroke in InView(entry, from, to, defined))
                if (shown.Add(stroke)) _shown.Add(stroke);
        }

        _shown.RemoveAll(stroke => stroke.Points.Count == 0);
        if (_shown.Count > 0 || _defined.Count == 0) return _shown;
        notes.Add("No trace in <definitions> is shown by a view, so all were read");
        return [.. _defined.Where(stroke => stroke.Points.Count > 0)];
    }

    /// <summary>The strokes of a view. Only those in definitions are cut to its range; the others are shown whole anyway.</summary>
    /// <param name="from">
    /// Where the range begins, counted from 1: of a trace, the first point; of a group, the first stroke and perhaps its first point. Null
    /// for the beginning.
    /// </param>
    /// <param name="to">Where it ends, in the same form; null for the end.</param>
    private static IEnumerable<MeasuredStroke> InView(Entry entry, int[]? from, int[]? to, HashSet<MeasuredStroke> defined)
    {
        (int Stroke, int Point) first = Position(from, 1, 1), last = Position(to, entry.Strokes.Count, int.MaxValue);
        for (int number = Math.Max(first.Stroke, 1); number <= Math.Min(last.Stroke, entry.Strokes.Count); number++)
        {
            MeasuredStroke stroke = entry.Strokes[number - 1];
            if (!defined.Contains(stroke)) continue;
            int begin = number == first.Stroke ? first.Point : 1, end = number == last.Stroke ? last.Point : int.MaxValue;
            if (begin <= 1 && end >= stroke.Points.Count) yield return stroke;
            else yield return new MeasuredStroke { Points = [.. stroke.Points.Take(end).Skip(begin - 1)] };
        }

        (int Stroke, int Point) Position(int[]? numbers, int stroke, int point) => (numbers, entry.IsGroup) switch
        {
            ([var given, ..], false) => (stroke, given),
            ([var given], true) => (given, point),
            ([var givenStroke, var givenPoint, ..], true) => (givenStroke, givenPoint),
            _ => (stroke, point),
        };
    }

    private static int[]? Indices(string? text)
    {
        if (text is null) return null;
        var indices = new List<int>();
        foreach (string part in text.Split(':'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return null;
            indices.Add(index);
        }

        return [.. indices];
    }

    private readonly record struct Entry(List<MeasuredStroke> Strokes, bool IsGroup);
}
