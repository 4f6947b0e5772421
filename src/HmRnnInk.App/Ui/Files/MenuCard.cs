using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Keyboard;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Ui.Files;

/// <summary>
/// The menu: what it shows, and what keys and the pointer do with it. While it is shown, it takes pointer events and key presses, except
/// keys with Ctrl that do not edit a name: these close it and are left to the commands.
/// </summary>
/// <param name="keyboard">The on-screen keyboard for new names; null if there is none.</param>
/// <param name="window">The window whose clipboard the keys use; null if there is none.</param>
internal sealed class MenuCard(ScreenKeyboard? keyboard = null, IInkWindow? window = null) : IInputTarget, ITextField
{
    public const InkKey PreviousKey = InkKey.Up, NextKey = InkKey.Down, ConfirmKey = InkKey.Enter, RenameKey = InkKey.F2,
        DeleteKey = InkKey.Delete, CloseKey = InkKey.Escape;

    public bool IsShown { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Its upper left corner in window units; null if it is in the middle of the window.</summary>
    public (float X, float Y)? At { get; private set; }

    /// <summary>The size of the window in window units; infinite until it is set.</summary>
    public (float Width, float Height) Window { get; set; } = (float.PositiveInfinity, float.PositiveInfinity);

    public int Selected { get; private set; }

    /// <summary>The index of the first visible item.</summary>
    public int FirstShown { get; private set; }

    public IReadOnlyList<MenuItem> Items { get; private set; } = [];

    public bool HasPictures { get; private set; }

    public bool CanRename { get; private set; }

    public bool CanDelete { get; private set; }

    /// <summary>The editor of the selected item's new name while it is edited; otherwise null.</summary>
    public NameEditor? Editor { get; private set; }

    /// <summary>Whether there is an on-screen keyboard for names.</summary>
    public bool HasKeyboard => keyboard is not null;

    public bool IsTyping => IsShown && Editor is not null;

    public Box Field => MenuPanel.RowOf(this, Selected - FirstShown);

    public string DoneLabel => "done";

    public bool TakesKeysFirst => IsShown;

    private int Rows => MenuPanel.RowsThatFit(this);

    /// <summary>Shows other items.</summary>
    /// <param name="items">The items. If there are none, nothing is shown.</param>
    /// <param name="at">See <see cref="At"/>.</param>
    /// <param name="selected">The item that is selected at first.</param>
    public void Show(string title, IReadOnlyList<MenuItem> items, (float X, float Y)? at = null, int selected = 0)
    {
        (Title, Items, Selected, FirstShown, IsShown, At, Editor) = (title, items, 0, 0, items.Count > 0, at, null);
        HasPictures = items.Any(item => item.Picture is not null);
        (CanRename, CanDelete) = (items.Any(item => item.Rename is not null), items.Any(item => item.Delete is not null));
        if (IsShown) Select(selected);
    }

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (!IsShown) return false;
        switch (input.Kind)
        {
            case InputKind.PenMove:
                if (Editor is null && ItemAt(input.X, input.Y) is { } pointed) Selected = pointed;
                return true;
            case InputKind.PenDown:
                if (ItemAt(input.X, input.Y) is { } pressed) Press(pressed, input.X, input.Y);
                else if (MenuPanel.StepAt(this, input.X, input.Y) is var step and not 0) ScrollPage(step);
                else if (!MenuPanel.Place(this).Contains(input.X, input.Y)) IsShown = false;
                return true;
            case InputKind.Scroll:
                if (Editor is null) Select(Selected - Math.Sign(input.Y));
                return true;
            case InputKind.KeyDown when input.HasControl && input.Key != InkKey.Unknown: // Windows reports Ctrl itself like this
                if (Editor is { } edited && EditWithControl(edited, input.Key)) return true;
                IsShown = false; // the key is for a command, such as Quit
                return false;
            case InputKind.KeyDown:
                if (Editor is null) Press(input.Key);
                else Edit(input.Key);
                return true;
            case InputKind.Character:
                Editor?.Type(input.Character);
                return true;
            // The page must learn that Space is released, although it was pressed before the menu was shown.
            case InputKind.KeyUp or InputKind.FocusLost or InputKind.ScaleChanged or InputKind.FilesDropped:
                return false;
            default:
                return true;
        }
    }

