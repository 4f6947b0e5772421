using System.Text.Json.Serialization;

namespace HmRnnInk.Trainer;

/// <summary>How well the boundaries of one layer match one kind of landmark.</summary>
internal sealed record BoundariesRow : AlignmentRow
{
    /// <param name="layer">From 1.</param>
    /// <param name="rate">Boundaries per point over all lines, including those in which the landmark cannot be located.</param>
    public BoundariesRow(int layer, double rate, string landmark, BoundaryAlignment alignment)
        : base(rate, landmark, alignment) => Layer = layer;

    /// <summary>From 1.</summary>
    public int Layer { get; }

    /// <summary>
    /// Only for texts: share of boundaries at 2 and 1 characters before a landmark, at it, and 1 and 2 characters after it. Null for ink.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Offsets { get; init; }
}
