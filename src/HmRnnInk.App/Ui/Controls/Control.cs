using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>A row of the panel: what it holds and what pointer and keys do to it. <see cref="ControlPainter"/> draws it.</summary>
/// <param name="label">Its name, for people.</param>
public abstract class Control(string label)
{
    public string Label => label;

    /// <summary>Where it is; set by the panel before anything is asked of it.</summary>
    public Box Bounds { get; set; }

    /// <summary>Pen units, in a panel of the usual width.</summary>
    public abstract float Height { get; }

    /// <summary>False for what only tells something.</summary>
    public virtual bool CanFocus => true;

    /// <summary>Whether there is such a thing now; null for always.</summary>
    public Func<bool>? ShownWhen { get; init; }

    /// <summary>Whether it has an effect now; without one it is drawn faintly and takes nothing. Null for always.</summary>
    public Func<bool>? EnabledWhen { get; init; }

    public bool Shown => ShownWhen is null || ShownWhen();

    public bool Enabled => EnabledWhen is null || EnabledWhen();

    /// <summary>The pointer pressed it there, pen units.</summary>
    public virtual void Press(float x, float y)
    {
    }

    /// <summary>The pointer that pressed it moved; it may be outside.</summary>
    public virtual void Drag(float x, float y)
    {
    }

    /// <returns>Whether the key means something to it.</returns>
    public virtual bool Key(InkKey key, KeyModifiers modifiers) => false;
}
