using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui;

/// <summary>Over the ghosts: the key that chooses each, at its end, and on the favourite the places up to which it can be taken.</summary>
public static class GhostMarks
{
    private const float Radius = 7.5f, TextSize = 11, Apart = 2 * Radius + 3;

    private static readonly string[] Keys = ["1", "2", "3", "4", "5"];

    /// <param name="paper">Where the sheet is seen, pen units: there are no marks elsewhere.</param>
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
            float shows = picture.Shows(leaf);
            PenPlace end = End(tree, leaf);
            (float x, float y) = view.ToWindow(end.PageX, end.PageY);
            marks[rank] = Clear(marks[..rank], x + Radius + 4, y);
            if (shows > 0 && Holds(paper, marks[rank], Radius)) Mark(ui, palette, marks[rank], rank, leaf == ghosts.Favourite, shows);
        }
    }

    private static bool Holds(PageArea paper, (float X, float Y) at, float radius) =>
        at.X - radius >= paper.MinX && at.X + radius <= paper.MaxX && at.Y - radius >= paper.MinY && at.Y + radius <= paper.MaxY;

    private static PenPlace End(GhostTree tree, int leaf) =>
        tree[leaf].Places.Count > 0 ? tree[leaf].Places[^1].Place : tree.Before(leaf, 1).Place;

    /// <summary>Moves a mark down until it lies on no other.</summary>
    private static (float X, float Y) Clear(ReadOnlySpan<(float X, float Y)> others, float x, float y)
    {
        for (int other = 0; other < others.Length; other++)
        {
            if (MathF.Abs(others[other].X - x) >= Apart || MathF.Abs(others[other].Y - y) >= Apart) continue;
            y = others[other].Y + Apart + 1; // clear of it whatever is lost in rounding
            other = -1;
        }

        return (x, y);
    }

    private static void Mark(UiRenderer ui, Palette palette, (float X, float Y) at, int rank, bool favourite, float shows)
    {
        uint colour = palette.Ghosts[rank % palette.Ghosts.Length];
        uint fill = favourite ? colour : palette.Panel | 0xFF, border = favourite ? palette.PanelBorder : colour;
        uint text = favourite ? palette.Paper : palette.Text;
        ui.Rect(at.X - Radius, at.Y - Radius, 2 * Radius, 2 * Radius, Radius, With(fill, shows), With(border, shows));
        ui.Text(Keys[rank], at.X, at.Y + TextSize * 0.36f, TextSize, With(text, shows), FontWeight.SemiBold, TextAlign.Centre);
    }

    /// <summary>A dot where → ends, a larger one where Tab does.</summary>
    private static void Stops(
        UiRenderer ui, in PageView view, PageArea paper, Palette palette, GhostPath favourite, GhostPicture picture, float penWidth)
    {
        for (int layer = 1; layer >= 0; layer--)
        {
            int rows = favourite.UpToBoundary(layer);
            if (rows == 0 || !picture.IsOut(favourite, rows)) continue;
            PenPlace place = favourite.PlaceOf(rows - 1).Place;
            (float x, float y) = view.ToWindow(place.PageX, place.PageY);
            float width = penWidth * view.Zoom * (1.5f + 0.6f * layer);
            if (Holds(paper, (x, y), width)) ui.Line(x, y, x, y, width, palette.Ink.Of(byModel: true, layer + 1));
        }
    }

    private static uint With(uint colour, float alpha) => colour & 0xFFFFFF00 | (uint)((colour & 0xFF) * alpha);
}
