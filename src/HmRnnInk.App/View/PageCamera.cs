using HmRnnInk.App.Page;

namespace HmRnnInk.App.View;

/// <summary>
/// Which part of the page the frame shows, and how large. What a hand asks for is reached within a tenth of a second or so; nothing moves
/// by itself but <see cref="LeadTo"/>. Lengths are pen units unless they are said to be of the page.
/// </summary>
public sealed class PageCamera
{
    public const float LeastZoom = 0.25f, MostZoom = 4;

    /// <summary>How soon two thirds of the way are done: a turn of the wheel, and being led along the writing.</summary>
    private const double HandSeconds = 0.045, LeadSeconds = 0.22;

    /// <summary>What is left of a way may be done at once.</summary>
    private const float Near = 0.4f, NearZoom = 0.002f;

    // A page unit is at page · zoom − shift in the window.
    private float _x, _y, _toX, _toY, _zoom = 1, _toZoom = 1;
    private double _settleSeconds = HandSeconds, _seconds;

    // Until a hand zooms, a sheet that is wider than the frame is shown in all its width.
    private float _fitZoom = 1;
    private bool _zoomedByHand;

    // While it zooms, the place of the page that stays where it is in the window.
    private (float X, float Y, float PageX, float PageY)? _anchor;

    /// <summary>Pen units in a page unit, now.</summary>
    public float Zoom => _zoom;

    /// <summary>Pen units in a page unit, as soon as it is settled.</summary>
    public float ZoomWanted => _toZoom;

    /// <summary>The zoom that a hand has chosen; null while the sheet is shown as it fits.</summary>
    public float? ZoomByHand => _zoomedByHand ? _toZoom : null;

    public bool Moves => _x != _toX || _y != _toY || _zoom != _toZoom;

    /// <param name="window">The window's view, which shows the page's corner at its plain size.</param>
    /// <returns>The same window's view of what the camera sees; it moves by whole pixels.</returns>
    public PageView Of(PageView window) => window with
    {
        OriginX = MathF.Round(_x * window.Scale) / window.Scale / _zoom,
        OriginY = MathF.Round(_y * window.Scale) / window.Scale / _zoom,
        Zoom = _zoom,
    };

    /// <summary>Moves over the page as if by a wheel.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    public void Scroll(float x, float y, PageLayout layout)
    {
        _settleSeconds = HandSeconds;
        (_toX, _toY) = Within(layout, _toX + x, _toY + y, _toZoom);
        _anchor = null;
    }

    /// <summary>Moves the page with the hand, at once.</summary>
    /// <param name="x">To the right: the page goes there.</param>
    /// <param name="y">Downwards.</param>
    public void Drag(float x, float y, PageLayout layout)
    {
        Hold();
        (_x, _y) = (_toX, _toY) = Within(layout, _x - x, _y - y, _zoom);
    }

    /// <summary>Goes to a height of the page: its upper end is 0, its lower end infinite.</summary>
    public void GoTo(float y, PageLayout layout)
    {
        _settleSeconds = HandSeconds;
        (_toX, _toY) = Within(layout, _toX, y, _toZoom);
        _anchor = null;
    }

    /// <summary>Zooms, and keeps what is at a place where it is.</summary>
    /// <param name="x">In the window.</param>
    /// <param name="y">In the window.</param>
    public void ZoomTo(float zoom, float x, float y)
    {
        _settleSeconds = HandSeconds;
        _anchor = (x, y, (x + _x) / _zoom, (y + _y) / _zoom);
        _toZoom = Math.Clamp(zoom, Math.Min(LeastZoom, _fitZoom), MostZoom);
        foreach (float stop in (ReadOnlySpan<float>)[1, _fitZoom])
            if (MathF.Abs(_toZoom / stop - 1) < 0.02f) _toZoom = stop; // back and forth by notches ends there
        _zoomedByHand = _toZoom != _fitZoom;
    }

