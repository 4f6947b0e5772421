using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>Everything besides the ink that determines a picture of the page.</summary>
/// <param name="ShaderVersion">The version counter of the shader folder.</param>
internal readonly record struct CanvasLook(PageView View, PageLayout Layout, Palette Palette, int ShaderVersion)
{
    /// <summary>The visible paper, rounded outwards to whole pixels.</summary>
    public PixelBox Paper => PixelBox.Around(Layout.PaperIn(View), View.Scale).Within(View.Width, View.Height);

    /// <summary>The visible paper in page units.</summary>
    public PageArea VisiblePage
    {
        get
        {
            PageArea paper = Layout.PaperIn(View);
            (float left, float top) = View.ToPage(paper.MinX, paper.MinY);
            (float right, float bottom) = View.ToPage(paper.MaxX, paper.MaxY);
            return new PageArea(left, top, right, bottom);
        }
    }

    /// <summary>
    /// Whether both looks show the same sheet with the same size in the same part of the window. Only the scroll position, the length of
    /// the sheet and the active line may differ.
    /// </summary>
    public bool ShowsSameSheetAs(in CanvasLook other) =>
        Layout is not null && ShaderVersion == other.ShaderVersion && ReferenceEquals(Palette, other.Palette)
        && View == (other.View with { OriginX = View.OriginX, OriginY = View.OriginY })
        && Paper == other.Paper
        && (ReferenceEquals(Layout, other.Layout) || IsSameSheet(Layout, other.Layout));

    private static bool IsSameSheet(PageLayout one, PageLayout other) =>
        one.X == other.X && one.Y == other.Y && one.Width == other.Width && one.Height == other.Height
        && one.MinimumSheetWidth == other.MinimumSheetWidth
        && one.SlipY == other.SlipY && one.SlipHeight == other.SlipHeight
        && one.LeftMargin == other.LeftMargin && one.RightMargin == other.RightMargin
        && one.FirstBaseline == other.FirstBaseline && one.LineSpacing == other.LineSpacing && one.XHeight == other.XHeight;
}
