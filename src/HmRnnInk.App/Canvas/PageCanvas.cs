using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws the page: paper, ink, ghosts and highlighted ink.</summary>
internal sealed class PageCanvas(GL gl, ShaderFolder shaders) : IDisposable
{
    // Ghosts have their own buffer, so that a change of them does not redraw the page.
    private readonly InkRenderer _ghosts = new(gl, shaders);
    private readonly InkHighlight _highlight = new(gl, shaders);

    public InkCanvas Ink { get; } = new(gl, shaders);

    /// <summary>Draws paper and ink.</summary>
    /// <param name="unchanged">The number of capsules that are unchanged since the last call.</param>
    /// <param name="shown">The number of capsules to draw.</param>
    public void DrawPage(PagePicture picture, int unchanged, int shown, in PageView view, PageLayout layout, Palette palette)
    {
        for (int level = 0; level < picture.Hulls.Levels.Count; level++)
            Ink.ReplaceHulls(level, picture.Hulls.Levels[level].Unchanged, picture.Hulls.Levels[level].Capsules);
        Ink.TruncateTo(Math.Min(Math.Min(unchanged, shown), Ink.Count));
        Ink.Append(picture.FirstCapsules(shown)[Ink.Count..]);
        Ink.Draw(view, layout, palette);
    }

    /// <summary>Replaces the ink of the ghosts.</summary>
    public void ReplaceGhosts(ReadOnlySpan<Capsule> ghosts)
    {
        _ghosts.TruncateTo(0);
        _ghosts.Append(ghosts);
    }

    /// <summary>Clips the following drawing to the paper, until <see cref="EndOverlays"/>.</summary>
    public void BeginOverlays() => Ink.ClipToPaper();

    public void DrawGhosts(in PageView view) => _ghosts.Draw(view);

    public void DrawHighlight(in PageView view, ReadOnlySpan<Capsule> capsules, Palette palette) =>
        _highlight.Draw(view, capsules, palette);

    public void EndOverlays() => Ink.EndClip();

    public void Dispose()
    {
        Ink.Dispose();
        _ghosts.Dispose();
        _highlight.Dispose();
    }
}
