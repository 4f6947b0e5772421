namespace HmRnnInk.App.Ui.Controls;

/// <summary>A tab of the control panel.</summary>
/// <param name="Controls">Each of them is a row.</param>
internal sealed record ControlTab(string Name, params Control[] Controls);
