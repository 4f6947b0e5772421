using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A button that runs an action.</summary>
internal sealed class Button(string label) : Control(label)
{
    public required Action Act { get; init; }

    public override float Height => 36;

    public Box Face => Bounds with { Y = Bounds.Y + 3, Height = 28 };

    public override void Press(float x, float y)
    {
        if (Face.Contains(x, y)) Act();
    }

    public override bool Key(InkKey key, KeyModifiers modifiers)
    {
        if (key is not (InkKey.Space or InkKey.Enter)) return false;
        Act();
        return true;
    }
}
