using HmRnnInk.App.Canvas;
using HmRnnInk.App.Commands;

namespace HmRnnInk.App.Ui.Tools;

/// <summary>A button of the toolbar.</summary>
/// <param name="Row">The row of the command, which says whether it is enabled.</param>
/// <param name="Face">Where the button is drawn, in window units.</param>
internal sealed record ToolButton(CommandRow Row, Command Command, Box Face)
{
    /// <summary>The name of the command and its keys, which are shown while the pointer is over the button.</summary>
    public string Tip { get; } = Command.Caps is [var caps, ..] ? $"{Command.Label}   {string.Join(' ', caps)}" : Command.Label;
}
