namespace HmRnnInk.App.Ui.Controls;

/// <summary>A few words between the rows, broken where the text says so.</summary>
public sealed class Note(params string[] lines) : Control("")
{
    public const float LineHeight = 15;

    public string[] Lines => lines;

    public override float Height => lines.Length * LineHeight + 9;

    public override bool CanFocus => false;
}
