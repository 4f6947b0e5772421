using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Tools;

/// <summary>
/// The toolbar in the margin to the left of the sheet and the score. It has a button for each command with an icon, so that the window can
/// be used with a pen alone.
/// </summary>
internal sealed class Toolbar(CommandSet commands) : IInputTarget
{
    /// <summary>
    /// The maximum distance from the top of a button to that of the next, the gap between them, and the space on both sides of them, window
    /// units.
    /// </summary>
    private const float Pitch = 27, Gap = 3, Side = 1;

    private readonly List<ToolButton> _buttons = [];
    private PageLayout? _layout;
    private int _rows;

    /// <summary>From top to bottom.</summary>
    public IReadOnlyList<ToolButton> Buttons => _buttons;

    /// <summary>The index of the button under the pointer; null for none.</summary>
    public int? Hovered { get; private set; }

    /// <summary>Places the buttons beside the sheet.</summary>
    public void Layout(PageLayout layout)
    {
        if (ReferenceEquals(layout, _layout) && _rows == commands.Rows.Count) return;
        (_layout, _rows) = (layout, commands.Rows.Count);
        _buttons.Clear();
        (CommandRow Row, Command Command)[] items =
            [.. commands.Rows.SelectMany(row => row.Commands.Select(command => (Row: row, Command: command)))
                .Where(item => item.Command.Icon is not null).OrderBy(item => item.Command.Icon)];
        float bottom = layout.SlipHeight > 0 ? layout.SlipY + layout.SlipHeight : layout.Bottom;
        float pitch = Math.Min(Pitch, (bottom - layout.Y) / Math.Max(1, items.Length)), size = Math.Min(pitch - Gap, layout.X - 2 * Side);
        for (int index = 0; index < items.Length; index++)
        {
            var face = new Box(layout.X - size - Side, layout.Y + index * pitch, size, size);
            _buttons.Add(new ToolButton(items[index].Row, items[index].Command, face));
        }
    }

    public bool Contains(float x, float y) => At(x, y) is not null;

    public void PointerLeft() => Hovered = null;

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove or InputKind.PenUp:
                Hovered = At(input.X, input.Y);
                return true;
            case InputKind.PenDown:
                Hovered = At(input.X, input.Y);
                if (Hovered is { } pressed && _buttons[pressed].Row.IsEnabled) _buttons[pressed].Command.Run(seconds);
                return true;
            default:
                return false;
        }
    }

    /// <returns>The index of the button at a place; null for none.</returns>
    private int? At(float x, float y)
    {
        for (int index = 0; index < _buttons.Count; index++)
            if (_buttons[index].Face.Contains(x, y)) return index;
        return null;
    }
}
