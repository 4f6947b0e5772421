namespace HmRnnInk.App.Ui.Controls;

/// <summary>A heading for the rows below it.</summary>
internal sealed class Heading(string label) : Control(label)
{
    public override float Height => 28;

    public override bool CanFocus => false;
}
