using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>Fits the sheet to the window and to its ink, frame by frame: as long as nothing is other than before it is the same object.</summary>
public sealed class SheetFitter
{
    private ((int, int) Size, float XHeight, float Slip, int LowestLine, int ActiveLine, float LeastWidth) _for;
    private PageLayout? _layout;

    /// <param name="lowestLine">As <see cref="PageLayout.LongEnoughFor"/> has it.</param>
    /// <inheritdoc cref="PageLayout.Fit"/>
    public PageLayout Fit((int Width, int Height) size, float xHeight, float slip, int lowestLine, int activeLine, float leastWidth = 0)
    {
        var wanted = (size, xHeight, slip, lowestLine, activeLine, leastWidth);
        if (_layout is not null && wanted == _for) return _layout;
        _for = wanted;
        return _layout = PageLayout.Fit(size.Width, size.Height, xHeight, slip, leastWidth).LongEnoughFor(lowestLine) with { ActiveLine = activeLine };
    }
}
