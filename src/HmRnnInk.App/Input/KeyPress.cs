using HmRnnInk.App.Window;

namespace HmRnnInk.App.Input;

/// <summary>A key that went down.</summary>
public readonly record struct KeyPress(InkKey Key, KeyModifiers Modifiers, double Seconds)
{
    public bool Shift => Modifiers.HasFlag(KeyModifiers.Shift);
}
