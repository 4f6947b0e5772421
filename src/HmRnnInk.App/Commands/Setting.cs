namespace HmRnnInk.App.Commands;

/// <summary>
/// A setting: its label, and how its value is read from and written to the immutable record that holds it. It is declared once, for the
/// panel, the keys, the command line and the documents.
/// </summary>
/// <typeparam name="TOwner">The record that holds the value.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <param name="Label">The label in the window.</param>
/// <param name="Set">Returns a copy of the record with another value.</param>
internal record Setting<TOwner, TValue>(string Label, Func<TOwner, TValue> Get, Func<TOwner, TValue, TOwner> Set)
{
    /// <summary>Its command-line option; null if it has none.</summary>
    public string? Option { get; init; }

    /// <summary>The help text of that option.</summary>
    public string Description { get; init; } = "";
}
