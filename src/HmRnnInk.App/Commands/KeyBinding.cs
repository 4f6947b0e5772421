namespace HmRnnInk.App.Commands;

/// <summary>What some keys do, and the line of help that says so.</summary>
/// <param name="Does">For people: "neater, wilder".</param>
/// <param name="Keys">At least one, with what each does.</param>
/// <param name="When">Null for always; otherwise the keys are another binding's while it is false.</param>
public sealed record KeyBinding(
    KeyGroup Group, string Does, IReadOnlyList<(KeyChord Chord, Action<KeyPress> Act)> Keys, Func<bool>? When)
{
    /// <summary>What stands on the keys of each chord, for the help.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps { get; } = [.. Keys.Select(key => key.Chord.Caps())];
}
