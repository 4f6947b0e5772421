using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>Everything besides the ink that determines a picture of the page.</summary>
internal readonly record struct CanvasLook(PageView View, PageLayout Layout, Palette Palette, int ShaderVersion)
{
    /// <summary>The visible paper, rounded outwards to whole pixels.</summary>
    public PixelBox Paper => PixelBox.Around(Layout.PaperIn(View), View.Scale).Within(View.Width, View.Height);

    /// <summary>The visible paper in page units.</summary>
    public PageArea VisiblePage => Layout.VisibleIn(View);

    /// <summary>
    /// Whether both looks show the same sheet with the same size in the same part of the window. Only the scroll position, the ends of
    /// the sheet and the active line may differ.
    /// </summary>
    public bool ShowsSameSheetAs(in CanvasLook other) =>
        Layout is not null && ShaderVersion == other.ShaderVersion && ReferenceEquals(Palette, other.Palette)
        && View == (other.View with { OriginX = View.OriginX, OriginY = View.OriginY })
        && Paper == other.Paper
        && (ReferenceEquals(Layout, other.Layout) || Layout == (other.Layout with
        {
            Lines = Layout.Lines,
            InkTop = Layout.InkTop,
            MinimumSheetHeight = Layout.MinimumSheetHeight,
            ActiveLine = Layout.ActiveLine,
        }));
}
