using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>Fits the sheet to the window and its ink. Returns the same object as long as nothing has changed.</summary>
public sealed class SheetFitter
{
    private ((int, int) Size, float XHeight, PanelRoom Room, int LowestLine, int ActiveLine, float MinimumWidth) _for;
    private PageLayout? _layout;

    /// <param name="lowestLine">See <see cref="PageLayout.LongEnoughFor"/>.</param>
    /// <inheritdoc cref="PageLayout.Fit"/>
    public PageLayout Fit(
        (int Width, int Height) size, float xHeight, PanelRoom room, int lowestLine, int activeLine, float minimumWidth = 0)
    {
        var wanted = (size, xHeight, room, lowestLine, activeLine, minimumWidth);
        if (_layout is not null && wanted == _for) return _layout;
        _for = wanted;
        PageLayout sheet = PageLayout.Fit(size.Width, size.Height, xHeight, room, minimumWidth).LongEnoughFor(lowestLine);
        return _layout = sheet with { ActiveLine = activeLine };
    }
}
