using System.Text.Json.Serialization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How the boundaries of one layer compare with the landmarks of one kind.</summary>
internal sealed record BoundariesRow : AlignmentRow
{
    private BoundariesRow(int layer, double rate, string landmark, BoundaryAlignment alignment)
        : base(rate, landmark, alignment) => Layer = layer;

    /// <summary>From 1.</summary>
    public int Layer { get; }

    /// <summary>
    /// Of a text: the share of the boundaries at 2 characters before a landmark, at 1, at it, and at 1 and 2 after it. Null for ink.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Offsets { get; init; }

    /// <param name="layer">From 1.</param>
    /// <param name="rate">Boundaries a point over all lines of the part, whether they can be used or not.</param>
    /// <param name="lines">Those that the landmark can be found in are used.</param>
    /// <param name="boundaries">[line][row].</param>
    public static BoundariesRow Of(int layer, double rate, Landmark landmark, IReadOnlyList<InkLine> lines, bool[][] boundaries) =>
        Of(layer, rate, landmark.Name, landmark.Align(lines, boundaries));

    public static BoundariesRow Of(int layer, double rate, string landmark, BoundaryAlignment alignment) => new(layer, rate, landmark, alignment);
}
