namespace HmRnnInk.App.Ui.Controls;

/// <summary>A page of the panel. To add a row, add a control.</summary>
public sealed class ControlTab(string name)
{
    public string Name => name;

    public List<Control> Controls { get; } = [];
}
