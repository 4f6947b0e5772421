using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class InkPictureTests
{
    private static readonly InkPen Pen = new(2.75f, Varies: true);

    private readonly TestPage _page = new();
    private readonly InkPicture _picture = new(Pen);
    private readonly InkPaint _paint;

    public InkPictureTests() => _paint = new InkPaint(new LayerSegments().Number, _page.Ink.Hiddens);

    [Fact]
    public void UpdatedFrameByFrame_EqualsDrawnAtOnce()
    {
        for (int stroke = 0; stroke < 3; stroke++)
        {
            float x = 120 + 160 * stroke;
            _page.Ink.PenDown(new(x, 110, _page.Seconds));
            for (int point = 1; point < 40; point++)
            {
                _page.Ink.PenMove(new(x + 3 * point, 110 - 20 * MathF.Sin(0.4f * point), _page.Seconds));
                _page.Frame();
                Update();
            }

            _page.Ink.PenUp(new(x + 117, 110, _page.Seconds));
            Update();
        }

        for (int frame = 0; frame < 90; frame++)
        {
            _page.Frame();
            Update();
        }

        Assert.NotEmpty(_page.ModelRows);
        Check();
        while (_page.Ink.Edits.Undo())
        {
            Update();
            Check();
        }

        Assert.Empty(_picture.Capsules);

        void Check()
        {
            var whole = new InkPicture(Pen);
            whole.Update(_page.Ink.RowSpan, 0, [], _paint);
            Assert.Equal(whole.Capsules, _picture.Capsules);
        }

        void Update()
        {
            Capsule[] before = [.. _picture.Capsules];
            int same = _picture.Update(_page.Ink.RowSpan, _page.Ink.TakeChanges(), _page.Ink.Unsettled, _paint);
            Assert.Equal(before.Take(same), _picture.Capsules.Take(same));
        }
    }

    [Fact]
    public void InkOfSomeRows_IsThatOfThePage()
    {
        _page.Loops(120, 144, 5);
        _page.Wait(1.5);
        // A curve is divided where its colour changes.
        _paint.Choose(Palette.Light, new ColourScheme(ColourMode.Flush), _page.Ink.Rows.Count);
        _picture.Update(_page.Ink.RowSpan, 0, [], _paint);
        Capsule[] whole = [.. _picture.Capsules.Select(capsule => capsule with { Layer = 1 })]; // Of gives its capsules layer 1
        Assert.Equal(whole, _picture.Of(_page.Ink.RowSpan, 0, _page.Ink.Rows.Count, _paint).ToArray());
        var pieces = new List<Capsule>();
        for (int first = 0; first < _page.Ink.Rows.Count; first += 7)
        {
            Capsule[] piece = [.. _picture.Of(_page.Ink.RowSpan, first, Math.Min(first + 7, _page.Ink.Rows.Count), _paint)];
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
        _page.Loops(120, 144, 40);
        PageRow[] some = [.. _page.Ink.RowSpan];
        var rows = new List<PageRow>();
        while (rows.Count < 10_000) rows.AddRange(some);
        _page.Ink.Edits.Append([.. rows]);
        _picture.Update(_page.Ink.RowSpan, 0, [], _paint);
        int count = _page.Ink.Rows.Count;
        long before = 0;
        bool unchanged = true;
        for (int frame = 0; frame < 200; frame++)
        {
            if (frame == 100) before = GC.GetAllocatedBytesForCurrentThread();
            unchanged &= _picture.Update(_page.Ink.RowSpan, count - 3, _page.Ink.Unsettled, _paint) == _picture.Capsules.Count;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(unchanged);

        // Rows far before the change are not looked at: the first row may be elsewhere.
        PageRow[] moved = [_page.Ink.RowSpan[0].MovedBy(50, 0), .. _page.Ink.RowSpan[1..]];
        Assert.Equal(_picture.Capsules.Count, _picture.Update(moved, count - 3, _page.Ink.Unsettled, _paint));
    }

    [Fact]
    public void AnotherPen_RedrawsAllInk()
    {
        _page.Loops(120, 144, 5);
        _picture.Update(_page.Ink.RowSpan, 0, [], _paint);
        Assert.True(_picture.Capsules.Select(capsule => capsule.Width).Distinct().Count() > 4);
        int smooth = _picture.Capsules.Count;
        Assert.False(_picture.Choose(_picture.Pen));
        Assert.True(_picture.Choose(new InkPen(2.75f, Smoothing: false)));
        _picture.Update(_page.Ink.RowSpan, 0, [], _paint);
        Assert.All(_picture.Capsules, capsule => Assert.Equal(2.75f, capsule.Width));
        Assert.True(_picture.Capsules.Count < smooth);
    }

    [Fact]
    public void InkOfAnOpenStroke_ReachesToThePen()
    {
        _page.Ink.PenDown(new(120, 110, 0));
        for (int point = 1; point <= 20; point++) _page.Ink.PenMove(new(120 + 4 * point, 110, 0.008 * point));
        _picture.Update(_page.Ink.RowSpan, 0, _page.Ink.Unsettled, _paint);
        Assert.Equal((200f, 110f), (_picture.Capsules[^1].X1, _picture.Capsules[^1].Y1));
        Assert.Equal(120, _picture.Capsules[0].X0, 1f);
    }

    [Fact]
    public void TipOfAnOpenStroke_IsAsWideAsThePenPressesNow()
    {
        _page.Ink.PenDown(new(120, 110, 0, 0.1f));
        for (int point = 1; point <= 20; point++) _page.Ink.PenMove(new(120 + 4 * point, 110, 0.008 * point, point < 20 ? 0.1f : 1));
        _picture.Update(_page.Ink.RowSpan, 0, _page.Ink.Unsettled, _paint);
        Assert.All(_picture.Capsules.Where(capsule => capsule.X1 < 190), capsule =>
            Assert.Equal(_picture.Pen.WidthAt(0.1f), capsule.Width, 1e-3f));
        Assert.InRange(_picture.Capsules[^1].Width, 2 * _picture.Pen.WidthAt(0.1f), _picture.Pen.WidthAt(1));
    }
}
