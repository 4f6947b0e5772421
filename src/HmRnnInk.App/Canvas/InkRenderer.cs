using System.Diagnostics;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// Draws ink as instanced capsules: round, antialiased, with any width. Buffers on the GPU hold the capsules in order and only grow. New
/// capsules are uploaded at the next draw.
/// </summary>
/// <remarks>
/// A capsule that starts exactly where the previous one ends belongs to the same stroke. The shader draws only the part of it that the
/// previous capsule does not cover, so that translucent ink has no darker dots at its joins, and soft edges do not add up.
/// </remarks>
internal sealed unsafe class InkRenderer : IDisposable
{
    /// <summary>
    /// Capsules per buffer. Each buffer also starts with a copy of the last capsule of the previous buffer, for the shader.
    /// </summary>
    public const int ChunkCapsules = 8192;

    /// <summary>Capsules per block. Only the blocks whose bounds touch an area are drawn there.</summary>
    private const int BlockCapsules = 64;

    private readonly GL _gl;
    private readonly ShaderProgram _shader;
    private readonly List<(uint VertexArray, uint Buffer)> _chunks = [];

    // The bounds of each block.
    private readonly List<PageArea> _blocks = [];

    // [capacity]: a copy of what is or will be in the buffers, for culling and redrawing.
    private Capsule[] _capsules = new Capsule[1024];

    // The capsules that the next draw uploads.
    private int _dirtyStart, _dirtyEnd;

    public InkRenderer(GL gl, ShaderFolder shaders)
    {
        Debug.Assert(sizeof(Capsule) == 28);
        _gl = gl;
        _shader = new ShaderProgram(gl, shaders, "ink");
    }

    public int Count { get; private set; }

    public ReadOnlySpan<Capsule> Capsules => _capsules.AsSpan(0, Count);

    public void Append(ReadOnlySpan<Capsule> capsules)
    {
        if (capsules.IsEmpty) return;
        if (Count + capsules.Length > _capsules.Length)
            Array.Resize(ref _capsules, Math.Max(_capsules.Length * 2, Count + capsules.Length));
        capsules.CopyTo(_capsules.AsSpan(Count));
        int start = Count;
        Count += capsules.Length;
        MarkChanged(start, Count);
    }

    /// <summary>Removes the capsules from <paramref name="count"/> on.</summary>
    public void TruncateTo(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
        _dirtyStart = Math.Min(_dirtyStart, count);
        _dirtyEnd = Math.Min(_dirtyEnd, count);
        int blocks = (count + BlockCapsules - 1) / BlockCapsules;
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        if (blocks > 0) MeasureBlock(blocks - 1);
    }

    /// <summary>Draws capsules from <paramref name="first"/> up to <paramref name="end"/> into the current framebuffer.</summary>
    public void Draw(in PageView view, int first, int end, InkBlend blend = InkBlend.Over)
    {
        Debug.Assert(first >= 0 && end <= Count);
        if (first >= end) return;
        Upload();
        _shader.Use();
        _shader.Set("viewport", view.Width, view.Height);
        _shader.Set("up", view.TopDown ? -1f : 1);
        _shader.Set("view", view.OriginX, view.OriginY, view.PixelsPerUnit);
        _shader.Set("blend", (int)blend);
        _gl.Enable(EnableCap.Blend);
        _gl.BlendEquation(blend switch
        {
            InkBlend.Darken => BlendEquationModeEXT.Min,
            InkBlend.Lighten => BlendEquationModeEXT.Max,
            _ => BlendEquationModeEXT.FuncAdd,
        });

        // The page below is opaque, and its alpha stays 1.
        _gl.BlendFuncSeparate(
            BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        for (int start = first; start < end;)
        {
            int chunk = start / ChunkCapsules;
            int stop = Math.Min(end, (chunk + 1) * ChunkCapsules);
            Bind(chunk, start - chunk * ChunkCapsules);
            _gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)(stop - start));
            start = stop;
        }

