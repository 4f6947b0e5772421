using CsCheck;

namespace HmRnnInk.App.Tests.Session;

public sealed class HistoryTests
{
    // Strokes are more frequent than other actions.
    private static readonly Gen<(Kind Kind, double A, double B)[]> Actions = Gen.Select(
        Gen.Frequency((12, Gen.Enum<Kind>()), (2, Gen.Const(Kind.Stroke))), Gen.Double[0, 1], Gen.Double[0, 1]).Array[1, 25];

    [Fact]
    public void EachAction_IsOneStepOfUndoAndRedo() => Actions.Sample(
        actions =>
        {
            var page = new TestPage(new LiveSettings { Speed = 8, DelaySeconds = 1000 });
            var snapshots = new List<PageSnapshot> { PageSnapshot.Of(page) };
            int at = 0;
            foreach ((Kind kind, double a, double b) in actions)
            {
                bool undo = kind == Kind.Undo, redo = kind == Kind.Redo;
                if (undo) Assert.Equal(at > 0, page.Ink.Edits.Undo());
                else if (redo) Assert.Equal(at < snapshots.Count - 1, page.Ink.Edits.Redo());
                else Do(page, kind, a, b);
                page.Ink.StopWriting();
                page.Frame();
                var now = PageSnapshot.Of(page);
                Assert.Equal(page.Ink.Rows.Count == 0 ? 0 : page.StateOfPage(), now.State);
                Assert.Equal(page.Ink.Rows.Count, page.Ink.TracedRows);
                if (undo) at = Math.Max(0, at - 1);
                else if (redo) at = Math.Min(snapshots.Count - 1, at + 1);
                else if (kind == Kind.Resize) snapshots[at] = now; // ink is encoded anew, within the step that wrote it
                else if (!now.Equals(snapshots[at])) snapshots = [.. snapshots.Take(++at), now];
                Assert.Equal(snapshots[at], now);
            }

            for (; at > 0; at--) Step(snapshots[at - 1], page.Ink.Edits.Undo);
            Assert.False(page.Ink.Edits.Undo());
            Assert.Empty(page.Ink.Rows);
            for (; at < snapshots.Count - 1; at++) Step(snapshots[at + 1], page.Ink.Edits.Redo);
            Assert.False(page.Ink.Edits.Redo());

            void Step(PageSnapshot expected, Func<bool> step)
            {
                Assert.True(step());
                page.Frame();
                Assert.Equal(expected, PageSnapshot.Of(page));
            }
        },
        iter: 60);

    [Fact]
    public void StrokeNumbers_AreConsecutiveAfterAnyChange() => Actions.Sample(
        actions =>
        {
            var page = new TestPage(new LiveSettings { Speed = 8, DelaySeconds = 1000 });
            foreach ((Kind kind, double a, double b) in actions)
            {
                if (kind == Kind.Undo) page.Ink.Edits.Undo();
                else if (kind == Kind.Redo) page.Ink.Edits.Redo();
                else Do(page, kind, a, b);
                int stroke = 0;
                foreach (PageRow row in page.Ink.Rows)
                {
                    Assert.Equal(stroke, row.Stroke);
                    if (row.Offset.PenUp) stroke++;
                }
            }
        },
        iter: 40);

    [Fact]
    public void Undo_RemovesTheContinuationThenAStroke_AndTheModelDoesNotContinueByItself()
    {
        TestPage page = new TestPage().Stroke(120, 110);
        int first = page.Ink.Rows.Count;
        page.Stroke(260, 110);
        PageRow[] both = [.. page.Ink.Rows];
        page.Wait(1.2);
        Assert.True(page.Ink.Rows.Count > both.Length);
        Assert.True(page.Ink.Edits.Undo());
        Assert.Equal(both, page.Ink.Rows);
        Assert.True(page.Ink.Edits.Undo());
        page.Wait(2);
        Assert.Equal(first, page.Ink.Rows.Count);
        page.Stroke(260, 110);
        Assert.Equal(both.Select(row => row.Offset), page.Ink.Rows.Select(row => row.Offset)); // the hand was restored, too
    }

    [Fact]
    public void NewStroke_ClearsRedo()
    {
        TestPage page = new TestPage().Stroke(120, 110).Stroke(260, 110);
        page.Ink.Edits.Undo();
        Assert.True(page.Ink.Edits.CanRedo);
        page.Stroke(300, 110);
        Assert.False(page.Ink.Edits.CanRedo);
        Assert.False(page.Ink.Edits.Redo());
    }

    [Fact]
    public void StrokeBeingWritten_IsUndoneWhileThePenIsStillDown_AndRedoneWhole()
    {
        TestPage page = new TestPage().Stroke(120, 110);
        var before = PageSnapshot.Of(page);
        page.Ink.PenDown(new(300, 110, page.Seconds));
        for (int point = 1; point < 20; point++) page.Ink.PenMove(new(300 + 4 * point, 110, page.Seconds + 0.015 * point));
        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(before, PageSnapshot.Of(page));
        page.Ink.PenMove(new(500, 110, page.Seconds)); // the pen is still down, but must not write any more
        page.Ink.PenUp(new(500, 110, page.Seconds));
        Assert.Equal(before.Rows.Length, page.Ink.Rows.Count);
        Assert.True(page.Ink.Edits.Redo());
        Assert.Equal(376, page.Ink.Rows[^1].X, 1f);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
    }

