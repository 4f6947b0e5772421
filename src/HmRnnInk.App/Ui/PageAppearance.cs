using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Ui;

/// <summary>Captures the look that is saved with a page, and restores it when the page is opened.</summary>
/// <param name="size">Gives the size of the window in window units.</param>
internal sealed class PageAppearance(LiveInk ink, PageViewport viewport, Look look, ModelChooser models, Func<(int Width, int Height)> size)
{
    public PageLook Capture() => new()
    {
        SheetWidth = viewport.SheetWidth,
        XHeight = ink.Layout.XHeight,
        Colours = look.Colours,
        Zoom = viewport.Camera.ChosenZoom,
        Style = models.StyleName,
    };

    public void Restore(PageLook page)
    {
        viewport.Open(size(), look.Room(size()), page.SheetWidth, page.XHeight, page.Zoom);
        if (page.Colours is { } colours) look.Change(colours);
        if (page.Style is { } style) models.UseStyle(style, ink.Opened.ResumeSaved);
    }
}
