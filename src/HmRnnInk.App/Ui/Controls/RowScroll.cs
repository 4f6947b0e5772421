namespace HmRnnInk.App.Ui.Controls;

/// <summary>How far the rows of a card are scrolled: by wheel or keys, or by dragging the rows or the scroll bar.</summary>
internal sealed class RowScroll
{
    private float _content, _view;

    // Where the pointer and the rows were at the start of a drag, and how far the rows move up per distance of the pointer downwards.
    private (float PointerY, float Offset, float Factor)? _drag;

    /// <summary>The distance by which the rows are moved up, in window units.</summary>
    public float Offset { get; private set; }

    public bool ShowsAll => _content <= _view;

    /// <summary>Sets the heights, and limits the offset to them.</summary>
    /// <param name="content">The height of all rows together.</param>
    /// <param name="view">The height of what is visible.</param>
    public void Fit(float content, float view)
    {
        (_content, _view) = (content, view);
        MoveTo(Offset);
    }

    public void MoveTo(float offset) => Offset = Math.Clamp(offset, 0, Math.Max(0, _content - _view));

    public void MoveBy(float distance) => MoveTo(Offset + distance);

    /// <summary>Begins a drag.</summary>
    /// <param name="byBar">Whether the bar is dragged, and not the rows. The rows move in the opposite direction to the bar.</param>
    public void Begin(float pointerY, bool byBar) => _drag = (pointerY, Offset, byBar ? _content / _view : -1);

    public void DragTo(float pointerY)
    {
        if (_drag is { } drag) MoveTo(drag.Offset + drag.Factor * (pointerY - drag.PointerY));
    }

    public void End() => _drag = null;
}
