using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui;

/// <summary>Runs the commands whose keys are pressed. The parts of the window above it get the keys first.</summary>
internal sealed class CommandKeys(CommandSet commands) : IInputTarget
{
    public bool Contains(float x, float y) => false;

    public bool Take(in InputEvent input, double seconds) =>
        input.Kind == InputKind.KeyDown && commands.Press(new KeyPress(input.Key, input.Modifiers, seconds));
}
