using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Draws marks over the ghosts: the key that selects each ghost at its end, and the places up to which the favourite can be accepted.
/// </summary>
public static class GhostMarks
{
    private const float Radius = 7.5f, TextSize = 11, Apart = 2 * Radius + 3;

    private static readonly string[] Keys = ["1", "2", "3", "4", "5"];

    /// <param name="paper">The visible paper in pen units. There are no marks outside it.</param>
    public static void Draw(UiRenderer ui, in PageView view, PageArea paper, Palette palette, GhostPicture picture, float penWidth)
    {
        LiveGhosts ghosts = picture.Ghosts;
        if (!ghosts.CanBeAccepted || ghosts.Tree is not { } tree) return;
        Stops(ui, view, paper, palette, new GhostPath(tree, ghosts.Favourite), picture, penWidth);
        if (tree.Ghosts < 2) return;
        Span<(float X, float Y)> marks = stackalloc (float, float)[LiveGhosts.Choices];
        int count = Math.Min(LiveGhosts.Choices, tree.Ghosts);
        for (int rank = 0; rank < count; rank++)
        {
            int leaf = tree.Ranked(rank);
            float visibility = picture.Visibility(leaf);
            PenPlace end = End(tree, leaf);
            (float x, float y) = view.ToWindow(end.PageX, end.PageY);
            marks[rank] = Clear(marks[..rank], x + Radius + 4, y);
            if (visibility > 0 && Holds(paper, marks[rank], Radius))
                Mark(ui, palette, marks[rank], rank, leaf == ghosts.Favourite, visibility);
        }
    }

    private static bool Holds(PageArea paper, (float X, float Y) at, float radius) =>
        at.X - radius >= paper.MinX && at.X + radius <= paper.MaxX && at.Y - radius >= paper.MinY && at.Y + radius <= paper.MaxY;

    private static PenPlace End(GhostTree tree, int leaf) =>
        tree[leaf].Places.Count > 0 ? tree[leaf].Places[^1].Place : tree.Before(leaf, 1).Place;

    /// <summary>Moves a mark down until it overlaps no other mark.</summary>
    private static (float X, float Y) Clear(ReadOnlySpan<(float X, float Y)> others, float x, float y)
    {
        for (int other = 0; other < others.Length; other++)
        {
            if (MathF.Abs(others[other].X - x) >= Apart || MathF.Abs(others[other].Y - y) >= Apart) continue;
            y = others[other].Y + Apart + 1; // one more, to be safe from rounding
            other = -1;
        }

        return (x, y);
    }

    private static void Mark(UiRenderer ui, Palette palette, (float X, float Y) at, int rank, bool favourite, float visibility)
    {
        uint colour = palette.Ghosts[rank % palette.Ghosts.Length];
        uint fill = favourite ? colour : palette.Panel | 0xFF, border = favourite ? palette.PanelBorder : colour;
        uint text = favourite ? palette.Paper : palette.Text;
        ui.Rect(at.X - Radius, at.Y - Radius, 2 * Radius, 2 * Radius, Radius, With(fill, visibility), With(border, visibility));
        ui.Text(Keys[rank], at.X, at.Y + TextSize * 0.36f, TextSize, With(text, visibility), FontWeight.SemiBold, TextAlign.Centre);
    }

    /// <summary>Draws a dot at the place up to which → accepts ink, and a larger dot for Tab.</summary>
    private static void Stops(
        UiRenderer ui, in PageView view, PageArea paper, Palette palette, GhostPath favourite, GhostPicture picture, float penWidth)
    {
        for (int layer = 1; layer >= 0; layer--)
        {
            int rows = favourite.UpToBoundary(layer);
            if (rows == 0 || !picture.HasGrown(favourite, rows)) continue;
            PenPlace place = favourite.PlaceOf(rows - 1).Place;
            (float x, float y) = view.ToWindow(place.PageX, place.PageY);
            float width = penWidth * view.Zoom * (1.5f + 0.6f * layer);
            if (Holds(paper, (x, y), width)) ui.Line(x, y, x, y, width, palette.Ink.Of(byModel: true, layer + 1));
        }
    }

    private static uint With(uint colour, float alpha) => colour & 0xFFFFFF00 | (uint)((colour & 0xFF) * alpha);
}
