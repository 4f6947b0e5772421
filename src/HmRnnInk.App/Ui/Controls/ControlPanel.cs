using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>
/// The control panel: a card over the right side of the page, and the button in the header that opens it. This is their layout and state;
/// <see cref="ControlPanelPainter"/> draws them.
/// </summary>
internal sealed class ControlPanel(IReadOnlyList<ControlTab> tabs) : IInputTarget
{
    public const float Width = 300, Padding = 18, HeadHeight = 44, Margin = 12, CloseSize = 28;

    private const double SlideSeconds = 0.16;

    /// <summary>The space above the first row and below the last.</summary>
    private const float EndGap = 8;

    /// <summary>The width of the edge of the card. Rows do not cover it.</summary>
    private const float Border = 1;

    /// <summary>How far one notch of the wheel scrolls, window units.</summary>
    private const float NotchHeight = 48;

    private readonly List<Control> _rows = [];
    private double _toggledSeconds = double.NegativeInfinity;
    private float _right, _top, _height;

    public IReadOnlyList<ControlTab> Tabs => tabs;

    public ControlTab Tab { get; private set; } = tabs[0];

    public bool IsOpen { get; private set; }

    /// <summary>The visible rows of the open tab.</summary>
    public ReadOnlySpan<Control> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The place of the card when the panel is open.</summary>
    public Box Card { get; private set; }

    /// <summary>The distance to the right by which the card is drawn while it slides in or out.</summary>
    public float Slide { get; private set; }

    /// <summary>Whether any part of the card is visible.</summary>
    public bool Visible { get; private set; }

    /// <summary>The part of the card in which rows are visible.</summary>
    public Box View { get; private set; }

    /// <summary>The button that opens and closes the card.</summary>
    public Box HeaderButton { get; private set; }

    public RowScroll Scroll { get; } = new();

    public float ContentHeight { get; private set; }

    /// <summary>The place of the pointer; NaN while it is elsewhere.</summary>
    public (float X, float Y) Pointer { get; private set; } = (float.NaN, float.NaN);

    public ControlFocus Focus { get; } = new();

    /// <summary>The control on which the pointer was pressed and not yet released; null for none.</summary>
    public Control? Pressed { get; private set; }

    public bool WantsKeyboard => IsOpen;

    public Box Close => new(Card.Right - Padding / 2 - CloseSize, Card.Y + (HeadHeight - CloseSize) / 2, CloseSize, CloseSize);

    public void Open(double seconds) => SetOpen(true, seconds);

    public void Hide(double seconds) => SetOpen(false, seconds);

    public void KeyboardLeft() => Focus.ReleaseKeyboard();

    /// <summary>Updates the layout for a frame.</summary>
    /// <param name="width">Width of the window in window units.</param>
    /// <param name="height">Height of the window in window units.</param>
    /// <param name="button">The place of the button in the header.</param>
    /// <param name="pageRight">The right edge of the sheet.</param>
    /// <param name="pageTop">The top of the sheet.</param>
    public void Layout(float width, float height, Box button, float pageRight, float pageTop, double seconds)
    {
        HeaderButton = button;
        (_right, _top, _height) = (pageRight - Margin, pageTop + Margin, height);
        Place();
        float progress = (float)Math.Clamp((seconds - _toggledSeconds) / SlideSeconds, 0, 1);
        float openness = IsOpen ? 1 - (1 - progress) * (1 - progress) : 1 - progress * progress;
        Slide = (1 - openness) * (width - Card.X + 24);
        Visible = openness > 0;
    }

    public Box TabBox(int index)
    {
        float width = (Close.X - Card.X - Padding - 8) / tabs.Count;
        return new(Card.X + Padding - 8 + index * width, Card.Y + 6, width, HeadHeight - 12);
    }

    public bool Contains(float x, float y) => HeaderButton.Contains(x, y) || IsOpen && Card.Contains(x, y);

