using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.View;

/// <summary>How large the sheet is in the window, and which part of it is seen.</summary>
public sealed class PageViewport
{
    private readonly LiveInk _ink;
    private readonly RowIndex _index;
    private readonly SheetFitter _sheet = new();
    private readonly PageMeasure _measure = new();

    public PageViewport(LiveInk ink, RowIndex index)
    {
        (_ink, _index) = (ink, index);
        Hand = new ViewHand(Camera, ink);
    }

    public PageCamera Camera { get; } = new();

    /// <summary>Moves the view by wheel, keys and pointer.</summary>
    public ViewHand Hand { get; }

    /// <summary>What the window shows of the page.</summary>
    /// <param name="scale">Pixels in a pen unit.</param>
    /// <param name="framebuffer">Pixels.</param>
    public PageView In(float scale, (int Width, int Height) framebuffer) => Camera.Of(PageView.Whole(scale, framebuffer));

    /// <summary>The width of the sheet, page units, as it is kept with the page.</summary>
    public float SheetWidth => _measure.Written > 0 ? _measure.Written : _ink.Layout.SheetWidth;

    /// <summary>The x-height that a hand of a given size is expected to have, whole page units.</summary>
    public static float XHeight(float pixelsPerUnit) => MathF.Round(TrainingPen.XHeight * pixelsPerUnit);

    /// <summary>Fits the sheet to the window before the ink advances. As soon as there is ink the ruled lines stay where they are.</summary>
    /// <param name="size">Of the window, pen units.</param>
    /// <param name="scoreHeight">Of the score below the sheet, pen units; 0 for none.</param>
    public void Fit((int Width, int Height) size, float scoreHeight)
    {
        float xHeight = _ink.Rows.Count == 0 ? XHeight(PenScale.Default.PixelsPerUnit * _ink.Settings.SizeFactor) : _ink.Layout.XHeight;
        Fit(size, scoreHeight, xHeight);
    }

    /// <summary>Follows the ink after it has advanced.</summary>
    /// <inheritdoc cref="Fit(ValueTuple{int, int}, float)"/>
    public void Follow((int Width, int Height) size, float scoreHeight, double seconds)
    {
        if (_ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) _measure.Write(_ink.Layout.SheetWidth);
        Fit(size, scoreHeight, _ink.Layout.XHeight);
        Hand.Lead(seconds);
        Camera.Advance(seconds, _ink.Layout);
    }

    /// <summary>Shows an opened page as it was left.</summary>
    /// <param name="sheetWidth">As <see cref="SheetWidth"/>; null where it is not known.</param>
    /// <param name="xHeight">Of the ruled lines; null to leave them.</param>
    /// <param name="zoom">As <see cref="PageCamera.ZoomByHand"/>.</param>
    public void Open((int Width, int Height) size, float scoreHeight, float? sheetWidth, float? xHeight, float? zoom)
    {
        _index.Update(_ink.RowSpan, 0);
        _measure.Open(sheetWidth, _index.Right);
        Fit(size, scoreHeight, xHeight ?? _ink.Layout.XHeight);
        Camera.Open(zoom, _ink.Layout);
    }

    /// <summary>Makes the sheet as wide as the window, whatever the page before needed.</summary>
    public void Reset((int Width, int Height) size, float scoreHeight)
    {
        _measure.Write(0);
        Fit(size, scoreHeight, XHeight(PenScale.Default.PixelsPerUnit * _ink.Settings.SizeFactor));
    }

    /// <summary>Notes that the page's ink was put on this sheet.</summary>
    public void NoteWritten() => _measure.Write(_ink.Layout.SheetWidth);

    private void Fit((int Width, int Height) size, float scoreHeight, float xHeight) => _ink.Layout = _sheet.Fit(
        size, xHeight, scoreHeight, _index.LowestLine, _ink.ActiveLine, _measure.Least(_index.Right, size.Width));
}