        _gl.BlendEquation(BlendEquationModeEXT.FuncAdd);
    }

    public void Draw(in PageView view) => Draw(view, 0, Count);

    /// <summary>Draws the capsules from <paramref name="first"/> up to <paramref name="end"/> that may touch an area.</summary>
    public void Draw(in PageView view, int first, int end, PageArea area)
    {
        // Neighbouring blocks are drawn in one call.
        int runStart = -1;
        int blocks = (end + BlockCapsules - 1) / BlockCapsules;
        for (int block = first / BlockCapsules; block <= blocks; block++)
        {
            bool touches = block < blocks && _blocks[block].Overlaps(area);
            if (touches && runStart < 0) runStart = block;
            if (touches || runStart < 0) continue;
            Draw(view, Math.Max(first, runStart * BlockCapsules), Math.Min(end, block * BlockCapsules));
            runStart = -1;
        }
    }

    /// <returns>
    /// An estimate of how many capsules from <paramref name="first"/> up to <paramref name="end"/> touch an area: all those of each block
    /// that does.
    /// </returns>
    public int CountIn(PageArea area, int first, int end)
    {
        int count = 0;
        for (int block = first / BlockCapsules; block * BlockCapsules < end; block++)
            if (_blocks[block].Overlaps(area)) count += Math.Min(end, (block + 1) * BlockCapsules) - Math.Max(first, block * BlockCapsules);
        return count;
    }

    public void Dispose()
    {
        foreach ((uint vertexArray, uint buffer) in _chunks)
        {
            _gl.DeleteVertexArray(vertexArray);
            _gl.DeleteBuffer(buffer);
        }

        _shader.Dispose();
    }

    private void MarkChanged(int start, int end)
    {
        bool clean = _dirtyStart >= _dirtyEnd;
        _dirtyStart = clean ? start : Math.Min(_dirtyStart, start);
        _dirtyEnd = clean ? end : Math.Max(_dirtyEnd, end);
        for (int block = start / BlockCapsules; block <= (end - 1) / BlockCapsules; block++)
        {
            if (block == _blocks.Count) _blocks.Add(PageArea.Empty);
            MeasureBlock(block);
        }
    }

    private void MeasureBlock(int block)
    {
        int start = block * BlockCapsules;
        _blocks[block] = PageArea.Of(_capsules.AsSpan(start, Math.Min(BlockCapsules, Count - start)));
    }

    private void Upload()
    {
        // The first slot of a chunk repeats the capsule before it. So a change to the last capsule of a chunk changes the next chunk as
        // well.
        for (int start = _dirtyStart; start < _dirtyEnd;)
        {
            int chunk = start / ChunkCapsules;
            int stop = Math.Min(_dirtyEnd, (chunk + 1) * ChunkCapsules);
            if (chunk == _chunks.Count) _chunks.Add(NewChunk());
            Write(chunk, slot: start - chunk * ChunkCapsules + 1, _capsules.AsSpan(start, stop - start));
            if (start == chunk * ChunkCapsules && chunk > 0) Write(chunk, slot: 0, _capsules.AsSpan(start - 1, 1));
            if (stop == (chunk + 1) * ChunkCapsules && chunk + 1 < _chunks.Count) Write(chunk + 1, slot: 0, _capsules.AsSpan(stop - 1, 1));
            start = stop;
        }

        _dirtyStart = _dirtyEnd = 0;
    }

    private void Write(int chunk, int slot, ReadOnlySpan<Capsule> capsules)
    {
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _chunks[chunk].Buffer);
        _gl.BufferSubData(BufferTargetARB.ArrayBuffer, slot * sizeof(Capsule), capsules);
    }

    private (uint VertexArray, uint Buffer) NewChunk()
    {
        uint buffer = _gl.GenBuffer();
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, buffer);
        _gl.BufferData(BufferTargetARB.ArrayBuffer, (nuint)((ChunkCapsules + 1) * sizeof(Capsule)), null, BufferUsageARB.DynamicDraw);

        // The first slot of the first chunk has no capsule to repeat, and a capsule at infinity joins nothing. In later chunks it is
        // overwritten.
        const float Nowhere = float.PositiveInfinity;
        var nothing = new Capsule(Nowhere, Nowhere, Nowhere, Nowhere, Width: 0, Colour: 0, Layer: 0);
        _gl.BufferSubData(BufferTargetARB.ArrayBuffer, 0, new ReadOnlySpan<Capsule>(in nothing));

        uint vertexArray = _gl.GenVertexArray();
        _gl.BindVertexArray(vertexArray);
        for (uint location = 0; location < 6; location++)
        {
            _gl.EnableVertexAttribArray(location);
            _gl.VertexAttribDivisor(location, 1);
        }

        return (vertexArray, buffer);
    }

    /// <summary>
    /// Points the attributes at a chunk so that instance 0 is its capsule <paramref name="first"/>. Base instances would need OpenGL 4.2.
    /// The attributes 0 to 2 are those of the capsule, and 3 to 5 those of the previous one.
    /// </summary>
    private void Bind(int chunk, int first)
    {
        (uint vertexArray, uint buffer) = _chunks[chunk];
        _gl.BindVertexArray(vertexArray);
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, buffer);
        for (uint back = 0; back < 2; back++)
        {
            nint slot = (nint)(first + 1 - back) * sizeof(Capsule);
            uint location = back * 3;
            _gl.VertexAttribPointer(location, 4, VertexAttribPointerType.Float, false, (uint)sizeof(Capsule), (void*)slot);
            _gl.VertexAttribPointer(location + 1, 1, VertexAttribPointerType.Float, false, (uint)sizeof(Capsule), (void*)(slot + 16));
            _gl.VertexAttribIPointer(location + 2, 1, VertexAttribIType.UnsignedInt, (uint)sizeof(Capsule), (void*)(slot + 20));
        }
    }
}
