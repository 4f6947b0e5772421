namespace HmRnnInk.App.Session;

/// <summary>What is selected.</summary>
internal enum SelectionScope
{
    /// <summary>A segment of a layer.</summary>
    Segment,

    Line,

    Page,

    /// <summary>What was enclosed by a loop, or a selection that was extended.</summary>
    Loop,
}
