using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A row of the control panel: its state, and how it handles pointer and keys. <see cref="ControlPainter"/> draws it.</summary>
/// <param name="label">The name that the panel shows.</param>
internal abstract class Control(string label)
{
    public string Label => label;

    /// <summary>The place of the control in window units. The panel sets it before it is used.</summary>
    public Box Bounds { get; set; }

    /// <summary>The height in window units.</summary>
    public abstract float Height { get; }

    /// <summary>False for a control that only displays something.</summary>
    public virtual bool CanFocus => true;

    /// <summary>Whether the control is shown now; null for always.</summary>
    public Func<bool>? ShownWhen { get; init; }

    /// <summary>Whether the control is enabled now; null for always. A disabled control is drawn faintly and takes no input.</summary>
    public Func<bool>? EnabledWhen { get; init; }

    public bool Shown => ShownWhen is null || ShownWhen();

    public bool Enabled => EnabledWhen is null || EnabledWhen();

    /// <summary>Handles a press of the pointer at a place in window units.</summary>
    public virtual void Press(float x, float y)
    {
    }

    /// <summary>Handles a move of the pressed pointer, which may be outside the control.</summary>
    public virtual void Drag(float x, float y)
    {
    }

    /// <returns>Whether the control handled the key.</returns>
    public virtual bool Key(InkKey key, KeyModifiers modifiers) => false;
}
