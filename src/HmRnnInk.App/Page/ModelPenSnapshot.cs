using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The state of the model's pen after the newest row. A page that is saved with it continues at the same positions after it is opened.
/// </summary>
/// <param name="Map">With <paramref name="Height"/> and <paramref name="Right"/>: the state of <see cref="ModelPenGuide"/>.</param>
/// <param name="Place">With all parameters after it: the state of <see cref="ModelPenState"/>.</param>
internal readonly record struct ModelPenSnapshot(
    UnitMap Map, float Height, float Right, PenPlace Place, int Rows, float Drift, float Pace, float Reach, float Bottom)
{
    internal static ModelPenSnapshot Of((ModelPenGuide Guide, ModelPenState State) pen) =>
        new(pen.Guide.Map, pen.Guide.Height, pen.Guide.Right,
            pen.State.Place, pen.State.Rows, pen.State.Drift, pen.State.Pace.MeanStep, pen.State.Reach, pen.State.Bottom);

    /// <param name="lifted">Whether the newest row ended a stroke.</param>
    internal (ModelPenGuide Guide, ModelPenState State) On(PageLayout layout, bool lifted) =>
        (new ModelPenGuide(layout, Map, Height, Right), new ModelPenState(Place, lifted, Rows, Drift, new(Pace), Reach, Bottom));
}