    public void PointerLeft() => Pointer = (float.NaN, float.NaN);

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                Pointer = (input.X, input.Y);
                Press(input, seconds);
                return true;
            case InputKind.PenMove:
                Pointer = (input.X, input.Y);
                Pressed?.Drag(input.X, input.Y);
                Scroll.DragTo(input.Y);
                return true;
            case InputKind.PenUp or InputKind.FocusLost:
                Pressed = null;
                Scroll.End();
                return true;
            case InputKind.Scroll:
                Scroll.MoveBy(-input.Y * NotchHeight);
                return true;
            case InputKind.KeyDown:
                return Focus.HasKeyboard && Key(input.Key, input.Modifiers, seconds);
            default:
                return false;
        }
    }

    /// <summary>Places the rows. Called after each change of tab too, because more input for its rows can come in the same frame.</summary>
    private void Place()
    {
        _rows.Clear();
        ContentHeight = 2 * EndGap;
        foreach (Control control in Tab.Controls)
        {
            if (!control.Shown) continue;
            _rows.Add(control);
            ContentHeight += control.Height;
        }

        float cardHeight = Math.Min(HeadHeight + ContentHeight + Border, _height - _top - Margin);
        Card = new Box(_right - Width, _top, Width, cardHeight);
        View = new Box(Card.X, Card.Y + HeadHeight, Width, cardHeight - HeadHeight - Border);
        Scroll.Fit(ContentHeight, View.Height);
        float at = View.Y + EndGap - Scroll.Offset;
        foreach (Control control in _rows)
        {
            control.Bounds = new Box(Card.X + Padding, at, Width - 2 * Padding, control.Height);
            at += control.Height;
        }

        Focus.LimitTo(_rows);
    }

    private void SetOpen(bool open, double seconds)
    {
        if (open == IsOpen) return;
        (IsOpen, _toggledSeconds, Pressed) = (open, seconds, null);
        if (!open) KeyboardLeft(); // a closed panel must not take the next Esc
    }

    private void Press(in InputEvent input, double seconds)
    {
        if (HeaderButton.Contains(input.X, input.Y))
        {
            SetOpen(!IsOpen, seconds);
            return;
        }

        Focus.TakeKeyboard(byKey: false);
        if (Close.Contains(input.X, input.Y))
        {
            Hide(seconds);
            return;
        }

        for (int index = 0; index < tabs.Count; index++)
        {
            if (!TabBox(index).Contains(input.X, input.Y)) continue;
            ShowTab(index);
            return;
        }

        if (!View.Contains(input.X, input.Y)) return;
        foreach (Control control in _rows)
        {
            if (!control.Bounds.Contains(input.X, input.Y) || !control.CanFocus || !control.Enabled) continue;
            Pressed = control;
            Focus.MoveTo(control);
            control.Press(input.X, input.Y);
            return;
        }

        // A pen has no wheel, so it scrolls by dragging the bar, or the rows at a place without a control.
        Scroll.Begin(input.Y, byBar: input.X >= View.Right - Padding);
    }

    private bool Key(InkKey key, KeyModifiers modifiers, double seconds)
    {
        if ((modifiers & ~KeyModifiers.Shift) != 0) return false;
        switch (key)
        {
            case InkKey.Escape:
                Hide(seconds);
                return true;
            case InkKey.Tab:
                Focus.Show();
                MoveFocus(modifiers.HasFlag(KeyModifiers.Shift) ? -1 : 1);
                return true;
            case InkKey.PageUp or InkKey.PageDown:
                Scroll.MoveBy((key == InkKey.PageDown ? 0.8f : -0.8f) * View.Height);
                return true;
            case InkKey.Left or InkKey.Right when Focus.IsOnTabs:
                Focus.Show();
                int index = tabs.ToList().IndexOf(Tab) + (key == InkKey.Right ? 1 : -1);
                ShowTab((index + tabs.Count) % tabs.Count);
                return true;
            case InkKey.Down when Focus.IsOnTabs:
                MoveFocus(1);
                return true;
        }

        if (Focus.Current is not { Enabled: true } focused || !focused.Key(key, modifiers)) return false;
        Focus.Show();
        return true;
    }

    private void ShowTab(int tab)
    {
        if (tabs[tab] != Tab) Scroll.MoveTo(0);
        Tab = tabs[tab];
        Focus.MoveToTabs();
        Place();
    }

    /// <param name="step">1 for the next row, −1 for the previous one.</param>
    private void MoveFocus(int step)
    {
        if (Focus.Move(step, _rows) is not { } shown) return;
        // Scrolls the row into view with a part of its neighbour, which shows that there are more rows.
        if (shown.Bounds.Y < View.Y + 8) Scroll.MoveBy(shown.Bounds.Y - View.Y - 24);
        else if (shown.Bounds.Bottom > View.Bottom - 8) Scroll.MoveBy(shown.Bounds.Bottom - View.Bottom + 24);
    }
}
