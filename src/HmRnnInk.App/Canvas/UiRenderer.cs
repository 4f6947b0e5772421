using System.Runtime.InteropServices;
using System.Text;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// Draws panels, lines and text over the page, in window units. Everything between <see cref="Begin"/> and <see cref="End"/> is drawn in
/// order, with one draw call unless the clip changes or the atlas is full. Nothing is allocated once the atlas contains every glyph.
/// </summary>
internal sealed unsafe class UiRenderer : IDisposable
{
    /// <summary>
    /// Half the height of a capital, relative to the font size. It is the distance from the middle of a line of text down to its baseline.
    /// </summary>
    public const float HalfCapital = 0.36f;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly FontSet _fonts = new();
    private readonly GlyphAtlas _atlas;
    private readonly uint _vertexArray;
    private readonly uint _buffer;
    private Shape[] _shapes = new Shape[512];
    private int _count;
    private float _scale = 1;
    private int _width;
    private int _height;

    public UiRenderer(GL gl, ShaderFolder shaders)
    {
        _gl = gl;
        _shader = new ShaderProgram(gl, shaders, "ui");
        _atlas = new GlyphAtlas(gl, _fonts);
        _vertexArray = gl.GenVertexArray();
        _buffer = gl.GenBuffer();
        gl.BindVertexArray(_vertexArray);
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);
        Attribute(0, 4, 0);
        Attribute(1, 4, 16);
        IntegerAttribute(2, 32);
        IntegerAttribute(3, 36);
        Attribute(4, 4, 40);
    }

    /// <summary>An offset that is added to every x, window units.</summary>
    public float ShiftX { get; set; }

    public void Begin(in PageView view)
    {
        (_scale, _width, _height, _count) = (view.Scale, view.Width, view.Height, 0);
    }

    /// <summary>Draws a rectangle with round corners. Its edges are rounded to whole pixels.</summary>
    /// <param name="borderWidth">Width in window units, inside the edge. A border has at least one pixel.</param>
    public void Rect(float x, float y, float width, float height, float radius, uint colour, uint border = 0, float borderWidth = 1)
    {
        x += ShiftX;
        float left = MathF.Round(x * _scale), top = MathF.Round(y * _scale);
        Add(new Shape
        {
            X = left,
            Y = top,
            Width = MathF.Round((x + width) * _scale) - left,
            Height = MathF.Round((y + height) * _scale) - top,
            Fill = colour,
            Border = border,
            Kind = Shape.Box,
            Radius = radius * _scale,
            BorderWidth = border == 0 ? 0 : MathF.Max(1, MathF.Round(borderWidth * _scale)),
        });
    }

    /// <inheritdoc cref="Rect(float, float, float, float, float, uint, uint, float)"/>
    public void Rect(Box box, float radius, uint colour, uint border = 0, float borderWidth = 1) =>
        Rect(box.X, box.Y, box.Width, box.Height, radius, colour, border, borderWidth);

    /// <summary>Draws the soft shadow of a rectangle. Call it before the rectangle is drawn.</summary>
    public void Shadow(float x, float y, float width, float height, float radius, float softness, uint colour) => Add(new Shape
    {
        X = (x + ShiftX) * _scale,
        Y = y * _scale,
        Width = width * _scale,
        Height = height * _scale,
        Fill = colour,
        Kind = Shape.Box,
        Radius = radius * _scale,
        Softness = softness * _scale,
    });

    /// <summary>Draws a line with round ends. A line with two equal ends is a disc.</summary>
    public void Line(float x0, float y0, float x1, float y1, float lineWidth, uint colour) => Add(new Shape
    {
        X = (x0 + ShiftX) * _scale,
        Y = y0 * _scale,
        Width = (x1 + ShiftX) * _scale,
        Height = y1 * _scale,
        Fill = colour,
        Kind = Shape.Line,
        Radius = lineWidth * 0.5f * _scale,
    });

    /// <param name="x">X of the end that <paramref name="align"/> names.</param>
    /// <param name="baseline">Y of the baseline.</param>
    /// <param name="size">Size of the font in window units.</param>
    /// <param name="tabular">Whether all digits have the same width, so that a changing number does not move.</param>
    /// <returns>The width of the text in window units.</returns>
    public float Text(
        ReadOnlySpan<char> text, float x, float baseline, float size, uint colour, FontWeight weight = FontWeight.Regular,
        TextAlign align = TextAlign.Left, bool tabular = false)
    {
        float width = Measure(text, size, weight, tabular);
        // Quarters of a pixel limit the number of sizes in the atlas.
        float sizePixels = MathF.Round(size * _scale * 4) / 4;
        float pen = (x + ShiftX - width * ((int)align * 0.5f)) * _scale;
        float line = MathF.Round(baseline * _scale);
        foreach (Rune rune in text.EnumerateRunes())
        {
            float advance = _fonts.Advance(weight, rune, tabular) * size * _scale;

            // A narrow digit is centred in its space.
            float inset = tabular ? (advance - _fonts.Advance(weight, rune, tabular: false) * size * _scale) * 0.5f : 0;
            AddGlyph(rune, weight, sizePixels, pen + inset, line, colour);
            pen += advance;
        }

        return width;
    }

    /// <returns>The width of the text in window units.</returns>
    public float Measure(ReadOnlySpan<char> text, float size, FontWeight weight = FontWeight.Regular, bool tabular = false) =>
        _fonts.Measure(text, weight, tabular) * size;

    public void End() => Flush();

    /// <summary>Clips the following drawing to a rectangle, until <see cref="Unclip"/>.</summary>
    public void Clip(float x, float y, float width, float height)
    {
        Flush();
        int left = (int)MathF.Round((x + ShiftX) * _scale), top = (int)MathF.Round(y * _scale);
        int right = (int)MathF.Round((x + ShiftX + width) * _scale), bottom = (int)MathF.Round((y + height) * _scale);
        _gl.Enable(EnableCap.ScissorTest);
        _gl.Scissor(left, _height - bottom, (uint)Math.Max(0, right - left), (uint)Math.Max(0, bottom - top));
    }

    public void Unclip()
    {
        Flush();
        _gl.Disable(EnableCap.ScissorTest);
    }

    public void Dispose()
    {
        _shader.Dispose();
        _atlas.Dispose();
        _fonts.Dispose();
        _gl.DeleteBuffer(_buffer);
        _gl.DeleteVertexArray(_vertexArray);
    }

    private void AddGlyph(Rune rune, FontWeight weight, float sizePixels, float penX, float baseline, uint colour)
    {
        float phases = MathF.Floor(penX * GlyphAtlas.Phases + 0.5f);
        float whole = MathF.Floor(phases / GlyphAtlas.Phases);
        int phase = (int)(phases - whole * GlyphAtlas.Phases);
        if (!_atlas.TryGet(weight, rune, sizePixels, phase, out Glyph glyph))
        {
            // The atlas is full of sizes that are no longer shown. Draw what was collected, then clear the atlas.
            Flush();
            _atlas.Clear();
            if (!_atlas.TryGet(weight, rune, sizePixels, phase, out glyph)) return;
        }

        if (glyph.Width == 0) return;
        Add(new Shape
        {
            X = whole + glyph.OffsetX,
            Y = baseline + glyph.OffsetY,
            Width = glyph.Width,
            Height = glyph.Height,
            TexelX = glyph.AtlasX,
            TexelY = glyph.AtlasY,
            TexelWidth = glyph.Width,
            TexelHeight = glyph.Height,
            Fill = colour,
            Kind = Shape.Glyph,
        });
    }

    private void Add(in Shape shape)
    {
        if (_count == _shapes.Length) Array.Resize(ref _shapes, _count * 2);
        _shapes[_count++] = shape;
    }

    private void Flush()
    {
        if (_count == 0) return;
        _gl.BindVertexArray(_vertexArray);
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);

        // New storage each time, so that the driver does not wait for the previous frame.
        _gl.BufferData<Shape>(BufferTargetARB.ArrayBuffer, _shapes.AsSpan(0, _count), BufferUsageARB.StreamDraw);
        _shader.Use();
        _shader.Set("viewport", _width, _height);
        _gl.ActiveTexture(TextureUnit.Texture0);
        _atlas.Bind();
        _shader.Set("atlas", 0);
        _gl.Enable(EnableCap.Blend);
        _gl.BlendFuncSeparate(
            BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        _gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)_count);
        _count = 0;
    }

    private void Attribute(uint location, int size, int offset)
    {
        _gl.EnableVertexAttribArray(location);
        _gl.VertexAttribPointer(location, size, VertexAttribPointerType.Float, false, (uint)sizeof(Shape), (void*)offset);
        _gl.VertexAttribDivisor(location, 1);
    }

    private void IntegerAttribute(uint location, int offset)
    {
        _gl.EnableVertexAttribArray(location);
        _gl.VertexAttribIPointer(location, 1, VertexAttribIType.UnsignedInt, (uint)sizeof(Shape), (void*)offset);
        _gl.VertexAttribDivisor(location, 1);
    }

    /// <summary>
    /// One instance of <c>ui.vert</c>, in pixels. The fields are in the order of the buffer. A line has its second end in Width and Height.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Shape
    {
        public float X, Y, Width, Height;
        public float TexelX, TexelY, TexelWidth, TexelHeight;
        public uint Fill, Border;
        public float Kind, Radius, BorderWidth, Softness;

        public const float Box = 0, Glyph = 1, Line = 2;
    }
}
