using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>One undo step.</summary>
internal sealed class HistoryStep(PersonState before)
{
    public PageSplice Splice { get; } = new();

    /// <summary>The state of the person's pen before the step.</summary>
    public PersonState Before { get; } = before;

    public PersonState After { get; set; } = before;

    /// <summary>The path, text, settings and look of the page before or after the step; null if the step does not change them.</summary>
    public PageContext? ContextBefore { get; init; }

    /// <inheritdoc cref="ContextBefore"/>
    public PageContext? ContextAfter { get; init; }
}