    private void Press(InkKey key)
    {
        switch (key)
        {
            case CloseKey: IsShown = false; break;
            case PreviousKey: Select(Selected - 1); break;
            case NextKey or InkKey.Tab: Select(Selected + 1); break;
            case InkKey.PageUp: Select(Selected - Rows); break;
            case InkKey.PageDown: Select(Selected + Rows); break;
            case InkKey.Home: Select(0); break;
            case InkKey.End: Select(Items.Count - 1); break;
            case ConfirmKey or InkKey.Space: Choose(Selected); break;
            case RenameKey: BeginRename(); break;
            case DeleteKey: Delete(); break;
            case >= InkKey.Digit1 and <= InkKey.Digit9 when FirstShown + (key - InkKey.Digit1) is var item
                && item < Math.Min(Items.Count, FirstShown + Rows):
                Choose(item); break;
        }
    }

    /// <summary>
    /// Handles a press on a row. While a name is edited, a press on the pencil confirms it, one on the keyboard button opens or closes the
    /// on-screen keyboard, and one on another row discards the name.
    /// </summary>
    private void Press(int item, float x, float y)
    {
        MenuAction action = MenuPanel.ActionAt(this, x, y);
        if (Editor is not null)
        {
            if (item != Selected) Editor = null;
            else if (action == MenuAction.Rename) Rename();
            else if (action == MenuAction.Keyboard) keyboard?.Toggle(this);
            return;
        }

        Selected = item;
        if (action == MenuAction.Rename) BeginRename();
        else if (action == MenuAction.Delete) Delete();
        else Choose(item);
    }

    /// <summary>Handles a key while a name is edited.</summary>
    private void Edit(InkKey key)
    {
        switch (key)
        {
            case CloseKey: Editor = null; break;
            case ConfirmKey: Rename(); break;
            default: Editor!.Press(key); break;
        }
    }

    /// <summary>Handles a key with Ctrl while a name is edited. A name has no selection, so all of it is copied or cut.</summary>
    /// <returns>False for a key that has nothing to do with text.</returns>
    private bool EditWithControl(NameEditor name, InkKey key)
    {
        switch (key)
        {
            case InkKey.V:
                foreach (char character in window?.ClipboardText ?? "") name.Type(char.IsWhiteSpace(character) ? ' ' : character);
                return true;
            case InkKey.C or InkKey.X:
                window?.ClipboardText = name.Name;
                if (key == InkKey.X) Editor = new NameEditor("");
                return true;
            case >= InkKey.Backspace and <= InkKey.End:
                name.Press(key);
                return true;
            default:
                return key is InkKey.A or InkKey.Y or InkKey.Z;
        }
    }

    private void BeginRename()
    {
        if (Items[Selected].Rename is not null) Editor = new NameEditor(Items[Selected].Label);
    }

    private void Rename()
    {
        (string name, Editor) = (Editor!.Name.Trim(), null);
        if (name.Length > 0 && name != Items[Selected].Label) Items[Selected].Rename!(name);
    }

    private void Delete() => Items[Selected].Delete?.Invoke();

    private void Select(int item)
    {
        Selected = Math.Clamp(item, 0, Items.Count - 1);
        FirstShown = Math.Clamp(FirstShown, Math.Max(0, Selected - Rows + 1), Selected);
    }

    /// <summary>Scrolls by as many items as are visible.</summary>
    /// <param name="step">1 for the next, −1 for the previous.</param>
    private void ScrollPage(int step)
    {
        Editor = null;
        FirstShown = Math.Clamp(FirstShown + step * Rows, 0, Math.Max(0, Items.Count - Rows));
        Selected = Math.Clamp(Selected, FirstShown, FirstShown + Rows - 1);
    }

    private void Choose(int item)
    {
        IsShown = false;
        Items[item].Choose();
    }

    private int? ItemAt(float x, float y) =>
        MenuPanel.RowAt(this, x, y) is { } row && FirstShown + row < Items.Count ? FirstShown + row : null;
}
