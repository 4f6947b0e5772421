namespace HmRnnInk.App.Ui.Controls;

/// <summary>A short text between the rows, one argument per line.</summary>
internal sealed class Note(params string[] lines) : Control("")
{
    public const float LineHeight = 15;

    public string[] Lines => lines;

    public override float Height => lines.Length * LineHeight + 9;

    public override bool CanFocus => false;
}
