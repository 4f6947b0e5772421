namespace HmRnnInk.App.Canvas.Text;

/// <summary>The part of a text that is at its position.</summary>
internal enum TextAlign
{
    Left,
    Centre,
    Right,
}
