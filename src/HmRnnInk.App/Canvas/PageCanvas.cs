using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws the page itself: paper, ink, ghosts, and the ink that is lit.</summary>
public sealed class PageCanvas(GL gl, ShaderFolder shaders) : IDisposable
{
    private readonly GhostCanvas _ghosts = new(gl, shaders);
    private readonly InkLight _light = new(gl, shaders);

    public InkCanvas Ink { get; } = new(gl, shaders);

    /// <summary>Draws paper and ink.</summary>
    /// <param name="unchanged">Segments that are as they were at the last call.</param>
    /// <param name="shown">Segments that are drawn, from the first.</param>
    public void DrawPage(PagePicture picture, int unchanged, int shown, in PageView view, PageLayout layout, Palette palette)
    {
        Ink.TruncateTo(Math.Min(Math.Min(unchanged, shown), Ink.Count));
        Ink.Append(picture.First(shown)[Ink.Count..]);
        Ink.Draw(view, layout, palette);
    }

    /// <summary>Takes over ghosts that have changed.</summary>
    public void Replace(ReadOnlySpan<InkSegment> ghosts) => _ghosts.Replace(ghosts);

    /// <summary>Begins what is drawn over the ink and only on the paper, such as ghosts; <see cref="EndOverlays"/> ends it.</summary>
    public void BeginOverlays() => Ink.KeepToPaper();

    public void DrawGhosts(in PageView view) => _ghosts.Draw(view);

    public void DrawLit(in PageView view, ReadOnlySpan<InkSegment> segments, Palette palette) => _light.Draw(view, segments, palette);

    public void EndOverlays() => Ink.LeavePaper();

    public void Dispose()
    {
        Ink.Dispose();
        _ghosts.Dispose();
        _light.Dispose();
    }
}
