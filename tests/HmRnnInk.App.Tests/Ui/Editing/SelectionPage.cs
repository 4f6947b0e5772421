using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Tests.Ui.Editing;

/// <summary>A page on which a pointer selects ink.</summary>
public abstract class SelectionPage
{
    private readonly PageInput _input;

    private protected TestPage Page { get; } =
        new TestPage(new LiveSettings { StepCap = 60, Speed = 8, DelaySeconds = 1000 }).Loops(130, 144, 6).Wait(0.6);

    private protected InkSelection Selection { get; }

    protected SelectionPage()
    {
        Before = [.. Ink.Rows];
        Selection = new InkSelection(Page.Ink);
        _input = new PageInput(
            Page.Ink, new ScoreView(Page.Ink, new LayerSegments(), new RowIndex()), new ViewNavigation(new PageCamera(), Page.Ink),
            new GhostInput(Page.Ink, new GhostPicture(Page.Ink.Ghosts, 2, _ => true), () => default),
            new PenTools(Page.Ink, Selection), new SelectionInput(Page.Ink, Selection), () => new PageView(0, 0, 1, 1, 1280, 800),
            (x, y) => { });
    }

    private protected LiveInk Ink => Page.Ink;

    /// <summary>The page at first: a long stroke of the person, which the scripted model divides at every third row.</summary>
    private protected PageRow[] Before { get; }

    /// <returns>The selection.</returns>
    private protected RowRange DoubleClick(PageRow row)
    {
        Page.Wait(0.6);
        Click(row.X, row.Y);
        Click(row.X, row.Y);
        return Assert.NotNull(Selection.Range);
    }

    private protected void Drag(PageRow row, float x, float y)
    {
        Page.Wait(0.6);
        Press(row.X, row.Y);
        To(row.X + x, row.Y + y);
        Lift(row.X + x, row.Y + y);
        Page.Frame();
    }

    private protected void Click(float x, float y)
    {
        Press(x, y);
        Page.Frame();
        Lift(x, y);
        Page.Frame();
    }

    private protected void Press(float x, float y) => Take(InputKind.PenDown, x, y);

    private protected void To(float x, float y) => Take(InputKind.PenMove, x, y);

    private protected void Lift(float x, float y) => Take(InputKind.PenUp, x, y);

    private protected void Take(InputKind kind, float x, float y) => _input.Take(new InputEvent(kind, x, y, Page.Seconds), Page.Seconds);

    /// <summary>
    /// Asserts that on one line the offset of a row is its step on the page, and that the model has read exactly these rows.
    /// </summary>
    private protected void AssertOffsetsFollowThePlacesAndAreRead()
    {
        Assert.Equal(new(0, 0), (Ink.Rows[0].Offset.DeltaX, Ink.Rows[0].Offset.DeltaY));
        for (int row = 1; row < Ink.Rows.Count; row++)
        {
            PageRow from = Ink.Rows[row - 1], to = Ink.Rows[row];
            PenOffset offset = to.Map.ToUnits(to.X - from.X, to.Y - from.Y, to.Offset.PenUp);
            Assert.Equal(offset.DeltaX, to.Offset.DeltaX, 0.1f);
            Assert.Equal(offset.DeltaY, to.Offset.DeltaY, 0.1f);
        }

        Page.AssertModelHasReadThePage();
        Assert.Equal(Ink.Rows.Count, Ink.TracedRows);
    }
}
