namespace HmRnnInk.App.Canvas.Text;

/// <summary>Which part of a text its x is: the left end, the middle or the right end.</summary>
internal enum TextAlign
{
    Left,
    Centre,
    Right,
}
