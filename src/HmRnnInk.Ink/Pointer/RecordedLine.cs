namespace HmRnnInk.Ink.Pointer;

/// <summary>A line of a file's ink.</summary>
/// <param name="Rows">As a model reads them.</param>
/// <param name="LargestStep">
/// The largest |Δx| or |Δy| from one recorded point to the next, in IAM units. The rows do not show it: they divide a long step.
/// </param>
internal readonly record struct RecordedLine(PenOffset[] Rows, double LargestStep);
