using System.Globalization;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>
/// Pointer and keys that come in given frames, for runs that can be repeated. A step is the frame, a colon, and a key with what is held
/// (<c>930:Shift+Right</c>), or what the pointer does and where in the window (<c>900:click@300,120</c>; <c>move</c>, <c>down</c>, <c>up</c>). A third number
/// is the pressure of a pen, 0 to 1 (<c>900:down@300,120,0.4</c>); without one it is a pointer that tells none.
/// </summary>
public sealed class ScriptedEvents
{
    private readonly Queue<(int Frame, InputEvent Event)> _events;

    private ScriptedEvents(IEnumerable<(int Frame, InputEvent Event)> events) => _events = new(events.OrderBy(step => step.Frame));

    /// <exception cref="FormatException">A step cannot be read; the message says what was needed.</exception>
    public static ScriptedEvents Parse(IEnumerable<string> steps) => new([.. steps.SelectMany(Read)]);

    /// <summary>Adds the events until a frame.</summary>
    /// <param name="seconds">Their time.</param>
    public void TakeEvents(int frame, double seconds, List<InputEvent> events)
    {
        while (_events.TryPeek(out (int Frame, InputEvent Event) next) && next.Frame <= frame)
            events.Add(_events.Dequeue().Event with { TimeSeconds = seconds });
    }

    private static IEnumerable<(int Frame, InputEvent Event)> Read(string step)
    {
        string[] parts = step.Split(':', 2);
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int frame)) throw Unreadable(step);
        return (parts[1].Contains('@', StringComparison.Ordinal) ? Pointer(step, parts[1]) : Key(step, parts[1])).Select(read => (frame, read));
    }

    private static IEnumerable<InputEvent> Pointer(string step, string what)
    {
        string[] parts = what.Split('@', ',');
        if (parts.Length is not (3 or 4) || !TryNumber(parts[1], out float x) || !TryNumber(parts[2], out float y)) throw Unreadable(step);
        float? pressure = null;
        if (parts.Length == 4) pressure = TryNumber(parts[3], out float told) && told is >= 0 and <= 1 ? told : throw Unreadable(step);
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

    private static IEnumerable<InputEvent> Key(string step, string what)
    {
        string[] caps = what.Split('+');
        KeyModifiers held = KeyModifiers.None;
        foreach (string cap in caps[..^1])
        {
            held |= cap switch
            {
                "Ctrl" => KeyModifiers.Control,
                "Shift" => KeyModifiers.Shift,
                "Alt" => KeyModifiers.Alt,
                _ => throw Unreadable(step),
            };
        }

        string name = caps[^1] is [>= '0' and <= '9'] ? $"Digit{caps[^1]}" : caps[^1];
        int index = Array.IndexOf(Enum.GetNames<InkKey>(), name);
        if (index <= 0) throw Unreadable(step); // the first is none
        InkKey key = Enum.GetValues<InkKey>()[index];
        return [new(InputKind.KeyDown, 0, 0, 0, key, held), new(InputKind.KeyUp, 0, 0, 0, key, held)];
    }

    private static bool TryNumber(string text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    private static FormatException Unreadable(string step) =>
        new($"--events has '{step}'; needed a frame and a key, as 930:Shift+Right, or a frame and the pointer, as 900:click@300,120 (move, down, up, click; with a pen's pressure, 0 to 1: 900:down@300,120,0.4).");
}
