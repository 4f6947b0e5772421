namespace HmRnnInk.App.Commands;

/// <summary>
/// A command that a person can run. It is declared once, in a <see cref="CommandSet"/>. Key bindings, the list of keys and the menu are
/// made from the declaration.
/// </summary>
/// <param name="Label">Its name in the menu, such as "Undo".</param>
/// <param name="Run">Runs the command. The argument is the time in seconds.</param>
/// <param name="Chords">Each of them runs the command. Empty for a command that is only in the menu.</param>
internal sealed record Command(string Label, Action<double> Run, params IReadOnlyList<KeyChord> Chords)
{
    /// <summary>The key labels of each chord.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps { get; } = [.. Chords.Select(chord => chord.Caps())];

    /// <summary>Its picture in the toolbar; null if it is not there.</summary>
    public ToolIcon? Icon { get; init; }

    /// <summary>For a command that switches something on and off, whether it is on; null for other commands.</summary>
    public Func<bool>? IsOn { get; init; }

    /// <summary>False for a command that makes sense only as a key, such as the one that opens the menu.</summary>
    public bool InMenu { get; init; } = true;
}
