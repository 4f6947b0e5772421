using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>
/// The part of the page that the frame shows, and its zoom. The view reaches what the person asks for within about a tenth of a second. It
/// moves by itself only for <see cref="LeadTo"/>. Lengths are window units unless they are stated as page units.
/// </summary>
internal sealed class PageCamera
{
    public const float MinimumZoom = 0.25f, MaximumZoom = 4;

    /// <summary>Time constants of the animation: after scrolling or zooming, and when the view follows the writing.</summary>
    private const double InputSeconds = 0.045, FollowSeconds = 0.22;

    /// <summary>A movement is completed at once when less than this remains of it: window units, and the logarithm of a zoom.</summary>
    private const float Near = 0.4f, NearZoom = 0.002f;

    /// <summary>The space between the upper edge of the frame and ink at the top of the page, page units.</summary>
    public const float InkMargin = 8;

    // Position in the window = position on the page · zoom − shift.
    private float _x, _y, _toX, _toY, _zoom = 1, _toZoom = 1;
    private double _settleSeconds = InputSeconds, _lastSeconds;

    // Until the person zooms, a sheet that is wider than the frame is shown in its full width.
    private float _fitZoom = 1;
    private bool _zoomChosen;

    // The point of the page that stays in place in the window while it zooms.
    private (float X, float Y, float PageX, float PageY)? _anchor;

    /// <summary>Window units in one page unit, at the end of the animation.</summary>
    public float TargetZoom => _toZoom;

    /// <summary>The zoom that the person has chosen; null while the zoom fits the sheet.</summary>
    public float? ChosenZoom => _zoomChosen ? _toZoom : null;

    public bool IsMoving => _x != _toX || _y != _toY || _zoom != _toZoom;

    /// <param name="window">A view of the window that shows the page's corner at zoom 1.</param>
    /// <returns>The window's view through the camera. Its origin is aligned to whole pixels.</returns>
    public PageView Of(PageView window) => window with
    {
        OriginX = MathF.Round(_x * window.Scale) / window.Scale / _zoom,
        OriginY = MathF.Round(_y * window.Scale) / window.Scale / _zoom,
        Zoom = _zoom,
    };

    /// <summary>Scrolls the view.</summary>
    /// <param name="x">How far to the right.</param>
    /// <param name="y">How far down.</param>
    public void Scroll(float x, float y, PageLayout layout)
    {
        _settleSeconds = InputSeconds;
        (_toX, _toY) = Within(layout, _toX + x, _toY + y, _toZoom);
        _anchor = null;
    }

    /// <summary>Moves the page with the pointer, without animation.</summary>
    /// <param name="x">How far the page moves to the right.</param>
    /// <param name="y">How far the page moves down.</param>
    public void Drag(float x, float y, PageLayout layout)
    {
        Hold();
        (_x, _y) = (_toX, _toY) = Within(layout, _x - x, _y - y, _zoom);
    }

    /// <summary>Scrolls down by a distance from where the page is first shown: 0 shows its top, infinity its bottom.</summary>
    public void GoTo(float y, PageLayout layout)
    {
        _settleSeconds = InputSeconds;
        (_toX, _toY) = Within(layout, _toX, InitialY(layout, _toZoom) + y, _toZoom);
        _anchor = null;
    }

    /// <summary>Zooms, while a point of the window stays in place.</summary>
    /// <param name="x">The point in the window.</param>
    /// <param name="y">The point in the window.</param>
    public void ZoomTo(float zoom, float x, float y)
    {
        _settleSeconds = InputSeconds;
        _anchor = (x, y, (x + _x) / _zoom, (y + _y) / _zoom);
        _toZoom = Math.Clamp(zoom, Math.Min(MinimumZoom, _fitZoom), MaximumZoom);
        foreach (float stop in (ReadOnlySpan<float>)[1, _fitZoom])
            // So that zooming in and out in notches returns exactly to these values.
            if (MathF.Abs(_toZoom / stop - 1) < 0.02f) _toZoom = stop;
        _zoomChosen = _toZoom != _fitZoom;
    }

    /// <summary>Scrolls slowly, and no further than needed, so that the writing stays visible.</summary>
    /// <param name="place">What is to be visible, page units.</param>
    public void LeadTo(PageArea place, PageLayout layout)
    {
        if (_anchor is not null) return;
        float x = Lead(_toX, place.MinX * _toZoom, place.MaxX * _toZoom, layout.X, layout.Width);
        float y = Lead(_toY, place.MinY * _toZoom, place.MaxY * _toZoom, layout.Top, layout.Height);
        (x, y) = Within(layout, x, y, _toZoom);
        if (MathF.Abs(x - _toX) < Near && MathF.Abs(y - _toY) < Near) return;
        (_toX, _toY) = (x, y);
        _settleSeconds = FollowSeconds;
    }

