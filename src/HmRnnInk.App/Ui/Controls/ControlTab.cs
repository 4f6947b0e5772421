namespace HmRnnInk.App.Ui.Controls;

/// <summary>A tab of the control panel. Each control is a row.</summary>
internal sealed class ControlTab(string name)
{
    public string Name => name;

    public List<Control> Controls { get; } = [];
}
