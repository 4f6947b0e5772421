using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui;

/// <summary>Whether the card of keys is shown. While it is, a click or Esc closes it, and every other key does what it always does.</summary>
public sealed class HelpCard : IInputTarget
{
    public bool IsShown { get; private set; }

    public bool TakesKeysFirst => IsShown;

    public void Toggle() => IsShown = !IsShown;

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        bool closes = IsShown && input is { Kind: InputKind.PenDown } or { Kind: InputKind.KeyDown, Key: InkKey.Escape };
        if (!IsShown || !closes) return false;
        IsShown = false;
        return true;
    }
}
