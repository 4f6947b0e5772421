using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class GhostPictureTests
{
    private const float PenWidth = 2.75f;

    private static readonly uint[] Colours = [0x64769AFF, 0x2E8577FF, 0xB0672AFF];

    private static readonly PageArea Visible = GhostPage.Layout.VisibleIn(PageView.Unscrolled(1, (1280, 800)));

    [Fact]
    public void Ghosts_GrowOutwardFromThePen_AndNeverFlash()
    {
        GhostPage page = Written();
        GhostPicture picture = PictureOf(page);
        PageRow newest = page.Ink.Rows[^1];
        int shown = 0;
        for (int frame = 0; frame < 40; frame++)
        {
            page.Frame();
            picture.Update(Colours, Visible, page.Seconds);
            Assert.True(picture.Capsules.Length >= shown);
            Assert.True(picture.Capsules.Length < shown + 400);
            shown = picture.Capsules.Length;
            foreach (Capsule capsule in picture.Capsules)
            {
                Assert.Contains(capsule.Colour | 0xFF, Colours);
                Assert.InRange(capsule.Colour & 0xFF, 1u, 0xB8u);
                // the travel to the first stroke, and no more than a few rows
                if (frame == 1) Assert.InRange(MathF.Abs(capsule.X1 - newest.X), 0, 200);
            }
        }

        Assert.True(shown > 100);
        Assert.False(picture.Update(Colours, Visible, page.Seconds + 1 / 60.0));
    }

    [Fact]
    public void Favourite_IsAloneUntilThePenRestsForASecond()
    {
        GhostPage page = Grown(out GhostPicture picture, seconds: 0.9);
        Assert.All(picture.Capsules.ToArray(), capsule => Assert.Equal(Colours[0], capsule.Colour | 0xFF));
        Rest(page, picture, 1);
        Assert.Equal(1, picture.Fan.Openness);
        Assert.Contains(picture.Capsules.ToArray(), capsule => (capsule.Colour | 0xFF) == Colours[1]);
    }

    [Fact]
    public void PointerAtTheFavourite_FansTheOthersOut_AndElsewhereDoesNot()
    {
        GhostPage page = Grown(out GhostPicture picture, seconds: 0.3);
        PenPlace place = page.Favourite.PenAfter(20).Place;
        picture.Fan.PointTo((place.PageX, place.PageY + 5));
        Rest(page, picture, 0.3);
        Assert.InRange(picture.Fan.Openness, 0.9f, 1);
        GhostPage again = Grown(out GhostPicture other, seconds: 0.3);
        other.Fan.PointTo((place.PageX, place.PageY + 300));
        Rest(again, other, 0.3);
        Assert.Equal(0, other.Fan.Openness);
    }

    [Fact]
    public void OtherGhostsOnRequest_AppearAtOnce_AndTheirCardsNeverOverlap()
    {
        GhostPage page = Grown(out GhostPicture picture, seconds: 0.3);
        page.Ghosts.AllAreWanted = true;
        Rest(page, picture, 0.4);
        Assert.InRange(picture.Fan.Openness, 0.9f, 1);
        GhostTree tree = page.Ghosts.Tree!;
        Assert.Equal(Math.Min(LiveGhosts.Choices, tree.Ghosts) - 1, picture.Fan.Cards.Count);
        Assert.True(picture.Fan.Cards.Count > 1);
        foreach (GhostCard card in picture.Fan.Cards)
        {
            Assert.All(tree.Ranked(card.Rank).Places[card.FirstDepth..], place =>
                Assert.True(card.Bounds.Contains(place.PageX, place.PageY + card.Shift)));
            Assert.All(picture.Fan.Cards, other => Assert.True(other == card || !other.Bounds.Overlaps(card.Bounds)));
            AssertUncovered(page.Favourite, card);
            Assert.Equal(card.Rank, picture.Fan.At(card.Bounds.MaxX - 3, card.Bounds.MaxY - 3));
        }
    }

    /// <param name="above">The room between the newest ink and the upper edge of the window, page units.</param>
    /// <param name="below">The room to the lower edge.</param>
    [Theory]
    [InlineData(60, 400, true)]
    [InlineData(400, 60, true)]
    [InlineData(170, 170, true)]
    [InlineData(100, 100, false)]
    public void Cards_LieWithinTheWindow_OnTheSideWithRoom(float above, float below, bool forAll)
    {
        GhostPage page = Written(y: 430);
        GhostPicture picture = PictureOf(page);
        var window = new PageArea(0, page.Ink.Rows[^1].Y - above, 1280, page.Ink.Rows[^1].Y + below);
        Rest(page, picture, 2, window);
        Assert.Equal(1, picture.Fan.Openness);
        Assert.All(picture.Fan.Cards, card =>
        {
            Assert.InRange(card.Bounds.MinY, window.MinY, window.MaxY);
            Assert.InRange(card.Bounds.MaxY, window.MinY, window.MaxY);
            Assert.All(picture.Fan.Cards, other => Assert.True(other == card || !other.Bounds.Overlaps(card.Bounds)));
        });
        Assert.Equal(forAll, picture.Fan.Cards.Count == LiveGhosts.Choices - 1);

        // The page is scrolled until there is room for no card at all.
        picture.Update(Colours, window with { MinY = window.MaxY - 20 }, page.Seconds);
        Assert.Empty(picture.Fan.Cards);
    }

    /// <param name="above">The distance from the newest ink up to the next ink, page units.</param>
    /// <param name="below">The distance down to the next ink.</param>
    [Theory]
    [InlineData(60, 400, LiveGhosts.Choices - 1)]
    [InlineData(400, 60, LiveGhosts.Choices - 1)]
    [InlineData(25, 25, 0)]
    public void Cards_NeverCoverInk(float above, float below, int cards)
    {
        GhostPage page = Written(y: 430);
        float y = page.Ink.Rows[^1].Y;
        var free = new PageArea(0, y - above, 1280, y + below);
        var picture = new GhostPicture(page.Ghosts, PenWidth, area => area.MinY >= free.MinY && area.MaxY <= free.MaxY);
        Rest(page, picture, 2);
        Assert.Equal(cards, picture.Fan.Cards.Count);
        Assert.All(picture.Fan.Cards, card => Assert.True(card.Bounds.MinY >= free.MinY && card.Bounds.MaxY <= free.MaxY));
    }

    /// <summary>Ink that goes on at the margin of the next line would make a card as wide as the page.</summary>
    [Fact]
    public void CardOfAGhostThatGoesToTheNextLine_ShowsTheInkOfOneLine()
    {
        int wrapped = 0;
        for (float x = 900; x <= 1140; x += 20)
        {
            GhostPage page = Written(x);
            GhostPicture picture = PictureOf(page);
            Rest(page, picture, 2);
            GhostTree tree = page.Ghosts.Tree!;
            foreach (GhostCard card in picture.Fan.Cards)
            {
                PenPlace[] ghost = tree.Ranked(card.Rank).Places, shown = ghost[card.FirstDepth..card.EndDepth];
                Assert.Single(shown.Select(place => place.Line).Distinct());
                float ink = shown.Max(place => place.PageX) - shown.Min(place => place.PageX);
                Assert.InRange(card.Bounds.MaxX - card.Bounds.MinX, ink, ink + 60);
                if (card.EndDepth < ghost.Length || shown[0].Line != page.Ink.Rows[^1].Line) wrapped++;
                AssertUncovered(page.Favourite, card);
            }

            foreach (Capsule capsule in picture.Capsules)
            {
                if ((capsule.Colour | 0xFF) == Colours[0]) continue; // the favourite, or the fourth ghost, whose card has the same colour
                Assert.Contains(picture.Fan.Cards, card => card.Bounds.Contains(capsule.X1, capsule.Y1));
            }
        }

        Assert.True(wrapped > 3, $"only {wrapped} ghosts go to the next line");
    }

    [Fact]
    public void EachGhost_EndsOnItsCardInTheColourOfItsRank()
    {
        GhostPage page = Grown(out GhostPicture picture);
        GhostTree tree = page.Ghosts.Tree!;
        Assert.True(tree.Ghosts >= 2);
        foreach (GhostCard card in picture.Fan.Cards)
        {
            PenPlace end = tree.Ranked(card.Rank).Places[^1];
            Assert.Contains(picture.Capsules.ToArray(), capsule =>
                (capsule.X1, capsule.Y1, capsule.Colour | 0xFF) == (end.PageX, end.PageY + card.Shift, Colours[card.Rank % 3]));
        }
    }

    [Fact]
    public void AcceptedGhost_BecomesInkEntirely()
    {
        GhostPage page = Grown(out GhostPicture picture);
        int rows = page.Ink.Rows.Count, rank = picture.Fan.Cards[0].Rank;
        PenOffset[] offsets = page.Ghosts.Tree!.Ranked(rank).Offsets;
        Assert.True(page.Ghosts.Accept(rank + 1, page.Seconds));
        Assert.Equal(offsets, page.Ink.Rows.Skip(rows).Select(row => row.Offset));
        Rest(page, picture, 0.9);
        Assert.Equal(0, picture.Fan.Openness);
        Assert.True(page.Ink.Edits.Undo());
        Assert.Equal(rows, page.Ink.Rows.Count);
    }

    [Fact]
    public void DismissedGhosts_FadeOutInAFewFrames()
    {
        GhostPage page = Grown(out GhostPicture picture);
        int shown = picture.Capsules.Length;
        page.Ink.PenDown(new(700, 400, page.Seconds));
        page.Frame();
        Assert.True(picture.Update(Colours, Visible, page.Seconds));
        Assert.InRange(picture.Capsules.Length, 1, shown);
        Rest(page, picture, 0.2);
        Assert.Equal(0, picture.Capsules.Length);
    }

    [Fact]
    public void PenThatMovesForLong_LeavesNoOldGhosts()
    {
        GhostPage page = Grown(out GhostPicture picture);
        page.Ink.PenDown(new(120, 300, page.Seconds));
        int first = MaximumInASecond(120), last = 0;
        for (int second = 1; second < 8; second++) last = MaximumInASecond(120 + 100 * second);
        Assert.InRange(last, 1, 2 * first);

        int MaximumInASecond(float x)
        {
            int maximum = 0;
            for (int frame = 0; frame < 60; frame++)
            {
                page.Ink.PenMove(new(x + 1.6f * frame, 300 - 14 * MathF.Sin(0.3f * frame), page.Seconds));
                page.Frame();
                picture.Update(Colours, Visible, page.Seconds);
                maximum = Math.Max(maximum, picture.Capsules.Length);
            }

            return maximum;
        }
    }

    [Fact]
    public void RestOfAnAcceptedGhost_LooksUnchanged()
    {
        GhostPage page = Grown(out GhostPicture picture);
        PenPlace end = page.Favourite.Places[^1];
        uint strength = Strength(picture, end);
        page.Ghosts.AcceptUpToBoundary(0, page.Seconds);
        page.Frame();
        picture.Update(Colours, Visible, page.Seconds);
        Assert.InRange(Strength(picture, end), strength - 30, strength + 30);
    }

    [Fact]
    public void FavouriteThatNoKeySelects_IsDrawn_AndTheOthersHaveAllCards()
    {
        GhostPage page = GhostPage.WithUnlikelyFavourite();
        GhostPicture picture = PictureOf(page);
        Rest(page, picture, 1);
        Assert.True(picture.Visibility(page.Ghosts.Favourite) > 0);
        using var screen = new Offscreen(1280, 800);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        ui.Begin(screen.View());
        GhostMarks.Draw(ui, screen.View(), new PageArea(0, 0, 1280, 800), Palette.Light, picture, PenWidth);
        ui.End();
        Assert.Equal(Enumerable.Range(0, LiveGhosts.Choices), picture.Fan.Cards.Select(card => card.Rank));
    }

    [Theory]
    [InlineData("ghosts", false, 1f, 20)]
    [InlineData("ghosts-dark", true, 1.25f, 60)] // it is older than a change that moved its numbers by up to a pixel
    public void Ghosts_LookAsTheyDid(string name, bool dark, float scale, int largestGroup)
    {
        GhostPage page = Grown(out GhostPicture picture);
        using var screen = new Offscreen((int)(520 * scale), (int)(320 * scale));
        Palette palette = dark ? Palette.Dark : Palette.Light;
        PageView view = screen.View(scale);
        using var canvas = new InkCanvas(screen.Gl, screen.Shaders);
        using var ghosts = new InkRenderer(screen.Gl, screen.Shaders);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        var ink = new InkPicture(new InkPen(PenWidth));
        var paint = new InkPaint(new LayerSegments().Number, null);
        paint.Choose(palette, default, page.Ink.TracedRows);
        ink.Update(page.Ink.RowSpan, 0, [], paint);
        canvas.Append([.. ink.Capsules]);
        canvas.Draw(view, GhostPage.Layout, palette);
        picture.Update(palette.Ghosts, Visible, page.Seconds);
        ui.Begin(view);
        GhostMarks.DrawCards(ui, view, palette, picture);
        ui.End();
        ghosts.Append(picture.Capsules);
        ghosts.Draw(view);
        ui.Begin(view);
        GhostMarks.Draw(ui, view, new PageArea(0, 0, 520, 320), palette, picture, PenWidth);
        ui.End();
        using Screenshot shot = screen.Take();
        GoldenImage.AssertMatches(shot, name, largestGroup);
    }

    /// <summary>Creates a page with ghosts, on which the pen then rests for a time.</summary>
    private static GhostPage Grown(out GhostPicture picture, double seconds = 2)
    {
        GhostPage page = Written();
        picture = PictureOf(page);
        Rest(page, picture, seconds);
        return page;
    }

    /// <summary>Creates a page with a stroke. The delay is so long that the model does not begin its turn.</summary>
    private static GhostPage Written(float x = 120, float y = 110) => new GhostPage(new LiveSettings { DelaySeconds = 50 }).Write(x, y);

    private static GhostPicture PictureOf(GhostPage page) => new(page.Ghosts, PenWidth, isFree: _ => true);

    private static void Rest(GhostPage page, GhostPicture picture, double seconds, PageArea? window = null)
    {
        for (double until = page.Seconds + seconds; page.Seconds < until;)
        {
            page.Frame();
            picture.Update(Colours, window ?? Visible, page.Seconds);
        }
    }

    private static void AssertUncovered(GhostPath favourite, GhostCard card) => Assert.All(favourite.Places, place =>
        Assert.False(card.Bounds.Contains(place.PageX, place.PageY)));

    /// <returns>The maximum alpha of the ink that ends at a place, 1 to 255.</returns>
    private static uint Strength(GhostPicture picture, PenPlace place)
    {
        uint strongest = 0;
        foreach (Capsule capsule in picture.Capsules)
            if (capsule.X1 == place.PageX && capsule.Y1 == place.PageY) strongest = Math.Max(strongest, capsule.Colour & 0xFF);
        Assert.NotEqual(0u, strongest);
        return strongest;
    }
}
