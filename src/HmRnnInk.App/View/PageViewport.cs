using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.View;

/// <summary>The size of the sheet in the window, and the part of it that is visible.</summary>
internal sealed class PageViewport
{
    /// <summary>The space to the right of ink if the width of its sheet is unknown, page units.</summary>
    private const float RightOfInk = 72;

    private readonly LiveInk _ink;
    private readonly RowIndex _index;
    private ((int, int) Size, float XHeight, PanelRoom Room, int LowestLine, int ActiveLine, float InkTop, float MinimumWidth) _fittedFor;
    private PageLayout? _fitted;

    // The width of the sheet that the page's newest ink was written on; 0 on an empty page.
    private float _writtenWidth;

    public PageViewport(LiveInk ink, RowIndex index)
    {
        (_ink, _index) = (ink, index);
        Navigation = new ViewNavigation(Camera, ink);
    }

    public PageCamera Camera { get; } = new();

    /// <summary>Moves the view by the wheel, keys and the pointer.</summary>
    public ViewNavigation Navigation { get; }

    /// <summary>The view of the page in the window.</summary>
    /// <param name="scale">Pixels in one window unit.</param>
    /// <param name="framebuffer">The size of the framebuffer, pixels.</param>
    public PageView ViewIn(float scale, (int Width, int Height) framebuffer) => Camera.Of(PageView.Unscrolled(scale, framebuffer));

    /// <summary>The width of the sheet as it is saved with the page, page units.</summary>
    public float SheetWidth => _writtenWidth > 0 ? _writtenWidth : _ink.Layout.SheetWidth;

    /// <summary>The expected x-height of handwriting of a given scale, whole page units.</summary>
    public static float XHeight(float pixelsPerUnit) => MathF.Round(TrainingPen.XHeight * pixelsPerUnit);

    /// <summary>Fits the sheet to the window before the ink advances. Once there is ink, the ruled lines stay in place.</summary>
    /// <param name="size">The size of the window, window units.</param>
    /// <param name="room">The room that panels take.</param>
    public void Fit((int Width, int Height) size, PanelRoom room)
    {
        float xHeight = _ink.Rows.Count == 0 ? XHeight(PenScale.Default.PixelsPerUnit * _ink.Settings.SizeFactor) : _ink.Layout.XHeight;
        Fit(size, room, xHeight);
    }

    /// <summary>Follows the ink after it has advanced.</summary>
    /// <inheritdoc cref="Fit(ValueTuple{int, int}, PanelRoom)"/>
    public void Follow((int Width, int Height) size, PanelRoom room, double seconds)
    {
        if (_ink.SomebodyWrites) _writtenWidth = _ink.Layout.SheetWidth;
        Fit(size, room, _ink.Layout.XHeight);
        Navigation.Lead(seconds);
        Camera.Advance(seconds, _ink.Layout);
    }

    /// <summary>Shows an opened page as it was when it was saved.</summary>
    /// <param name="sheetWidth">See <see cref="SheetWidth"/>; null if it is unknown.</param>
    /// <param name="xHeight">The size of the ruled lines; null to leave them.</param>
    /// <param name="zoom">See <see cref="PageCamera.ChosenZoom"/>.</param>
    public void Open((int Width, int Height) size, PanelRoom room, float? sheetWidth, float? xHeight, float? zoom)
    {
        _index.Update(_ink.RowSpan, 0);
        _writtenWidth = _index.Area.IsEmpty ? 0 : sheetWidth ?? _index.Area.MaxX - PageLayout.Desk + RightOfInk;
        Fit(size, room, xHeight ?? _ink.Layout.XHeight);
        Camera.Open(zoom, _ink.Layout);
    }

    /// <summary>
    /// Makes the sheet as wide as the window. But lines that were written on a wider sheet keep that width, so that no ink lies beyond the
    /// margin. The layout is the same object as long as nothing has changed.
    /// </summary>
    private void Fit((int Width, int Height) size, PanelRoom room, float xHeight)
    {
        float minimumWidth = _index.Area.MaxX > PageLayout.RightMarginOf(PageLayout.FrameWidth(size.Width)) ? _writtenWidth : 0;
        var wanted = (size, xHeight, room, _index.LowestLine, _ink.ActiveLine, _index.Area.MinY, minimumWidth);
        if (_fitted is null || wanted != _fittedFor)
        {
            PageLayout sheet = PageLayout.Fit(size.Width, size.Height, xHeight, room, minimumWidth).LongEnoughFor(_index.LowestLine);
            (_fitted, _fittedFor) = (sheet with { ActiveLine = _ink.ActiveLine, InkTop = _index.Area.MinY }, wanted);
        }

        _ink.Layout = _fitted;
    }
}
