using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Files;

/// <summary>A menu in the middle of the window, used by keys or pointer. While it is shown, it takes all input.</summary>
public sealed class MenuCard : IInputTarget
{
    private IReadOnlyList<MenuItem> _items = [];
    private (float Width, float Height) _window = (float.PositiveInfinity, float.PositiveInfinity); // until the first layout

    public bool IsShown { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The index of the selected item.</summary>
    public int Selected { get; private set; }

    /// <summary>The index of the first visible item.</summary>
    public int FirstShown { get; private set; }

    public IReadOnlyList<MenuItem> Items => _items;

    /// <param name="items">The items. Without items nothing is shown.</param>
    /// <param name="at">Where its upper left corner is, in pen units; null for the middle of the window.</param>
    public void Show(string title, IReadOnlyList<MenuItem> items, (float X, float Y)? at = null)
    {
        (Title, _items, Selected, FirstShown, IsShown, At) = (title, items, 0, 0, items.Count > 0, at);
    }

    /// <inheritdoc cref="Show"/>
    public (float X, float Y)? At { get; private set; }

    /// <summary>Sets the size of the window in pen units.</summary>
    public void Layout(float width, float height) => _window = (width, height);

    private int Rows => MenuPanel.RowsIn(_window.Height);

    public bool TakesKeysFirst => IsShown;

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (!IsShown) return false;
        switch (input.Kind)
        {
            case InputKind.PenMove:
                if (ItemAt(input.X, input.Y) is { } pointed) Selected = pointed;
                return true;
            case InputKind.PenDown:
                if (ItemAt(input.X, input.Y) is { } pressed) Choose(pressed);
                else if (!MenuPanel.Contains(this, _window.Width, _window.Height, input.X, input.Y)) IsShown = false;
                return true;
            case InputKind.Scroll:
                Select(Selected - Math.Sign(input.Y));
                return true;
            case InputKind.KeyDown when input.Modifiers.HasFlag(KeyModifiers.Control):
                IsShown = false; // a command such as Quit
                return false;
            case InputKind.KeyDown:
                Press(input.Key);
                return true;
            case InputKind.FocusLost or InputKind.ScaleChanged or InputKind.FilesDropped:
                return false;
            default:
                return true;
        }
    }

    private void Press(InkKey key)
    {
        switch (key)
        {
            case InkKey.Escape: IsShown = false; break;
            case InkKey.Up: Select(Selected - 1); break;
            case InkKey.Down or InkKey.Tab: Select(Selected + 1); break;
            case InkKey.PageUp: Select(Selected - Rows); break;
            case InkKey.PageDown: Select(Selected + Rows); break;
            case InkKey.Home: Select(0); break;
            case InkKey.End: Select(_items.Count - 1); break;
            case InkKey.Enter or InkKey.Space: Choose(Selected); break;
            case >= InkKey.Digit1 and <= InkKey.Digit9 when FirstShown + (key - InkKey.Digit1) is var item
                && item < Math.Min(_items.Count, FirstShown + Rows):
                Choose(item); break;
        }
    }

    private void Select(int item)
    {
        Selected = Math.Clamp(item, 0, _items.Count - 1);
        FirstShown = Math.Clamp(FirstShown, Math.Max(0, Selected - Rows + 1), Selected);
    }

    private void Choose(int item)
    {
        IsShown = false;
        _items[item].Choose();
    }

    private int? ItemAt(float x, float y) =>
        MenuPanel.RowAt(this, _window.Width, _window.Height, x, y) is { } row && FirstShown + row < _items.Count ? FirstShown + row : null;
}
