using System.Text.Json.Serialization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How well the boundaries of one layer match one kind of landmark.</summary>
internal sealed record BoundariesRow : AlignmentRow
{
    private BoundariesRow(int layer, double rate, string landmark, BoundaryAlignment alignment)
        : base(rate, landmark, alignment) => Layer = layer;

    /// <summary>From 1.</summary>
    public int Layer { get; }

    /// <summary>
    /// Only for texts: share of boundaries at 2 and 1 characters before a landmark, at it, and 1 and 2 characters after it. Null for ink.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Offsets { get; init; }

    /// <param name="layer">From 1.</param>
    /// <param name="rate">Boundaries per point over all lines, including those without usable landmarks.</param>
    /// <param name="lines">Lines in which the landmark cannot be located are skipped.</param>
    /// <param name="boundaries">[line][row].</param>
    public static BoundariesRow Of(int layer, double rate, Landmark landmark, IReadOnlyList<InkLine> lines, bool[][] boundaries) =>
        Of(layer, rate, landmark.Name, landmark.Align(lines, boundaries));

    public static BoundariesRow Of(int layer, double rate, string landmark, BoundaryAlignment alignment) =>
        new(layer, rate, landmark, alignment);
}
