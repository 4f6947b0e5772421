using System.Runtime.InteropServices;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Canvas;

/// <summary>Draws the page: paper, ink, ghosts and highlighted ink.</summary>
internal sealed class PageCanvas(GL gl, ShaderFolder shaders) : IDisposable
{
    /// <summary>The width of the marker under highlighted ink relative to that of the ink.</summary>
    private const float MarkerWidthFactor = 5;

    // They have their own buffers, so that a change of them does not redraw the page.
    private readonly InkRenderer _ghosts = new(gl, shaders), _highlighted = new(gl, shaders);
    private readonly List<Capsule> _marker = [];

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

    public void ReplaceGhosts(ReadOnlySpan<Capsule> ghosts)
    {
        _ghosts.TruncateTo(0);
        _ghosts.Append(ghosts);
    }

    public void DrawGhosts(in PageView view) => _ghosts.Draw(view);

    /// <summary>Highlights a piece of ink: draws a broad marker under it, and the ink again on top.</summary>
    /// <param name="capsules">The ink as it is drawn on the page.</param>
    public void DrawHighlight(in PageView view, ReadOnlySpan<Capsule> capsules, Palette palette)
    {
        _marker.Clear();
        foreach (Capsule capsule in capsules)
            _marker.Add(capsule with { Width = MarkerWidthFactor * capsule.Width, Colour = palette.Marker });
        _highlighted.TruncateTo(0);
        _highlighted.Append(CollectionsMarshal.AsSpan(_marker));
        _highlighted.Append(capsules);
        _highlighted.Draw(view, 0, capsules.Length, palette.MarkerBlend);
        _highlighted.Draw(view, capsules.Length, _highlighted.Count);
    }

    public void Dispose()
    {
        Ink.Dispose();
        _ghosts.Dispose();
        _highlighted.Dispose();
    }
}
