using HmRnnInk.App.Input;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>
/// The tool that the person has chosen for the pen. It gets the pen's input, unless it is <see cref="PenTool.Write"/>. The eraser end of a
/// pen always erases.
/// </summary>
internal sealed class PenTools(LiveInk ink, InkSelection selection)
{
    private readonly Eraser _eraser = new(ink);
    private bool _byEraserEnd;

    public PenTool Tool { get; private set; }

    public Lasso Lasso { get; } = new(ink, selection);

    /// <summary>Selects a tool. If it is selected already, the pen writes again.</summary>
    public void Choose(PenTool tool)
    {
        Tool = tool == Tool ? PenTool.Write : tool;
        Lasso.Cancel();
        _eraser.Lift();
        if (Tool == PenTool.Erase) selection.Clear();
        if (Tool != PenTool.Write) ink.StopWriting();
    }

    /// <param name="input">The event with its place in page units.</param>
    /// <param name="unit">One window unit in page units.</param>
    /// <returns>Whether the event was for the tool, so that it writes nothing.</returns>
    public bool Take(in InputEvent input, float unit)
    {
        if (input.Kind == InputKind.PenDown)
        {
            _byEraserEnd = input.Erases;
            if (_byEraserEnd) selection.Clear();
        }

        return Tool switch
        {
            _ when _byEraserEnd => _eraser.Take(input, unit),
            PenTool.Erase => _eraser.Take(input, unit),
            PenTool.Select => Lasso.Take(input, unit),
            _ => false,
        };
    }
}
