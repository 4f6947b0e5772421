using HmRnnInk.App.Input;

namespace HmRnnInk.App.Commands;

/// <summary>A key press at a time.</summary>
internal readonly record struct KeyPress(InkKey Key, KeyModifiers Modifiers, double Seconds);