    /// <returns>Whether an area of the page will be inside the frame at the end of the animation.</returns>
    public bool Shows(PageArea place, PageLayout layout) =>
        place.MinX * _toZoom - _toX > layout.X - Near && place.MaxX * _toZoom - _toX < layout.X + layout.Width + Near
        && place.MinY * _toZoom - _toY > layout.Top - Near && place.MaxY * _toZoom - _toY < layout.Bottom + Near;

    /// <summary>Stops the animation, because the pen touches the page.</summary>
    public void Hold()
    {
        (_toX, _toY, _toZoom) = (_x, _y, _zoom);
        _anchor = null;
    }

    /// <summary>Shows the top of another page, without animation.</summary>
    /// <param name="zoom">The zoom chosen for the page; null to fit the sheet.</param>
    public void Open(float? zoom, PageLayout layout)
    {
        _fitZoom = layout.FitZoom;
        (_zoomChosen, _zoom) = (zoom is not null, zoom ?? _fitZoom);
        (_x, _y) = Within(layout, 0, InitialY(layout, _zoom), _zoom);
        Hold();
    }

    /// <summary>Advances the animation to a time.</summary>
    public void Advance(double seconds, PageLayout layout)
    {
        double passed = Math.Clamp(seconds - _lastSeconds, 0, 0.1);
        _lastSeconds = seconds;
        float share = (float)(1 - Math.Exp(-passed / _settleSeconds));
        _fitZoom = layout.FitZoom;
        if (!_zoomChosen && _toZoom != _fitZoom)
        {
            // The window or the sheet has changed its size, so there is nothing to animate.
            (_zoom, _toZoom, _anchor) = (_fitZoom, _fitZoom, null);
            (_x, _y) = Within(layout, _x, _y, _zoom);
        }

        if (_zoom != _toZoom)
        {
            // Interpolate the logarithm: the eye judges a zoom by its ratio.
            _zoom *= MathF.Pow(_toZoom / _zoom, share);
            if (MathF.Abs(MathF.Log(_toZoom / _zoom)) < NearZoom) _zoom = _toZoom;
        }

        if (_anchor is { } anchor)
        {
            (_x, _y) = (_toX, _toY) = Within(layout, anchor.PageX * _zoom - anchor.X, anchor.PageY * _zoom - anchor.Y, _zoom);
            if (_zoom == _toZoom) _anchor = null;
            return;
        }

        (_toX, _toY) = Within(layout, _toX, _toY, _toZoom); // the page may have changed
        (_x, _y) = (Nearer(_x, _toX, share), Nearer(_y, _toY, share));
    }

    /// <returns>The vertical shift at which a page is first shown: so that all ink at its top is visible.</returns>
    private static float InitialY(PageLayout layout, float zoom) =>
        Math.Min(layout.Y * zoom - layout.Y, (layout.InkTop - InkMargin) * zoom - layout.Top);

    private static float Nearer(float from, float to, float share) => MathF.Abs(to - from) < Near ? to : from + (to - from) * share;

    /// <returns>
    /// The nearest shift at which the frame shows everything from first to last, or as much from the first on as possible.
    /// </returns>
    private static float Lead(float shift, float first, float last, float frame, float size) =>
        Math.Min(Math.Max(shift, last - (frame + size)), first - frame);

    /// <returns>
    /// The nearest shift at which the sheet fills the frame. A sheet that is smaller is centred horizontally and aligned to the upper edge.
    /// At first the line for typed text hides the top of the sheet, which can be scrolled into the frame.
    /// </returns>
    private static (float X, float Y) Within(PageLayout layout, float x, float y, float zoom)
    {
        float freeWidth = layout.Width - layout.SheetWidth * zoom;
        float minimum = layout.X * zoom - layout.X;
        x = freeWidth >= 0 ? minimum - freeWidth / 2 : Math.Clamp(x, minimum, minimum - freeWidth);
        float top = layout.SheetTop * zoom - layout.Top, end = layout.SheetBottom * zoom - layout.Bottom;
        // Calculated like the minimum, so that rounding does not make the maximum smaller than it.
        return (x, Math.Clamp(y, top, Math.Max(layout.Y * zoom - layout.Y, end)));
    }
}
