using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// The state of the list of keys. Any click or Esc hides the list; a click on a key also runs its command. All other keys work as usual.
/// </summary>
internal sealed class HelpCard : IInputTarget
{
    /// <summary>The keys and where they were drawn, in window units.</summary>
    public List<(Box Place, CommandRow Row, Command Command)> Keys { get; } = [];

    public bool IsShown { get; private set; }

    public bool TakesKeysFirst => IsShown;

    public void Toggle() => IsShown = !IsShown;

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (!IsShown || input is not ({ Kind: InputKind.PenDown } or { Kind: InputKind.KeyDown, Key: InkKey.Escape })) return false;
        IsShown = false;
        if (input.Kind == InputKind.PenDown) Run(input, seconds);
        return true;
    }

    private void Run(in InputEvent click, double seconds)
    {
        foreach ((Box place, CommandRow row, Command command) in Keys)
        {
            if (!place.Contains(click.X, click.Y)) continue;
            if (row.IsEnabled) command.Run(seconds);
            return;
        }
    }
}
