namespace HmRnnInk.App.Canvas.Text;

/// <summary>The bundled weights of Inter.</summary>
internal enum FontWeight
{
    Regular,
    SemiBold,
}
