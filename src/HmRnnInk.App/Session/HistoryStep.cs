using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>One change of the page, as a person thinks of it.</summary>
internal sealed class HistoryStep(PersonState before)
{
    public PageSplice Splice { get; } = new();

    /// <summary>What is known of the person's hand before it.</summary>
    public PersonState Before { get; } = before;

    public PersonState After { get; set; } = before;

    /// <summary>The page's context before it; null where the step does not change it.</summary>
    public PageContext? ContextBefore { get; init; }

    /// <inheritdoc cref="ContextBefore"/>
    public PageContext? ContextAfter { get; init; }
}
