using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui;

/// <summary>The button in the window's header that opens the menu of commands.</summary>
internal sealed class MenuButton(Action open) : IInputTarget
{
    /// <summary>The width in window units.</summary>
    public const float Width = 62;

    private const float TextSize = 12;
    private bool _hovered;

    /// <summary>The place of the button. Set it before each frame.</summary>
    public Box Face { get; set; }

    public bool Contains(float x, float y) => Face.Contains(x, y);

    public void PointerLeft() => _hovered = false;

    public bool Take(in InputEvent input, double seconds)
    {
        _hovered = input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp && Contains(input.X, input.Y);
        if (input.Kind == InputKind.PenDown) open();
        return input.Kind is InputKind.PenDown or InputKind.PenMove or InputKind.PenUp;
    }

    public void Draw(UiRenderer ui, Palette palette)
    {
        if (_hovered) ui.Rect(Face, 6, palette.PanelBorder);
        float x = Face.X + 9;
        for (int line = -1; line <= 1; line++) ui.Line(x, Face.CentreY + 4 * line, x + 12, Face.CentreY + 4 * line, 1.5f, palette.Text);
        ui.Text("menu", x + 18, Face.Baseline(TextSize), TextSize, palette.Text, FontWeight.SemiBold);
    }
}
