namespace HmRnnInk.App.Page;

/// <summary>One change of the page, as a person thinks of it.</summary>
internal sealed class HistoryStep(PersonState before)
{
    public PageSplice Splice { get; } = new();

    /// <summary>What is known of the person's hand before it.</summary>
    public PersonState Before { get; } = before;

    public PersonState After { get; set; } = before;

    /// <summary>What follows when it was taken back, and when it was done again.</summary>
    public Action? Undone { get; init; }

    /// <inheritdoc cref="Undone"/>
    public Action? Redone { get; init; }
}
