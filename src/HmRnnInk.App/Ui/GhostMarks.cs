using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Draws the cards of the ghosts, the number of each ghost, and a mark at each place up to which the favourite can be accepted.
/// </summary>
internal static class GhostMarks
{
    private const float Radius = 7.5f, TextSize = 11, CardRadius = 9;

    // A favourite that no key selects, because others have become more likely, has no number.
    private static readonly string[] Keys =
        [.. Enumerable.Range(1, LiveGhosts.Choices).Select(number => PageKeys.Ghost(number).ToString())];

    /// <param name="paper">The visible paper in window units. There are no marks outside it.</param>
    public static void Draw(UiRenderer ui, in PageView view, PageArea paper, Palette palette, GhostPicture picture, float penWidth)
    {
        LiveGhosts ghosts = picture.Ghosts;
        if (!ghosts.CanBeAccepted || ghosts.Tree is not { } tree) return;
        Stops(ui, view, paper, palette, new GhostPath(tree, ghosts.Favourite), picture, penWidth);
        if (tree.Ghosts < 2) return;
        (float X, float Y) end = FavouriteMark(view, tree, ghosts.Favourite);
        float strength = picture.Visibility(ghosts.Favourite);
        if (strength > 0 && IsWithin(paper, end, Radius))
            Mark(ui, palette, end, tree.BestRank(ghosts.Favourite), favourite: true, strength);
        for (int index = 0; index < picture.Fan.Cards.Count; index++)
        {
            GhostCard card = picture.Fan.Cards[index];
            float visibility = picture.Visibility(tree.LeafAt(card.Rank));
            if (visibility <= 0) continue;
            Box box = Place(view, card, picture.Fan.Openness);
            (float X, float Y) at = (box.Right - Radius - 5, box.CentreY);
            if (IsWithin(paper, at, Radius)) Mark(ui, palette, at, card.Rank, favourite: false, visibility);
        }
    }

    /// <summary>Draws the cards of the ghosts that are fanned out. Call it before their ink is drawn.</summary>
    public static void DrawCards(UiRenderer ui, in PageView view, Palette palette, GhostPicture picture)
    {
        float openness = picture.Fan.Openness;
        if (openness <= 0 || !picture.Ghosts.CanBeAccepted) return;
        for (int index = 0; index < picture.Fan.Cards.Count; index++)
        {
            GhostCard card = picture.Fan.Cards[index];
            Box box = Place(view, card, openness);
            uint colour = palette.Ghosts[card.Rank % palette.Ghosts.Length].WithAlpha(0x70);
            ui.Shadow(box.X, box.Y + 2, box.Width, box.Height, CardRadius, 7, palette.Shadow.Faded(0.6f * openness));
            ui.Rect(box, CardRadius, palette.Panel.Faded(openness), colour.Faded(openness));
        }
    }

    /// <returns>Whether a place in page units is at the number of the favourite.</returns>
    public static bool IsAtFavourite(in PageView view, GhostPicture picture, float pageX, float pageY)
    {
        LiveGhosts ghosts = picture.Ghosts;
        if (!ghosts.CanBeAccepted || ghosts.Tree is not { Ghosts: > 1 } tree || picture.Visibility(ghosts.Favourite) <= 0) return false;
        (float x, float y) = view.ToWindow(pageX, pageY);
        (float markX, float markY) = FavouriteMark(view, tree, ghosts.Favourite);
        return MathF.Abs(x - markX) <= Radius + 1 && MathF.Abs(y - markY) <= Radius + 1;
    }

    private static (float X, float Y) FavouriteMark(in PageView view, GhostTree tree, int leaf)
    {
        PenPlace end = tree[leaf].PensAfter.Count > 0 ? tree[leaf].PensAfter[^1].Place : tree.PenBefore(leaf, 1).Place;
        (float x, float y) = view.ToWindow(end.PageX, end.PageY);
        return (x + Radius + 4, y);
    }

    /// <returns>The place of a card in the window. The card slides out from the favourite.</returns>
    private static Box Place(in PageView view, GhostCard card, float openness)
    {
        float back = card.Shift * (openness - 1);
        (float left, float top) = view.ToWindow(card.Bounds.MinX, card.Bounds.MinY + back);
        (float right, float bottom) = view.ToWindow(card.Bounds.MaxX, card.Bounds.MaxY + back);
        return new Box(left, top, right - left, bottom - top);
    }

    private static bool IsWithin(PageArea paper, (float X, float Y) at, float radius) =>
        at.X - radius >= paper.MinX && at.X + radius <= paper.MaxX && at.Y - radius >= paper.MinY && at.Y + radius <= paper.MaxY;

    private static void Mark(UiRenderer ui, Palette palette, (float X, float Y) at, int rank, bool favourite, float visibility)
    {
        uint colour = palette.Ghosts[rank % palette.Ghosts.Length];
        uint fill = favourite ? colour : palette.Panel.WithAlpha(0xFF), border = favourite ? palette.PanelBorder : colour;
        uint text = favourite ? palette.Paper : palette.Text;
        ui.Rect(at.X - Radius, at.Y - Radius, 2 * Radius, 2 * Radius, Radius, fill.Faded(visibility), border.Faded(visibility));
        if (rank >= Keys.Length) return;
        ui.Text(Keys[rank], at.X, at.Y + TextSize * UiRenderer.HalfCapital, TextSize, text.Faded(visibility), FontWeight.SemiBold,
            TextAlign.Centre);
    }

    /// <summary>Draws a dot at the place up to which → accepts ink, and a larger one for Tab.</summary>
    private static void Stops(
        UiRenderer ui, in PageView view, PageArea paper, Palette palette, GhostPath favourite, GhostPicture picture, float penWidth)
    {
        for (int layer = 1; layer >= 0; layer--)
        {
            int rows = favourite.UpToBoundary(layer);
            if (rows == 0 || !picture.HasGrown(favourite, rows)) continue;
            PenPlace place = favourite.PenAfter(rows - 1).Place;
            (float x, float y) = view.ToWindow(place.PageX, place.PageY);
            float width = penWidth * view.Zoom * (1.5f + 0.6f * layer);
            if (IsWithin(paper, (x, y), width)) ui.Line(x, y, x, y, width, palette.Ink.Of(byModel: true, layer + 1));
        }
    }
}
