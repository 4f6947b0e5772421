using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class InkPictureTests
{
    [Fact]
    public void UpdatedFrameByFrame_EqualsDrawnAtOnce()
    {
        var page = new TestPage();
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        var paint = new InkPaint(new LayerSegments().Number, page.Ink.Hiddens);
        for (int stroke = 0; stroke < 3; stroke++)
        {
            float x = 120 + 160 * stroke;
            page.Ink.PenDown(new(x, 110, page.Seconds));
            for (int point = 1; point < 40; point++)
            {
                page.Ink.PenMove(new(x + 3 * point, 110 - 20 * MathF.Sin(0.4f * point), page.Seconds));
                page.Frame();
                Update();
            }

            page.Ink.PenUp(new(x + 117, 110, page.Seconds));
            Update();
        }

        for (int frame = 0; frame < 90; frame++)
        {
            page.Frame();
            Update();
        }

        Assert.NotEmpty(page.ModelRows);
        Check();
        while (page.Ink.Edits.Undo())
        {
            Update();
            Check();
        }

        Assert.Empty(picture.Capsules);

        void Check()
        {
            var whole = new InkPicture(new InkPen(2.75f, Varies: true));
            whole.Update(page.Ink.RowSpan, 0, [], paint);
            Assert.Equal(whole.Capsules, picture.Capsules);
        }

        void Update()
        {
            Capsule[] before = [.. picture.Capsules];
            int same = picture.Update(page.Ink.RowSpan, page.Ink.TakeChanges(), page.Ink.Unsettled, paint);
            Assert.Equal(before.Take(same), picture.Capsules.Take(same));
        }
    }

    [Fact]
    public void InkOfSomeRows_IsThatOfThePage()
    {
        var page = new TestPage();
        page.Loops(120, 144, 5);
        page.Wait(1.5);
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        var paint = new InkPaint(new LayerSegments().Number, page.Ink.Hiddens);
        paint.Choose(Palette.Light, new ColourScheme(ColourMode.Flush), page.Ink.Rows.Count); // a curve is divided where its colour changes
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        Capsule[] whole = [.. picture.Capsules.Select(capsule => capsule with { Layer = 1 })]; // Of gives its capsules layer 1
        Assert.Equal(whole, picture.Of(page.Ink.RowSpan, 0, page.Ink.Rows.Count, paint).ToArray());
        var pieces = new List<Capsule>();
        for (int first = 0; first < page.Ink.Rows.Count; first += 7)
        {
            Capsule[] piece = [.. picture.Of(page.Ink.RowSpan, first, Math.Min(first + 7, page.Ink.Rows.Count), paint)];
            Assert.NotEmpty(piece);
            pieces.AddRange(piece);
        }

        // A curve whose halves belong to different pieces is divided into an even number of chords, so its chords may differ from those of
        // the page. The lengths are equal up to 0.002 page units a capsule.
        Assert.Equal(Length(whole), Length(pieces), 0.002f * pieces.Count);

        static float Length(IEnumerable<Capsule> capsules) =>
            capsules.Sum(s => MathF.Sqrt((s.X1 - s.X0) * (s.X1 - s.X0) + (s.Y1 - s.Y0) * (s.Y1 - s.Y0)));
    }

    [Fact]
    public void FrameOnAPageOf10000Points_AllocatesNothingAndDrawsOnlyTheNewest()
    {
        var page = new TestPage();
        page.Loops(120, 144, 40);
        PageRow[] some = [.. page.Ink.RowSpan];
        var rows = new List<PageRow>();
        while (rows.Count < 10_000) rows.AddRange(some);
        page.Ink.Edits.Append([.. rows]);
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        var paint = new InkPaint(new LayerSegments().Number, page.Ink.Hiddens);
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        int count = page.Ink.Rows.Count;
        long before = 0;
        bool unchanged = true;
        for (int frame = 0; frame < 200; frame++)
        {
            if (frame == 100) before = GC.GetAllocatedBytesForCurrentThread();
            unchanged &= picture.Update(page.Ink.RowSpan, count - 3, page.Ink.Unsettled, paint) == picture.Capsules.Count;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(unchanged);

        // Rows far before the change are not looked at: the first row may be elsewhere.
        PageRow[] moved = [page.Ink.RowSpan[0].MovedBy(50, 0), .. page.Ink.RowSpan[1..]];
        Assert.Equal(picture.Capsules.Count, picture.Update(moved, count - 3, page.Ink.Unsettled, paint));
    }

    [Fact]
    public void AnotherPen_RedrawsAllInk()
    {
        var page = new TestPage();
        page.Loops(120, 144, 5);
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        var paint = new InkPaint(new LayerSegments().Number, page.Ink.Hiddens);
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        Assert.True(picture.Capsules.Select(capsule => capsule.Width).Distinct().Count() > 4);
        int smooth = picture.Capsules.Count;
        Assert.False(picture.Choose(picture.Pen));
        Assert.True(picture.Choose(new InkPen(2.75f, Smoothing: false)));
        picture.Update(page.Ink.RowSpan, 0, [], paint);
        Assert.All(picture.Capsules, capsule => Assert.Equal(2.75f, capsule.Width));
        Assert.True(picture.Capsules.Count < smooth);
    }

    [Fact]
    public void InkOfAnOpenStroke_ReachesToThePen()
    {
        var page = new TestPage();
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        page.Ink.PenDown(new(120, 110, 0));
        for (int point = 1; point <= 20; point++) page.Ink.PenMove(new(120 + 4 * point, 110, 0.008 * point));
        picture.Update(page.Ink.RowSpan, 0, page.Ink.Unsettled, new InkPaint(new LayerSegments().Number, page.Ink.Hiddens));
        Assert.Equal((200f, 110f), (picture.Capsules[^1].X1, picture.Capsules[^1].Y1));
        Assert.Equal(120, picture.Capsules[0].X0, 1f);
    }

    [Fact]
    public void TipOfAnOpenStroke_IsAsWideAsThePenPressesNow()
    {
        var page = new TestPage();
        var picture = new InkPicture(new InkPen(2.75f, Varies: true));
        page.Ink.PenDown(new(120, 110, 0, 0.1f));
        for (int point = 1; point <= 20; point++) page.Ink.PenMove(new(120 + 4 * point, 110, 0.008 * point, point < 20 ? 0.1f : 1));
        picture.Update(page.Ink.RowSpan, 0, page.Ink.Unsettled, new InkPaint(new LayerSegments().Number, page.Ink.Hiddens));
        Assert.All(picture.Capsules.Where(capsule => capsule.X1 < 190), capsule =>
            Assert.Equal(picture.Pen.WidthAt(0.1f), capsule.Width, 1e-3f));
        Assert.InRange(picture.Capsules[^1].Width, 2 * picture.Pen.WidthAt(0.1f), picture.Pen.WidthAt(1));
    }
}