    [Fact]
    public void UndoneAndRedoneLine_IsStillEncodedAgainWhenTheHandwritingIsLarger()
    {
        var (stayed, returned) = (new TestPage(), new TestPage());
        foreach (TestPage page in (TestPage[])[stayed, returned])
        {
            page.Loops(130, 144, 6);
            page.Stroke(400, 110);
            if (page == returned)
            {
                page.Ink.Edits.Undo();
                page.Ink.Edits.Undo();
                page.Ink.Edits.Redo();
                page.Ink.Edits.Redo();
            }

            for (int stroke = 0; stroke < 3; stroke++) page.Loops(520 + 180 * stroke, 200, 3);
        }

        Assert.Equal(stayed.Ink.Rows, returned.Ink.Rows);
        Assert.Equal(stayed.Engine.State, returned.Engine.State);
    }

    [Fact]
    public void LongPage_IsRestoredCompletelyByUndo()
    {
        TestPage page = new TestPage().Stroke(120, 110, 40);
        PageRow[] rows = [.. Enumerable.Range(0, 100_000).Select(index => page.Ink.Rows[index % page.Ink.Rows.Count])];
        page.Ink.Edits.Append(rows);
        PageRow[] before = [.. page.Ink.Rows];
        page.Ink.Opened.Open([], handwriting: null, snapshot: null);
        Assert.Empty(page.Ink.Rows);
        page.Ink.Edits.Undo();
        Assert.True(before.Length > 100_000);
        Assert.Equal(before.Select(row => row.Offset), page.Ink.Rows.Select(row => row.Offset));
    }

    private static void Do(TestPage page, Kind kind, double a, double b)
    {
        switch (kind)
        {
            case Kind.Resize: page.Ink.Change(page.Ink.Settings with { SizeFactor = (float)(0.7 + a) }); break;
            case Kind.Continue: page.Ink.Turn.Continue(page.Seconds); page.Wait(0.5 * a); page.Ink.StopWriting(); break;
            case Kind.ContinueFrom:
                page.Ink.Turn.ContinueFrom((int)(a * page.Ink.Rows.Count) - 1, page.Seconds);
                page.Wait(0.5 * b);
                page.Ink.StopWriting();
                break;
            case Kind.NewPage when a < 0.3: // rarer than the other kinds; otherwise a stroke
                page.Ink.Opened.Open([], handwriting: null, snapshot: null);
                break;
            case Kind.Append: page.Ink.Edits.Append(Segment(page, 1 + (int)(8 * a), penUp: b < 0.5)); break;
            case Kind.Delete: Choose(page, a)?.Delete(); break;
            case Kind.Move: Move(Choose(page, a), 300 * (float)(b - 0.5), 300 * (float)(a - 0.5)); break;
            case Kind.Rewrite: Choose(page, a)?.WriteAgain(); page.Wait(0.1); break;
            case Kind.ShortStroke: page.Stroke(120 + 800 * (float)a, 110, 1 + (int)(2 * b)); break;
            default: page.Stroke(120 + 800 * (float)a, 110 + 105 * (int)(4 * b), 5 + (int)(30 * b)); break;
        }
    }

    private static InkSelection? Choose(TestPage page, double where)
    {
        if (page.Ink.Rows.Count == 0) return null;
        var selection = new InkSelection(page.Ink);
        selection.SelectAt((int)(where * (page.Ink.Rows.Count - 1)), where < 0.5 ? 0 : 1);
        if (where is > 0.3 and < 0.7) selection.Extend(1);
        return selection;
    }

    private static void Move(InkSelection? selection, float x, float y)
    {
        selection?.MoveTo(x / 2, y / 2);
        selection?.MoveTo(x, y);
        selection?.EndMove();
    }

    private enum Kind
    {
        Undo,
        Redo,
        Resize,
        Continue,
        ContinueFrom,
        NewPage,
        Append,
        Delete,
        Move,
        Rewrite,
        ShortStroke,
        Stroke,
    }

    /// <summary>Rows like those of an accepted ghost, after the newest row.</summary>
    private static PageRow[] Segment(TestPage page, int rows, bool penUp)
    {
        (float x, float y) = page.Ink.Rows.Count == 0 ? (150, 110) : (page.Ink.Rows[^1].X, page.Ink.Rows[^1].Y);
        return [.. Enumerable.Range(1, rows).Select(row =>
            new PageRow(new(20, 0, penUp && row == rows), x + 4 * row, y, RowOwner.Model, 0, 0, new RowTrace(0, 0, 0, 0)))];
    }

    /// <summary>Everything that undo must restore.</summary>
    private sealed record PageSnapshot(PageRow[] Rows, int State)
    {
        /// <remarks>On an empty page, an engine is reset only by the next row.</remarks>
        public static PageSnapshot Of(TestPage page) => new([.. page.Ink.Rows], page.Ink.Rows.Count == 0 ? 0 : page.Engine.State);

        public bool Equals(PageSnapshot? other) => other is not null && State == other.State && Rows.AsSpan().SequenceEqual(other.Rows);

        public override int GetHashCode() => State;
    }
}
