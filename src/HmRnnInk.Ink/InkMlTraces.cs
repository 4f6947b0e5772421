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
        return _entries.TryGetValue(Name(reference), out Entry entry) && !entry.IsGroup ? entry.Strokes : null;
    }

    /// <param name="strokes">The strokes of a trace.</param>
    /// <param name="known">How many of them were added by an earlier call.</param>
    /// <param name="groups">The groups that the trace is in.</param>
    public void Add(
        List<MeasuredStroke> strokes, int known, string? id,
        IEnumerable<(int Depth, InkMlContext Context, List<MeasuredStroke>? Strokes)> groups, bool isDefinition)
    {
        _last = strokes;
        if (id is not null) _entries[id] = new Entry(strokes, IsGroup: false);
        for (int index = known; index < strokes.Count; index++)
        {
            (isDefinition ? _defined : _shown).Add(strokes[index]);
            foreach ((_, _, List<MeasuredStroke>? group) in groups) group?.Add(strokes[index]);
        }
    }

    /// <summary>Notes the view at the reader. What it refers to may come later.</summary>
    public void View(XmlReader reader)
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
            if (!entries.TryGetValue(Name(reference), out Entry entry)) continue;
            if (from is null && to is null && !shownWhole.Add(entry.Strokes)) continue;
            foreach (MeasuredStroke stroke in Part(entry, from, to, defined))
                if (shown.Add(stroke)) _shown.Add(stroke);
        }

        _shown.RemoveAll(stroke => stroke.Points.Count == 0);
        if (_shown.Count > 0 || _defined.Count == 0) return _shown;
        notes.Say("No trace in <definitions> is shown by a view, so all were read");
        return [.. _defined.Where(stroke => stroke.Points.Count > 0)];
    }

    /// <summary>The strokes of a view. Only those in definitions are cut to its range; the others are shown whole anyway.</summary>
    private static IEnumerable<MeasuredStroke> Part(Entry entry, int[]? from, int[]? to, HashSet<MeasuredStroke> defined)
    {
        int depth = entry.IsGroup ? 1 : 0; // the index of a stroke comes before that of a point
        int first = entry.IsGroup ? At(from, 0) ?? 1 : 1, last = entry.IsGroup ? At(to, 0) ?? entry.Strokes.Count : entry.Strokes.Count;
        for (int index = Math.Max(first, 1); index <= Math.Min(last, entry.Strokes.Count); index++)
        {
            MeasuredStroke stroke = entry.Strokes[index - 1];
            if (!defined.Contains(stroke)) continue;
            int begin = index == first ? At(from, depth) ?? 1 : 1, end = index == last ? At(to, depth) ?? int.MaxValue : int.MaxValue;
            if (begin <= 1 && end >= stroke.Points.Count) yield return stroke;
            else yield return new MeasuredStroke { Points = [.. stroke.Points.Take(end).Skip(begin - 1)] };
        }
    }

    private static int? At(int[]? indices, int depth) => indices is not null && depth < indices.Length ? indices[depth] : null;

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

    private static string Name(string reference) => reference[(reference.LastIndexOf('#') + 1)..].Trim();

    private readonly record struct Entry(List<MeasuredStroke> Strokes, bool IsGroup);
}
