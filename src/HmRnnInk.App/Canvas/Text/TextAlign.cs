namespace HmRnnInk.App.Canvas.Text;

/// <summary>Which end of a text its position is.</summary>
public enum TextAlign
{
    Left,
    Centre,
    Right,
}
