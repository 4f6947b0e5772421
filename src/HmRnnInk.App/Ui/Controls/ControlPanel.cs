using System.Runtime.InteropServices;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>
/// The card of controls over the page's right side, and the button at the window's edge that opens it: where its rows are, what is open,
/// pressed, pointed at and focused. <see cref="ControlPanelPainter"/> draws it.
/// </summary>
public sealed class ControlPanel(IReadOnlyList<ControlTab> tabs) : IInputTarget
{
    public const float Width = 300, Padding = 18, HeadHeight = 44, Margin = 12, CloseSize = 28;

    private const double SlideSeconds = 0.16;
    /// <summary>Above the first row and below the last.</summary>
    private const float EndGap = 8;

    /// <summary>Of the card's edge below the rows: those that are scrolled past it leave it free.</summary>
    private const float Border = 1;

    private const float NotchHeight = 48;

    // The rows of the tab that is open, as they were laid out last; the tabs' names count as the first thing to focus.
    private readonly List<Control> _rows = [];
    private Control? _pressed;
    private Control? _focused;
    private bool _focusOnTabs;
    private double _moved = double.NegativeInfinity;
    private float _right, _top, _height;

    public IReadOnlyList<ControlTab> Tabs => tabs;

    public ControlTab Tab { get; private set; } = tabs[0];

    public bool IsOpen { get; private set; }

    /// <summary>Of the tab that is open, those that are shown.</summary>
    public ReadOnlySpan<Control> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The card, where it is when the panel is open.</summary>
    public Box Card { get; private set; }

    /// <summary>By how much it is drawn further to the right, on its way in or out.</summary>
    public float Slide { get; private set; }

    /// <summary>Whether anything of the card is to be drawn.</summary>
    public bool Visible { get; private set; }

    /// <summary>The card's part that rows are seen in.</summary>
    public Box View { get; private set; }

    /// <summary>The button that opens and closes the card.</summary>
    public Box EdgeButton { get; private set; }

    /// <summary>By how much the rows are moved up.</summary>
    public float Scroll { get; private set; }

    /// <summary>Of all rows together.</summary>
    public float ContentHeight { get; private set; }

    /// <summary>Where the pointer is; NaN while it is elsewhere.</summary>
    public (float X, float Y) Pointer { get; private set; } = (float.NaN, float.NaN);

    /// <summary>What the arrows change.</summary>
    public Control? Focused => HasKeyboard ? _focused : null;

    public bool TabsFocused => HasKeyboard && _focusOnTabs;

    /// <summary>Whether keys come here first.</summary>
    public bool HasKeyboard { get; private set; }

    /// <summary>Whether the focus came by keys, so that it has to be seen.</summary>
    public bool ShowsFocus { get; private set; }

    public Control? Pressed => _pressed;

    public bool WantsKeyboard => IsOpen;

    public Box Close => new(Card.Right - Padding / 2 - CloseSize, Card.Y + (HeadHeight - CloseSize) / 2, CloseSize, CloseSize);

    public void Open(double seconds) => SetOpen(true, seconds);

    public void Shut(double seconds) => SetOpen(false, seconds);

    /// <summary>The panel has the keyboard by the key that opened it: its focus is to be seen.</summary>
    public void TakeKeyboard()
    {
        (HasKeyboard, ShowsFocus) = (true, true);
        if (_focused is null) _focusOnTabs = true;
    }

    public void KeyboardLeft() => (HasKeyboard, ShowsFocus) = (false, false);

    /// <summary>Places everything for a frame.</summary>
    /// <param name="width">Of the window, as <paramref name="height"/>, pen units.</param>
    /// <param name="edge">Where the button is.</param>
    /// <param name="pageRight">The sheet's right edge, beside its top <paramref name="pageTop"/>.</param>
    public void Layout(float width, float height, Box edge, float pageRight, float pageTop, double seconds)
    {
        EdgeButton = edge;
        (_right, _top, _height) = (pageRight - Margin, pageTop + Margin, height);
        Place();
        float progress = (float)Math.Clamp((seconds - _moved) / SlideSeconds, 0, 1);
        float openness = IsOpen ? 1 - (1 - progress) * (1 - progress) : 1 - progress * progress;
        Slide = (1 - openness) * (width - Card.X + 24);
        Visible = openness > 0;
    }

    public Box TabBox(int index)
    {
        float width = (Close.X - Card.X - Padding - 8) / tabs.Count;
        return new(Card.X + Padding - 8 + index * width, Card.Y + 6, width, HeadHeight - 12);
    }

