using System.Globalization;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>
/// Pointer and key events for given frames, for reproducible runs. A step is the frame, a colon, and one of two things: a key with its
/// modifiers (<c>930:Shift+Right</c>), or a pointer action with its position in the window (<c>900:click@300,120</c>; also <c>move</c>,
/// <c>down</c>, <c>up</c>). A third number is the pressure of a pen, 0 to 1 (<c>900:down@300,120,0.4</c>). Without it, the pointer reports
/// no pressure.
/// </summary>
internal sealed class ScriptedEvents
{
    private readonly Queue<(int Frame, InputEvent Event)> _events;

    private ScriptedEvents(IEnumerable<(int Frame, InputEvent Event)> events) => _events = new(events.OrderBy(step => step.Frame));

    /// <exception cref="FormatException">A step cannot be parsed. The message describes the syntax.</exception>
    public static ScriptedEvents Parse(IEnumerable<string> steps) => new([.. steps.SelectMany(Read)]);

    /// <summary>Adds the events up to a frame.</summary>
    /// <param name="seconds">The time that the events get.</param>
    public void TakeEvents(int frame, double seconds, List<InputEvent> events)
    {
        while (_events.TryPeek(out (int Frame, InputEvent Event) next) && next.Frame <= frame)
            events.Add(_events.Dequeue().Event with { TimeSeconds = seconds });
    }

    private static IEnumerable<(int Frame, InputEvent Event)> Read(string step)
    {
        string[] parts = step.Split(':', 2);
        int frame = 0;
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out frame)) throw Unreadable(step);
        IEnumerable<InputEvent> events = parts[1].Contains('@', StringComparison.Ordinal) ? Pointer(step, parts[1]) : Key(step, parts[1]);
        return events.Select(read => (frame, read));
    }

    private static IEnumerable<InputEvent> Pointer(string step, string action)
    {
        string[] parts = action.Split('@', ',');
        if (parts.Length is not (3 or 4) || !TryNumber(parts[1], out float x) || !TryNumber(parts[2], out float y)) throw Unreadable(step);
        float? pressure = null;
        if (parts.Length == 4) pressure = TryNumber(parts[3], out float value) && value is >= 0 and <= 1 ? value : throw Unreadable(step);
        InputKind[] kinds = parts[0] switch
        {
            "move" => [InputKind.PenMove],
            "down" => [InputKind.PenMove, InputKind.PenDown],
            "up" => [InputKind.PenMove, InputKind.PenUp],
            "click" => [InputKind.PenMove, InputKind.PenDown, InputKind.PenUp],
            _ => throw Unreadable(step),
        };
        return kinds.Select(kind => new InputEvent(kind, x, y, 0, Pressure: pressure));
    }

    private static IEnumerable<InputEvent> Key(string step, string chord)
    {
        string[] names = chord.Split('+');
        KeyModifiers held = KeyModifiers.None;
        foreach (string modifier in names[..^1])
        {
            held |= modifier switch
            {
                "Ctrl" => KeyModifiers.Control,
                "Shift" => KeyModifiers.Shift,
                "Alt" => KeyModifiers.Alt,
                _ => throw Unreadable(step),
            };
        }

        string name = names[^1] is [>= '0' and <= '9'] ? $"Digit{names[^1]}" : names[^1];
        int index = Array.IndexOf(Enum.GetNames<InkKey>(), name);
        if (index <= 0) throw Unreadable(step); // the first name is Unknown
        InkKey key = Enum.GetValues<InkKey>()[index];
        return [new(InputKind.KeyDown, 0, 0, 0, key, held), new(InputKind.KeyUp, 0, 0, 0, key, held)];
    }

    private static bool TryNumber(string text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    private static FormatException Unreadable(string step) =>
        new($"--events: '{step}' cannot be read. Expected a frame and a key, such as 930:Shift+Right, or a frame and a pointer action, "
            + "such as 900:click@300,120 (move, down, up or click). A pen's pressure from 0 to 1 can follow: 900:down@300,120,0.4.");
}
