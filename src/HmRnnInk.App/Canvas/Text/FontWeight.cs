namespace HmRnnInk.App.Canvas.Text;

/// <summary>The bundled weights of Inter.</summary>
public enum FontWeight
{
    Regular,
    SemiBold,
}
