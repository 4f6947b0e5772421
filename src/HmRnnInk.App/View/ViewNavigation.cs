using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.View;

/// <summary>
/// Moves the view by input. The wheel and two fingers scroll; with Ctrl they zoom. The middle button drags the page, and so does the pen
/// while Space is held. Keys scroll and zoom. The view also follows the writing, until the person scrolls away from it.
/// </summary>
/// <remarks>
/// It covers the whole window while Space is held or the page is dragged. At other times it gets pointer events from the page under the
/// pointer.
/// </remarks>
internal sealed class ViewNavigation(PageCamera camera, LiveInk ink) : IInputTarget
{
    /// <summary>
    /// The window units that one notch of the wheel scrolls; the factor by which one notch zooms; the factor by which a key zooms; the
    /// share of the frame's height that a key scrolls.
    /// </summary>
    private const float NotchUnits = 66, ZoomNotch = 1.15f, ZoomKey = 1.25f, PageShare = 0.85f;

    /// <summary>
    /// How long the person's pen must be up before the view may follow the writing, so that it does not move between two strokes.
    /// </summary>
    private const double RestSeconds = 0.9;

    private const int RowsOfLetter = 32;

    private (float X, float Y) _pointer;
    private bool _spaceHeld, _spaceUsed, _penDrags, _middleDrags, _hadInk;

    // Whether the person has scrolled to where the writing is not visible.
    private bool _scrolledAway;
    private double _liftedSeconds;

    private bool IsDragging => _penDrags || _middleDrags;

    public bool Contains(float x, float y) => _spaceHeld || IsDragging;

    public void ToBeginning() => GoTo(0);

    public void ToEnd() => GoTo(float.MaxValue);

    /// <summary>Scrolls by most of the window's height.</summary>
    /// <param name="pages">1 to scroll one page down, −1 to scroll one up.</param>
    public void ScrollPages(int pages)
    {
        _scrolledAway = true;
        camera.Scroll(0, pages * PageShare * ink.Layout.Height, ink.Layout);
    }

    /// <param name="steps">1 to zoom in by one step.</param>
    public void Zoom(int steps) => ZoomTo(camera.TargetZoom * MathF.Pow(ZoomKey, steps));

    public void ResetZoom() => ZoomTo(1);

    /// <returns>Whether the view has handled the event.</returns>
    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove:
                (float X, float Y) from = _pointer;
                _pointer = (input.X, input.Y);
                if (!IsDragging) return false;
                camera.Drag(_pointer.X - from.X, _pointer.Y - from.Y, ink.Layout);
                _scrolledAway = true;
                return true;
            case InputKind.PenDown:
                _pointer = (input.X, input.Y);
                _penDrags = _spaceHeld;
                _spaceUsed |= _penDrags;
                if (_penDrags) return true;
                camera.Hold(); // the view must not move while the pen touches the page
                _scrolledAway = false;
                return false;
            case InputKind.PenUp:
                _liftedSeconds = seconds;
                bool dragged = _penDrags;
                _penDrags = false;
                return dragged;
            case InputKind.MiddleDown or InputKind.MiddleUp:
                _middleDrags = input.Kind == InputKind.MiddleDown;
                return true;
            case InputKind.Scroll:
                TurnWheel(input);
                return true;
            case InputKind.KeyDown when input.Key == InkKey.Space:
                bool repeats = _spaceHeld;
                _spaceHeld = true;
                return repeats; // a held key repeats, and must not toggle the pause again
            case InputKind.KeyUp when input.Key == InkKey.Space:
                ReleaseSpace();
                return false;
            case InputKind.FocusLost:
                ReleaseSpace();
                _penDrags = _middleDrags = false;
                return false;
            default: return false;
        }
    }

    /// <summary>Follows the writing.</summary>
    public void Lead(double seconds)
    {
        if (ink.Rows.Count == 0)
        {
            // A new page is shown from its top.
            if (_hadInk) camera.GoTo(0, ink.Layout);
            _hadInk = _scrolledAway = false;
            return;
        }

        _hadInk = true;
        PageArea place = WritingArea();
        if (camera.Shows(place, ink.Layout)) _scrolledAway = false;
        bool rests = ink.Phase == LivePhase.ModelWrites || ink.Phase != LivePhase.PersonWrites && seconds - _liftedSeconds >= RestSeconds;
        if (_scrolledAway || IsDragging || !rests) return;
        camera.LeadTo(place, ink.Layout);
    }

    /// <summary>
    /// The area around the newest ink: a few letters to each side, the height of its line or of a letter above it, and the next line.
    /// </summary>
    private PageArea WritingArea()
    {
        PageLayout layout = ink.Layout;
        float x = Math.Clamp(ink.Rows[^1].X, layout.X, layout.X + layout.SheetWidth), baseline = layout.Baseline(ink.ActiveLine);
        float top = baseline - layout.Ascender;
        foreach (ref readonly PageRow row in ink.RowSpan[Math.Max(0, ink.Rows.Count - RowsOfLetter)..])
            if (row.Line == ink.ActiveLine) top = Math.Min(top, row.Y - PageCamera.InkMargin);
        return new PageArea(
            x - 3 * layout.XHeight, top, x + 3 * layout.XHeight, baseline + layout.LineSpacing + layout.Descender);
    }

    private void ReleaseSpace()
    {
        // Pressing Space toggled the pause. If it was then used for dragging, that was not intended, so it is toggled back.
        if (_spaceUsed) ink.Paused = !ink.Paused;
        _spaceHeld = _spaceUsed = false;
    }

    private void TurnWheel(in InputEvent wheel)
    {
        _scrolledAway = true;
        if (wheel.Modifiers.HasFlag(KeyModifiers.Control))
            camera.ZoomTo(camera.TargetZoom * MathF.Pow(ZoomNotch, wheel.Y), _pointer.X, _pointer.Y);
        else if (wheel.Modifiers.HasFlag(KeyModifiers.Shift))
            camera.Scroll(-NotchUnits * (wheel.X + wheel.Y), 0, ink.Layout);
        else
            camera.Scroll(-NotchUnits * wheel.X, -NotchUnits * wheel.Y, ink.Layout);
    }

    private void GoTo(float y)
    {
        _scrolledAway = true;
        camera.GoTo(y, ink.Layout);
    }

    private void ZoomTo(float zoom)
    {
        _scrolledAway = true;
        camera.ZoomTo(zoom, ink.Layout.X + ink.Layout.Width / 2, ink.Layout.Top + ink.Layout.Height / 2);
    }
}
