using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui;

/// <summary>Handles clicks on the legend. They select the next colour mode, or with the right button the previous one.</summary>
internal sealed class LegendInput(LiveInk ink, Look look) : IInputTarget
{
    /// <summary>Where the legend was drawn.</summary>
    public Box Face { get; set; }

    public bool Contains(float x, float y) => ink.Layers > 0 && Face.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        if (input.Kind is InputKind.PenDown or InputKind.SecondaryDown)
            look.Change(look.Colours.OtherMode(input.Kind == InputKind.PenDown ? 1 : -1));
        return input.Kind is InputKind.PenDown or InputKind.SecondaryDown or InputKind.PenMove or InputKind.PenUp;
    }
}
