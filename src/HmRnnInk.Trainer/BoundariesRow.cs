using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer;

/// <summary>How the boundaries of one layer compare with the landmarks of one kind.</summary>
public sealed record BoundariesRow : AlignmentRow
{
    private BoundariesRow(int layer, double rate, string landmark, BoundaryAlignment alignment)
        : base(rate, landmark, alignment) => Layer = layer;

    /// <summary>From 1.</summary>
    public int Layer { get; }

    /// <param name="layer">From 1.</param>
    /// <param name="rate">Boundaries a point over all lines of the part, whether they can be used or not.</param>
    /// <param name="lines">Those that the landmark can be found in are used.</param>
    /// <param name="boundaries">[line][row].</param>
    public static BoundariesRow Of(int layer, double rate, Landmark landmark, IReadOnlyList<InkLine> lines, bool[][] boundaries) =>
        new(layer, rate, landmark.Name, landmark.Align(lines, boundaries));
}
