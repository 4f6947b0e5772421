namespace HmRnnInk.App.Commands;

/// <summary>
/// A setting: what it is called and how it is read from and written to the immutable record that holds it. Declared once; the panel, the
/// keys, the command line and the reader of documents take it from there.
/// </summary>
/// <typeparam name="TOwner">The record that holds it.</typeparam>
/// <typeparam name="TValue">Of its value.</typeparam>
/// <param name="Label">For people.</param>
/// <param name="Set">Returns the record with another value.</param>
public record Setting<TOwner, TValue>(string Label, Func<TOwner, TValue> Get, Func<TOwner, TValue, TOwner> Set)
{
    /// <summary>Its option on the command line; null where there is none.</summary>
    public string? Option { get; init; }

    /// <summary>The help of that option.</summary>
    public string Description { get; init; } = "";
}
