namespace HmRnnInk.App.Canvas.Text;

/// <summary>The bundled cuts of Inter.</summary>
public enum FontWeight
{
    Regular,
    SemiBold,
}
