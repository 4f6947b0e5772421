using HmRnnInk.App.Input;

namespace HmRnnInk.App.Commands;

/// <summary>A key and its modifiers. Shift is ignored unless the chord includes it.</summary>
internal readonly record struct KeyChord(InkKey Key, KeyModifiers Modifiers = KeyModifiers.None)
{
    public static KeyChord Control(InkKey key) => new(key, KeyModifiers.Control);

    public static KeyChord Shift(InkKey key) => new(key, KeyModifiers.Shift);

    public static implicit operator KeyChord(InkKey key) => new(key);

    /// <returns>Whether a press of these keys is a press of this chord.</returns>
    public bool Fits(KeyChord pressed) =>
        pressed.Key == Key && (pressed.Modifiers == Modifiers || (pressed.Modifiers & ~KeyModifiers.Shift) == Modifiers);

    /// <summary>The labels of the keys, modifiers first.</summary>
    public IReadOnlyList<string> Caps()
    {
        var caps = new List<string>();
        if (Modifiers.HasFlag(KeyModifiers.Control)) caps.Add("Ctrl");
        if (Modifiers.HasFlag(KeyModifiers.Alt)) caps.Add("Alt");
        if (Modifiers.HasFlag(KeyModifiers.Shift)) caps.Add("Shift");
        caps.Add(Cap(Key));
        return caps;
    }

    /// <returns>The keys as a sentence names them, such as "Ctrl S". "Del" is the key whose label is "Delete".</returns>
    public override string ToString() => Key == InkKey.Delete && Modifiers == KeyModifiers.None ? "Del" : string.Join(' ', Caps());

    private static string Cap(InkKey key) => key switch
    {
        >= InkKey.Digit0 and <= InkKey.Digit9 => ((char)('0' + (key - InkKey.Digit0))).ToString(),
        InkKey.Escape => "Esc",
        InkKey.Left => "←",
        InkKey.Right => "→",
        InkKey.Up => "↑",
        InkKey.Down => "↓",
        InkKey.PageUp => "Page ↑",
        InkKey.PageDown => "Page ↓",
        InkKey.Plus => "+",
        InkKey.Minus => "−",
        InkKey.Comma => ",",
        InkKey.Period => ".",
        InkKey.Slash => "/",
        InkKey.LeftBracket => "[",
        InkKey.RightBracket => "]",
        _ => key.ToString(),
    };
}
