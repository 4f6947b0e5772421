using HmRnnInk.App.Input;

namespace HmRnnInk.App.Commands;

/// <summary>A key that went down.</summary>
public readonly record struct KeyPress(InkKey Key, KeyModifiers Modifiers, double Seconds);
