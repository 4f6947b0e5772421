namespace HmRnnInk.App.Commands;

/// <summary>
/// Something that a person can ask for. It is declared once, in a <see cref="CommandSet"/>; the keys, the card that lists them and the menu
/// are made from that.
/// </summary>
/// <param name="Label">Its name in the menu, such as "Undo".</param>
/// <param name="Run">Does it; the argument is the time in seconds.</param>
/// <param name="Chords">Any of them runs it. None for a command that only the menu has.</param>
public sealed record Command(string Label, Action<double> Run, params IReadOnlyList<KeyChord> Chords)
{
    /// <summary>The keys of each chord, for people.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps { get; } = [.. Chords.Select(chord => chord.Caps())];

    /// <summary>False for a command that makes sense only by its key, such as one that closes the menu.</summary>
    public bool InMenu { get; init; } = true;
}
