using System.Runtime.InteropServices;

namespace HmRnnInk.App.Canvas;

/// <summary>One instance of <c>ui.vert</c>, in pixels. The fields are in the order of the buffer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UiShape
{
    public float X, Y, Width, Height;
    public float TexelX, TexelY, TexelWidth, TexelHeight;
    public uint Fill, Border;
    public float Kind, Radius, BorderWidth, Softness;

    public const float Box = 0, Glyph = 1, Line = 2;
}
