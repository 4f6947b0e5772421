using System.Text;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Page;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// Panels, lines and text over the page, in pen units. What is called between <see cref="Begin"/> and <see cref="End"/> is drawn in that
/// order in one call. Nothing is allocated once every glyph was seen.
/// </summary>
public sealed unsafe class UiRenderer : IDisposable
{
    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly FontSet _fonts = new();
    private readonly GlyphAtlas _atlas;
    private readonly uint _vertexArray;
    private readonly uint _buffer;
    private UiShape[] _shapes = new UiShape[512];
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

    /// <summary>Added to every x, pen units: for what slides.</summary>
    public float ShiftX { get; set; }

    public void Begin(in PageView view)
    {
        (_scale, _width, _height, _count) = (view.Scale, view.Width, view.Height, 0);
    }

    /// <summary>A rectangle with round corners, its edges on whole pixels.</summary>
    /// <param name="borderWidth">In pen units, inside the edge; at least one pixel where a border colour is given.</param>
    public void Rect(float x, float y, float width, float height, float radius, uint colour, uint border = 0, float borderWidth = 1)
    {
        x += ShiftX;
        float left = MathF.Round(x * _scale), top = MathF.Round(y * _scale);
        Add(new UiShape
        {
            X = left,
            Y = top,
            Width = MathF.Round((x + width) * _scale) - left,
            Height = MathF.Round((y + height) * _scale) - top,
            Fill = colour,
            Border = border,
            Kind = UiShape.Box,
            Radius = radius * _scale,
            BorderWidth = border == 0 ? 0 : MathF.Max(1, MathF.Round(borderWidth * _scale)),
        });
    }

    /// <summary>The soft shadow of a rectangle; draw it before the rectangle.</summary>
    public void Shadow(float x, float y, float width, float height, float radius, float softness, uint colour) => Add(new UiShape
    {
        X = (x + ShiftX) * _scale,
        Y = y * _scale,
        Width = width * _scale,
        Height = height * _scale,
        Fill = colour,
        Kind = UiShape.Box,
        Radius = radius * _scale,
        Softness = softness * _scale,
    });

    /// <summary>A line with round ends; equal ends make a disc.</summary>
    public void Line(float x0, float y0, float x1, float y1, float lineWidth, uint colour) => Add(new UiShape
    {
        X = (x0 + ShiftX) * _scale,
        Y = y0 * _scale,
        Width = (x1 + ShiftX) * _scale,
        Height = y1 * _scale,
        Fill = colour,
        Kind = UiShape.Line,
        Radius = lineWidth * 0.5f * _scale,
    });

    /// <param name="x">Of the end that <paramref name="align"/> names.</param>
    /// <param name="baseline">Y of the baseline.</param>
    /// <param name="size">Of the font, in pen units.</param>
    /// <param name="tabular">Gives all figures the same room, so that a changing number does not shake.</param>
    /// <returns>The text's width.</returns>
    public float Text(
        ReadOnlySpan<char> text, float x, float baseline, float size, uint colour, FontWeight weight = FontWeight.Regular,
        TextAlign align = TextAlign.Left, bool tabular = false)
    {
        float width = Measure(text, size, weight, tabular);
        float sizePixels = MathF.Round(size * _scale * 4) / 4;
        float pen = (x + ShiftX - width * ((int)align * 0.5f)) * _scale;
        float line = MathF.Round(baseline * _scale);
        foreach (Rune rune in text.EnumerateRunes())
        {
            float advance = _fonts.Advance(weight, rune, tabular) * size * _scale;

            // A narrow figure stands in the middle of its room.
            float inset = tabular ? (advance - _fonts.Advance(weight, rune, tabular: false) * size * _scale) * 0.5f : 0;
            AddGlyph(rune, weight, sizePixels, pen + inset, line, colour);
            pen += advance;
        }

        return width;
    }

    /// <returns>In pen units.</returns>
    public float Measure(ReadOnlySpan<char> text, float size, FontWeight weight = FontWeight.Regular, bool tabular = false) =>
        _fonts.Measure(text, weight, tabular) * size;

    public void End() => Flush();

    /// <summary>From here on only what lies in a rectangle is seen, until <see cref="Unclip"/>.</summary>
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
        float quarters = MathF.Floor(penX * GlyphAtlas.Phases + 0.5f);
        float whole = MathF.Floor(quarters / GlyphAtlas.Phases);
        int phase = (int)(quarters - whole * GlyphAtlas.Phases);
        if (!_atlas.TryGet(weight, rune, sizePixels, phase, out Glyph glyph))
        {
            // Full of sizes no longer shown: draw what stands, then start the atlas over.
            Flush();
            _atlas.Clear();
            if (!_atlas.TryGet(weight, rune, sizePixels, phase, out glyph)) return;
        }

        if (glyph.Width == 0) return;
        Add(new UiShape
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
            Kind = UiShape.Glyph,
        });
    }

    private void Add(in UiShape shape)
    {
        if (_count == _shapes.Length) Array.Resize(ref _shapes, _count * 2);
        _shapes[_count++] = shape;
    }

    private void Flush()
    {
        if (_count == 0) return;
        _gl.BindVertexArray(_vertexArray);
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);

        // New storage each time: the driver need not wait for the frame before.
        _gl.BufferData<UiShape>(BufferTargetARB.ArrayBuffer, _shapes.AsSpan(0, _count), BufferUsageARB.StreamDraw);
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
        _gl.VertexAttribPointer(location, size, VertexAttribPointerType.Float, false, (uint)sizeof(UiShape), (void*)offset);
        _gl.VertexAttribDivisor(location, 1);
    }

    private void IntegerAttribute(uint location, int offset)
    {
        _gl.EnableVertexAttribArray(location);
        _gl.VertexAttribIPointer(location, 1, VertexAttribIType.UnsignedInt, (uint)sizeof(UiShape), (void*)offset);
        _gl.VertexAttribDivisor(location, 1);
    }
}
