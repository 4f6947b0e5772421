namespace HmRnnInk.App.Tests.Session;

/// <summary>A text that the model does not write straight to its end: undone, interrupted, skipped or stopped.</summary>
public sealed class UnfinishedTextTests
{
    [Fact]
    public void Undo_RemovesAWord_AndRedoRestoresIt()
    {
        TextPage page = new TextPage().Stroke().Type("one two three").WriteAll();
        int[] written = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            page.Ink.Edits.Undo();
            page.Frame();
            return page.Text.Written;
        })];
        Assert.InRange(written[0], 7, 8);
        Assert.InRange(written[1], 3, 4);
        Assert.Equal(0, written[2]);
        Assert.DoesNotContain(page.Ink.Rows, row => row.Owner == RowOwner.Model);
        Assert.Equal("one two three", page.Text.Text);
        for (int redo = 0; redo < 3; redo++) Assert.True(page.Ink.Edits.Redo());
        page.Frame();
        Assert.Equal(13, page.Text.Written);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void UndoneWord_CannotBeRedoneAfterAnotherTextWasTyped()
    {
        TextPage page = new TextPage().Stroke().Type("one two").WriteAll();
        page.Ink.Edits.Undo();
        page.Frame();
        page.Text.Replace(4, 3, "cat");
        page.Frame();
        Assert.False(page.Ink.Edits.Redo());
        page.WriteAll();
        Assert.Equal((7, "one cat"), (page.Text.Written, page.Text.Text));
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void PenThatInterrupts_LeavesTheRestOfTheText_WhichIsWrittenWhenThePenRests()
    {
        TextPage page = new TextPage(settings: TextPage.ByItself).Stroke().Type("one two three").Start();
        page.Until(() => page.Text.Current == 5);
        page.Stroke(700);
        Assert.InRange(page.Text.Written, 5, 6);
        int written = page.Text.Written, rows = page.Ink.Rows.Count;
        page.AssertModelHasReadThePage();
        Assert.All(page.Ink.Rows.Where(row => row.Owner == RowOwner.Person && row.Text is null),
            row => Assert.Equal(-1, row.Trace!.Value.Letter));
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal(13, page.Text.Written);
        Assert.Equal(written, page.Ink.Rows[rows].Trace!.Value.Letter);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void StrokeAfterAStopWithinAWord_IsUndone_AndTheModelContinuesTheWord()
    {
        TextPage page = new TextPage().Stroke().Type("one two").Start();
        page.Until(() => page.Text.Current == 5);
        page.Ink.StopWriting();
        page.Frame();
        PageRow[] before = [.. page.Ink.Rows];
        page.Stroke(700);
        page.Ink.Edits.Undo();
        page.Frame();
        Assert.Equal(before, page.Ink.Rows);
        page.WriteAll();
        Assert.Equal(7, page.Text.Written);
        Assert.Single(page.Ink.Rows, row => row.Text is not null);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void SkippedWord_IsNotWritten_AndUndoRestoresIt()
    {
        TextPage page = new TextPage().Stroke().Type("one two");
        Assert.True(page.Text.SkipWord());
        page.Frame();
        Assert.Equal(3, page.Text.Written);
        page.WriteAll();
        Assert.Equal([4, 5, 6], page.ModelRows.Select(row => row.Trace!.Value.Letter).Distinct().Where(letter => letter < 7));
        page.Ink.Edits.Undo();
        page.Ink.Edits.Undo();
        page.Frame();
        Assert.Equal(0, page.Text.Written);
    }

    [Fact]
    public void SkippedWordThatTheModelHasBegun_LosesItsInk_AndTheNextIsWritten()
    {
        TextPage page = new TextPage(settings: TextPage.ByItself).Stroke().Type("one two").Start();
        page.Until(() => page.Text.Current == 1);
        page.Text.SkipWord();
        Assert.Empty(page.ModelRows);
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal(7, page.Text.Written);
        Assert.DoesNotContain(page.ModelRows, row => row.Trace!.Value.Letter < 3);
    }

    [Fact]
    public void SkipWithoutAWord_DoesNothing()
    {
        TextPage page = new TextPage().Stroke().Type("so").WriteAll();
        int version = page.Ink.Version;
        Assert.False(page.Text.SkipWord());
        Assert.Equal(version, page.Ink.Version);
    }

    [Fact]
    public void Stop_WaitsForTheEndOfTheWord_AndASecondStopDoesNot()
    {
        TextPage page = new TextPage().Stroke().Type("one two three").Start();
        page.Until(() => page.Text.Current == 1);
        page.Text.Turn.Stop();
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.InRange(page.Text.Written, 3, 4);
        Assert.True(page.Ink.Rows[^1].Offset.PenUp);
        page.WriteAll();
        Assert.Equal(13, page.Text.Written);
        Assert.Single(page.Ink.Rows, row => row.Text is not null); // it went on where it was

        TextPage again = new TextPage().Stroke().Type("one two three").Start();
        again.Until(() => again.Text.Current == 1);
        again.Text.Turn.Stop();
        again.Text.Turn.Stop();
        Assert.Equal(LivePhase.Idle, again.Ink.Phase);
        Assert.InRange(again.Text.Written, 1, 2);
    }

    [Fact]
    public void RemainingTextDeletedWhileTheModelWrites_EndsTheText()
    {
        TextPage page = new TextPage().Stroke().Type("one two three").Start();
        page.Until(() => page.Text.Current == 1);
        page.Text.Replace(page.Text.Frozen, page.Text.Text.Length - page.Text.Frozen, "");
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal((2, 2), (page.Text.Written, page.Text.Text.Length));
    }
}
