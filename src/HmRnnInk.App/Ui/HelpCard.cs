using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui;

/// <summary>Shows or hides the list of keys. A click or Esc hides it. All other keys work as usual.</summary>
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
