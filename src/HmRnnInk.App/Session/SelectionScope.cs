namespace HmRnnInk.App.Session;

/// <summary>What is selected.</summary>
internal enum SelectionScope
{
    /// <summary>One or more segments of a layer.</summary>
    Segment,

    Line,

    Page,

    /// <summary>What was enclosed by a loop.</summary>
    Loop,
}
