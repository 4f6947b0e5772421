using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The state of the model's pen after the newest row. A page that is saved with it continues at the same positions after it is opened.
/// </summary>
/// <param name="Map">See <see cref="ModelPenGuide"/>, also for <paramref name="Height"/> and <paramref name="Right"/>.</param>
/// <param name="Place">See <see cref="ModelPenPath"/>, also for the remaining parameters.</param>
internal readonly record struct ModelPenSnapshot(
    UnitMap Map, float Height, float Right, PenPlace Place, int Rows, float Drift, float Pace, float Reach, float Bottom)
{
    internal static ModelPenSnapshot Of((ModelPenGuide Guide, ModelPenPath Path) pen) =>
        new(pen.Guide.Map, pen.Guide.Height, pen.Guide.Right,
            pen.Path.Place, pen.Path.Rows, pen.Path.Drift, pen.Path.Pace.MeanStep, pen.Path.Reach, pen.Path.Bottom);

    /// <param name="lifted">Whether the newest row ended a stroke.</param>
    internal (ModelPenGuide Guide, ModelPenPath Path) On(PageLayout layout, bool lifted) =>
        (new ModelPenGuide(layout, Map, Height, Right), new ModelPenPath(Place, lifted, Rows, Drift, new(Pace), Reach, Bottom));
}
