using HmRnnInk.App.Ui.FirstMinute;

namespace HmRnnInk.App.Page;

/// <summary>The model's pen as it would be taken over behind the newest row: with it a page that is opened goes on in the same places.</summary>
/// <param name="PixelsPerUnit">As <see cref="HandGuide"/> has it, as <paramref name="Height"/> and <paramref name="Right"/>.</param>
/// <param name="Place">As <see cref="HandPath"/> has it, as the rest.</param>
public readonly record struct PenSnapshot(float PixelsPerUnit, float Height, float Right, PenPlace Place, int Rows, float Drift, float Pace)
{
    internal static PenSnapshot Of((HandGuide Guide, HandPath Path) hand) =>
        new(hand.Guide.PixelsPerUnit, hand.Guide.Height, hand.Guide.Right, hand.Path.Place, hand.Path.Rows, hand.Path.Drift, hand.Path.Pace.MeanStep);

    /// <param name="lifted">Whether the newest row ended its stroke.</param>
    internal (HandGuide Guide, HandPath Path) On(PageLayout layout, bool lifted) =>
        (new HandGuide(layout, PixelsPerUnit, Height, Right), new HandPath(Place, lifted, Rows, Drift, new(Pace)));
}
