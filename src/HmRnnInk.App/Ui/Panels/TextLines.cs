using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Breaks a text into lines: at spaces, and in a word that is too wide, such as a path, after a slash.</summary>
/// <param name="width">The maximum width of a line in window units.</param>
internal ref struct TextLines(UiRenderer ui, ReadOnlySpan<char> text, float width, float size, FontWeight weight)
{
    private ReadOnlySpan<char> _rest = text;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        int end = _rest.IndexOf('\n') is >= 0 and var feed ? feed : _rest.Length;
        if (!Fits(end)) end = FirstPart(_rest[..end]);
        Current = _rest[..end];
        _rest = _rest[end..];
        if (!_rest.IsEmpty && _rest[0] is ' ' or '\n') _rest = _rest[1..];
        return true;
    }

    /// <returns>The number of characters in the first part of a line that is too wide.</returns>
    private readonly int FirstPart(ReadOnlySpan<char> line)
    {
        int end = 0;
        for (int next = line.IndexOf(' '); next > 0 && Fits(next);)
        {
            end = next;
            next = line[(end + 1)..].IndexOf(' ') is >= 0 and var more ? end + 1 + more : -1;
        }

        if (end > 0) return end;
        while (end < line.Length && line[end] != ' ' && Fits(end + 1)) end++;
        int slash = line[..end].LastIndexOfAny('/', '\\');
        return slash > 0 ? slash + 1 : Math.Max(1, end);
    }

    private readonly bool Fits(int length) => ui.Measure(_rest[..length], size, weight) <= width;
}
