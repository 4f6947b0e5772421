using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Ui.Learning;

/// <summary>The progress of <see cref="LearnHand"/> in the window's header. A press shows its menu, or how the training ended.</summary>
internal sealed class LearnBadge(LearnHand learn) : IInputTarget
{
    /// <summary>The left edge, to the right of the longest text that says whose turn it is, window units.</summary>
    private const float Left = 200;

    private const float TextSize = 12, Height = 20, Padding = 10;

    private Box _face;
    private bool _hovered;

    public bool Contains(float x, float y) => _face.Contains(x, y);

    public void PointerLeft() => _hovered = false;

    public bool Take(in InputEvent input, double seconds)
    {
        _hovered = input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp && Contains(input.X, input.Y);
        if (input.Kind == InputKind.PenDown && _hovered) learn.Press();
        return _hovered;
    }

    /// <returns>X of its right edge; 0 if there is nothing to show.</returns>
    public float Draw(UiRenderer ui, Palette palette, PageLayout page)
    {
        _face = default;
        if (learn.Status is not { } status) return 0;
        float width = ui.Measure(status, TextSize, FontWeight.SemiBold) + 2 * Padding;
        float baseline = page.HeaderBaseline;
        _face = new Box(page.X + Left, baseline - TextSize * UiRenderer.HalfCapital - Height / 2, width, Height);
        ui.Rect(_face, Height / 2, _hovered ? palette.PanelBorder : palette.Panel, palette.PanelBorder);
        uint done = palette.Ink.Of(byModel: true, 1).WithAlpha(0x38);
        if (learn.IsLearning) ui.Rect(_face.X, _face.Y, Math.Max(Height, width * (float)learn.Share), Height, Height / 2, done);
        ui.Text(status, _face.X + Padding, baseline, TextSize, palette.Text, FontWeight.SemiBold);
        return _face.Right;
    }
}
