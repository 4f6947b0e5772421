using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Canvas;

/// <summary>What a picture of the page was, or is to be, drawn from besides its ink.</summary>
/// <param name="ShaderVersion">Of the folder.</param>
public readonly record struct CanvasLook(PageView View, PageLayout Layout, Palette Palette, int ShaderVersion)
{
    /// <summary>The paper that is seen, as whole pixels that have any of it.</summary>
    public PixelBox Paper => PixelBox.Around(Layout.PaperIn(View), View.Scale).Within(View.Width, View.Height);

    /// <summary>The same, page units.</summary>
    public PageArea Seen
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
    /// Whether the same sheet is seen of the same size in the same place of the window, so that only its place behind the frame, its length
    /// and its written line may be others.
    /// </summary>
    public bool IsSheetOf(in CanvasLook other) =>
        Layout is not null && ShaderVersion == other.ShaderVersion && ReferenceEquals(Palette, other.Palette)
        && View == (other.View with { OriginX = View.OriginX, OriginY = View.OriginY })
        && Paper == other.Paper
        && (ReferenceEquals(Layout, other.Layout) || IsSameSheet(Layout, other.Layout));

    private static bool IsSameSheet(PageLayout one, PageLayout other) =>
        one.X == other.X && one.Y == other.Y && one.Width == other.Width && one.Breadth == other.Breadth && one.Height == other.Height
        && one.SlipY == other.SlipY && one.SlipHeight == other.SlipHeight
        && one.LeftMargin == other.LeftMargin && one.RightMargin == other.RightMargin
        && one.FirstBaseline == other.FirstBaseline && one.LineSpacing == other.LineSpacing
        && one.XHeight == other.XHeight && one.ShowGuides == other.ShowGuides;
}