    /// <summary>Goes where writing stays in sight: no further than it must, and slowly.</summary>
    /// <param name="place">What is to be seen, page units.</param>
    public void LeadTo(PageArea place, PageLayout layout)
    {
        if (_anchor is not null) return;
        float x = Lead(_toX, place.MinX * _toZoom, place.MaxX * _toZoom, layout.X, layout.Width);
        float y = Lead(_toY, place.MinY * _toZoom, place.MaxY * _toZoom, layout.Y, layout.Height);
        (x, y) = Within(layout, x, y, _toZoom);
        if (MathF.Abs(x - _toX) < Near && MathF.Abs(y - _toY) < Near) return;
        (_toX, _toY) = (x, y);
        _settleSeconds = LeadSeconds;
    }

    /// <returns>Whether a place of the page will be in the frame when the camera is settled.</returns>
    public bool Shows(PageArea place, PageLayout layout) =>
        place.MinX * _toZoom - _toX > layout.X - Near && place.MaxX * _toZoom - _toX < layout.X + layout.Width + Near
        && place.MinY * _toZoom - _toY > layout.Y - Near && place.MaxY * _toZoom - _toY < layout.Y + layout.Height + Near;

    /// <summary>Stays where it is: the pen is on the page.</summary>
    public void Hold()
    {
        (_toX, _toY, _toZoom) = (_x, _y, _zoom);
        _anchor = null;
    }

    /// <summary>Another page: its upper end, at once.</summary>
    /// <param name="zoom">That a hand chose for it; null to show it as it fits.</param>
    public void Open(float? zoom, PageLayout layout)
    {
        _fitZoom = layout.FitZoom;
        (_zoomedByHand, _zoom) = (zoom is not null, zoom ?? _fitZoom);
        (_x, _y) = Within(layout, 0, 0, _zoom);
        Hold();
    }

    /// <summary>The page's corner at its plain size, at once.</summary>
    public void Reset()
    {
        (_x, _y, _zoom) = (0, 0, 1);
        Hold();
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(double seconds, PageLayout layout)
    {
        double passed = Math.Clamp(seconds - _seconds, 0, 0.1);
        _seconds = seconds;
        float share = (float)(1 - Math.Exp(-passed / _settleSeconds));
        _fitZoom = layout.FitZoom;
        if (!_zoomedByHand && _toZoom != _fitZoom)
        {
            // The window is another, or the page: nothing was there that could move.
            (_zoom, _toZoom, _anchor) = (_fitZoom, _fitZoom, null);
            (_x, _y) = Within(layout, _x, _y, _zoom);
        }

        if (_zoom != _toZoom)
        {
            // Sizes are felt by their ratio.
            _zoom *= MathF.Pow(_toZoom / _zoom, share);
            if (MathF.Abs(MathF.Log(_toZoom / _zoom)) < NearZoom) _zoom = _toZoom;
        }

        if (_anchor is { } anchor)
        {
            (_x, _y) = (_toX, _toY) = Within(layout, anchor.PageX * _zoom - anchor.X, anchor.PageY * _zoom - anchor.Y, _zoom);
            if (_zoom == _toZoom) _anchor = null;
            return;
        }

        (_toX, _toY) = Within(layout, _toX, _toY, _toZoom); // the page may have become another
        (_x, _y) = (Nearer(_x, _toX, share), Nearer(_y, _toY, share));
    }

    private static float Nearer(float from, float to, float share) => MathF.Abs(to - from) < Near ? to : from + (to - from) * share;

    /// <returns>The shift nearest to one at which the frame shows from first to last, or as much from the first on as it can.</returns>
    private static float Lead(float shift, float first, float last, float frame, float size) =>
        Math.Min(Math.Max(shift, last - (frame + size)), first - frame);

    /// <returns>The shift nearest to one at which the sheet fills the frame, or lies in its middle and at its upper edge where it is smaller.</returns>
    private static (float X, float Y) Within(PageLayout layout, float x, float y, float zoom)
    {
        float freeWidth = layout.Width - layout.SheetWidth * zoom;
        float least = layout.X * zoom - layout.X;
        x = freeWidth >= 0 ? least - freeWidth / 2 : Math.Clamp(x, least, least - freeWidth);
        float top = layout.Y * zoom - layout.Y;
        return (x, Math.Clamp(y, top, Math.Max(top, top + layout.SheetHeight * zoom - layout.Height)));
    }
}
