using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Tests.Canvas;

internal static class WholePage
{
    /// <summary>Draws the desk and the sheet.</summary>
    public static void Draw(this PageRenderer renderer, in PageView view, PageLayout layout, Palette palette)
    {
        PageArea paper = layout.PaperIn(view);
        renderer.DrawDesk(view, layout, palette, paper);
        renderer.DrawSheet(view, layout, palette, paper);
    }
}
