namespace HmRnnInk.App.Tests.Session;

/// <summary>How the page follows the size and slant of the person's handwriting.</summary>
public sealed class HandSizeTests
{
    [Theory]
    [InlineData(2, 0.5f)]
    [InlineData(0.5f, 2)]
    public void OtherSize_IsNoticedWithinAWord(float before, float after)
    {
        TestPage page = Page(), fresh = Page();
        Word(page, 120, before);
        Word(page, 500, before);
        float scaleBefore = page.Ink.Scale.PixelsPerUnit;
        Word(page, 900, after);
        Word(fresh, 900, after);
        Assert.InRange(page.Ink.Scale.PixelsPerUnit / fresh.Ink.Scale.PixelsPerUnit, 0.85f, 1.18f);
        // Earlier ink keeps its scale, and the model has read the changed rows again.
        Assert.All(page.Ink.Rows.Where(row => row.X < 850), row => Assert.Equal(scaleBefore, row.PixelsPerUnit, 0.02f));
        Assert.Equal(page.Ink.Scale.PixelsPerUnit, page.Ink.Rows[^1].PixelsPerUnit);
        page.AssertModelHasReadThePage();

        page.Ink.Edits.Undo();
        Word(page, 900, after);
        Assert.InRange(page.Ink.Scale.PixelsPerUnit / fresh.Ink.Scale.PixelsPerUnit, 0.85f, 1.18f);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void SimilarSizes_ShareOneScale()
    {
        TestPage page = Page();
        for (int word = 0; word < 4; word++) Word(page, 100 + 250 * word, 1.1f + 0.1f * (word % 3));
        Assert.Single(page.Ink.Rows.Select(row => row.PixelsPerUnit).Distinct());
    }

    [Fact]
    public void NewPage_ForgetsTheSize_AndUndoRestoresIt()
    {
        TestPage page = Page();
        Word(page, 120, 2);
        Word(page, 500, 2);
        float large = page.Ink.Scale.PixelsPerUnit;
        Assert.True(large > 0.3f);
        page.Ink.Opened.Open([], handwriting: null, snapshot: null);
        Assert.Equal(0.2f, page.Ink.Scale.PixelsPerUnit);
        page.Ink.Edits.Undo();
        Assert.Equal(large, page.Ink.Scale.PixelsPerUnit);
    }

    [Fact]
    public void HeldTopLayer_IsNotHeldAtTheFirstRowsOfAPage()
    {
        var page = new TestPage(new LiveSettings { HoldTop = true, StepCap = 100, Speed = 8 });
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(3);
        Assert.True(page.Ink.Rows.Count > PageInk.RowsBeforeHeldTop + 20);
        Assert.All(page.Ink.Rows.Take(PageInk.RowsBeforeHeldTop), row => Assert.False(row.HoldsTop));
        Assert.All(page.Ink.Rows.Skip(PageInk.RowsBeforeHeldTop + 10), row => Assert.True(row.HoldsTop)); // some rows are asked for ahead
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-0.5f)]
    public void ModelsInk_LeansAsThePersonsDoes(float slant)
    {
        TestPage page = Page(), upright = Page();
        for (int word = 0; word < 3; word++)
        {
            Word(page, 120 + 300 * word, 1, slant);
            Word(upright, 120 + 300 * word, 1);
        }

        float lean = page.Ink.Hand.MapOfModel(page.Ink.Scale).Slant;
        Assert.InRange((lean - upright.Ink.Hand.MapOfModel(upright.Ink.Scale).Slant) / slant, 0.6f, 1.2f);
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(1);
        PageRow[] rows = [.. page.Ink.Rows];
        int first = Array.FindIndex(rows, row => row.Owner == RowOwner.Model);
        for (int row = first + 1; row < rows.Length; row++)
        {
            if (rows[row - 1].Offset.PenUp) continue;
            Assert.Equal(lean, rows[row].Slant);
            Assert.Equal(rows[row].Map.ToPixels(rows[row].Offset).X, rows[row].X - rows[row - 1].X, 0.01f);
        }
    }

    private static TestPage Page() => new(turns: TurnTaking.OnRequest);

    /// <summary>Four strokes of two arches each, like the letters of a word.</summary>
    /// <param name="slant">How far they lean; 1 is 45° to the right.</param>
    private static void Word(TestPage page, float x, float size, float slant = 0)
    {
        for (int letter = 0; letter < 4; letter++)
        {
            float left = x + 40 * size * letter, foot = TestPage.Layout.Baseline(0), top = foot - 36 * size, lean = 36 * size * slant;
            page.Line(
                (left, foot), (left + 8 * size + lean, top), (left + 16 * size, foot), (left + 24 * size + lean, top),
                (left + 32 * size, foot));
        }
    }
}