    public bool Contains(float x, float y) => EdgeButton.Contains(x, y) || IsOpen && Card.Contains(x, y);

    public void PointerLeft() => Pointer = (float.NaN, float.NaN);

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                Pointer = (input.X, input.Y);
                Press(input.X, input.Y, seconds);
                return true;
            case InputKind.PenMove:
                Pointer = (input.X, input.Y);
                _pressed?.Drag(input.X, input.Y);
                return true;
            case InputKind.PenUp or InputKind.FocusLost:
                _pressed = null;
                return true;
            case InputKind.Scroll:
                Scroll -= input.Y * NotchHeight; // the next layout brings it within bounds
                return true;
            case InputKind.KeyDown:
                return HasKeyboard && Key(input.Key, input.Modifiers, seconds);
            default:
                return false;
        }
    }

    /// <summary>Anew after each change: what comes in the same frame is for what is open then, though none of it was seen yet.</summary>
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
        Scroll = Math.Clamp(Scroll, 0, Math.Max(0, ContentHeight - View.Height));
        float at = View.Y + EndGap - Scroll;
        foreach (Control control in _rows)
        {
            control.Bounds = new Box(Card.X + Padding, at, Width - 2 * Padding, control.Height);
            at += control.Height;
        }

        if (_focused is not null && !_rows.Contains(_focused)) _focused = null;
    }

    private void SetOpen(bool open, double seconds)
    {
        if (open == IsOpen) return;
        (IsOpen, _moved, _pressed) = (open, seconds, null);
    }

    private void Press(float x, float y, double seconds)
    {
        if (EdgeButton.Contains(x, y))
        {
            SetOpen(!IsOpen, seconds);
            return;
        }

        (HasKeyboard, ShowsFocus) = (true, false);
        if (Close.Contains(x, y))
        {
            Shut(seconds);
            return;
        }

        for (int index = 0; index < tabs.Count; index++)
        {
            if (!TabBox(index).Contains(x, y)) continue;
            Turn(index);
            return;
        }

        if (!View.Contains(x, y)) return;
        foreach (Control control in _rows)
        {
            if (!control.Bounds.Contains(x, y) || !control.CanFocus || !control.Enabled) continue;
            (_pressed, _focused, _focusOnTabs) = (control, control, false);
            control.Press(x, y);
            return;
        }
    }

    private bool Key(InkKey key, KeyModifiers modifiers, double seconds)
    {
        if ((modifiers & ~KeyModifiers.Shift) != 0) return false;
        switch (key)
        {
            case InkKey.Escape:
                Shut(seconds);
                KeyboardLeft();
                return true;
            case InkKey.Tab:
                ShowsFocus = true;
                MoveFocus(modifiers.HasFlag(KeyModifiers.Shift) ? -1 : 1);
                return true;
            case InkKey.PageUp or InkKey.PageDown:
                Scroll += (key == InkKey.PageDown ? 0.8f : -0.8f) * View.Height;
                return true;
            case InkKey.Left or InkKey.Right when _focusOnTabs:
                ShowsFocus = true;
                int index = tabs.ToList().IndexOf(Tab) + (key == InkKey.Right ? 1 : -1);
                Turn((index + tabs.Count) % tabs.Count);
                return true;
            case InkKey.Down when _focusOnTabs:
                MoveFocus(1);
                return true;
        }

        if (_focused is not { Enabled: true } || !_focused.Key(key, modifiers)) return false;
        ShowsFocus = true;
        return true;
    }

    private void Turn(int tab)
    {
        if (tabs[tab] != Tab) Scroll = 0;
        (Tab, _focused, _focusOnTabs) = (tabs[tab], null, true);
        Place();
    }

    /// <summary>Through the tabs' names and the rows, round and round.</summary>
    private void MoveFocus(int step)
    {
        List<Control> stops = [.. _rows.Where(row => row.CanFocus && row.Enabled)];
        int now = _focusOnTabs ? 0 : _focused is { } control ? stops.IndexOf(control) + 1 : 0;
        int next = (now + step + stops.Count + 1) % (stops.Count + 1);
        _focusOnTabs = next == 0;
        _focused = next == 0 ? null : stops[next - 1];
        if (_focused is not { } shown) return;
        // Into sight, with the row's neighbour to tell that there is more.
        if (shown.Bounds.Y < View.Y + 8) Scroll -= View.Y + 24 - shown.Bounds.Y;
        else if (shown.Bounds.Bottom > View.Bottom - 8) Scroll += shown.Bounds.Bottom - View.Bottom + 24;
    }
}
