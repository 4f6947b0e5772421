using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Text;

namespace HmRnnInk.App.Tests.Session.Text;

public class LiveTextTests
{
    [Fact]
    public void GivenText_IsWrittenBehindTheInk_LetterByLetter_AndThenTheModelStops()
    {
        TextPage page = new TextPage().Stroke().Type("and so").WriteAll();
        Assert.Equal((6, -1, false), (page.Text.Written, page.Text.Current, page.Text.HasMore));
        Assert.Null(page.Ink.Notice);
        int[] letters = [.. page.ModelRows.Select(row => row.Trace!.Value.Letter)];
        Assert.Equal(letters.Order(), letters);
        Assert.Equal([0, 1, 2, 3, 4, 5], letters.Distinct().Where(letter => letter < 6));
        Assert.All(page.Ink.Rows.SkipLast(letters.Length + 1), row => Assert.Equal(-1, row.Trace!.Value.Letter));
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void TextOnAnEmptyPage_IsWrittenFromItsFirstRow()
    {
        TextPage page = new TextPage().Type("so").WriteAll();
        Assert.Equal(2, page.Text.Written);
        Assert.Equal(new RowText("so", 0, TextChange.Begin), page.Ink.Rows[0].Text);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void NoText_ChangesNothing()
    {
        TextPage empty = new TextPage().Stroke().Type("").Start(), spaces = new TextPage().Stroke().Type("  ").Start();
        foreach (TextPage page in (TextPage[])[empty, spaces]) page.Until(() => page.ModelRows.Count() > 100);
        Assert.Equal(empty.Ink.Rows.Take(100).Select(row => row.Offset), spaces.Ink.Rows.Take(100).Select(row => row.Offset));
        Assert.All(empty.Ink.Rows.Concat(spaces.Ink.Rows), row => Assert.Null(row.Text));
    }

    [Fact]
    public void TextThatWasEmptied_LeavesNoTrace()
    {
        TextPage page = new TextPage().Stroke().Type("so");
        Assert.NotNull(page.Ink.Rows[^1].Text);
        page.Text.Replace(0, 2, "");
        page.Frame();
        Assert.Null(page.Ink.Rows[^1].Text);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void ModelThatImprovisesAfterAText_SeesItNoMore()
    {
        TextPage page = new TextPage().Stroke().Type("so").WriteAll();
        int written = page.Ink.Rows.Count;
        page.Start();
        page.Until(() => page.Ink.Rows.Count > written + 40);
        Assert.Equal(TextChange.End, page.Ink.Rows[written - 1].Text!.Change);
        Assert.All(page.Ink.Rows.Skip(written), row => Assert.Equal(-1, row.Trace!.Value.Letter));
        Assert.Equal(2, page.Text.Written);
    }

    [Fact]
    public void Undo_TakesBackAWord_AndRedoGivesItAgain()
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
    public void WordThatWasUndone_CannotBeRedoneOnceAnotherTextIsTyped()
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
    public void PenThatCutsIn_LeavesTheRest_WhichGoesOnWhenThePenRests()
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
    public void StrokeThatCutIn_IsUndone_AndTheModelGoesOnInTheMiddleOfTheWord()
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
    public void SkippedWord_IsNotWritten_AndUndoBringsItBack()
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
    public void WordThatTheModelHasBegun_IsSkippedWithItsInk_AndTheModelGoesOnWithTheNext()
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
    public void Stop_WaitsForTheEndOfTheWord_AndTheSecondOneDoesNot()
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
    public void TextTypedWhileTheModelWrites_IsWrittenToo()
    {
        TextPage page = new TextPage().Stroke().Type("one").Start();
        page.Until(() => page.Text.Current == 1);
        page.Type(" two");
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal(7, page.Text.Written);
        int[] letters = [.. page.ModelRows.Select(row => row.Trace!.Value.Letter)];
        Assert.Equal(letters.Order(), letters);
        page.AssertModelHasReadThePage();
        page.Ink.Edits.Undo();
        page.Frame();
        Assert.InRange(page.Text.Written, 3, 4);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void RestThatIsDeletedWhileTheModelWrites_EndsTheText()
    {
        TextPage page = new TextPage().Stroke().Type("one two three").Start();
        page.Until(() => page.Text.Current == 1);
        page.Text.Replace(page.Text.Frozen, page.Text.Text.Length - page.Text.Frozen, "");
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal((2, 2), (page.Text.Written, page.Text.Text.Length));
    }

    [Fact]
    public void WindowThatDoesNotMove_StopsTheModel_WhichSaysWhere_AndTriesAgain()
    {
        TextPage page = new TextPage(TextModel.Create(rowsOfLetter: 0)).Stroke().Type("so").Start();
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Contains("“s”", page.Ink.Notice, StringComparison.Ordinal);
        int rows = page.ModelRows.Count();
        Assert.InRange(rows, 100, 110);
        page.Start();
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.InRange(page.ModelRows.Count(), rows + 100, rows + 110);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void CharactersThatTheModelDoesNotKnow_AreLeftOut()
    {
        TextPage page = new TextPage().Stroke().Type("é日x~").WriteAll();
        Assert.Equal(3, page.Text.Written);
        Assert.All(page.ModelRows, row => Assert.InRange(row.Trace!.Value.Letter, 2, 4));
        Assert.False(new TextPage().Stroke().Type("日本").Text.HasMore);
    }

    [Fact]
    public void LongText_IsWrittenOverLinesAndPages_WordByWord()
    {
        string text = string.Join(' ', Enumerable.Repeat("abcd", 60));
        TextPage page = new TextPage(settings: TextPage.Fast).Stroke().Type(text).Start();
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.True(page.Text.Written == text.Length, $"{page.Text.Written} of {text.Length}: {page.Ink.Notice}");
        Assert.True(page.Ink.Rows[^1].Line > 0);
    }

    [Fact]
    public void TenThousandPastedCharacters_AreATextLikeAnyOther()
    {
        string text = string.Join('\n', Enumerable.Repeat("some words of it", 600));
        TextPage page = new TextPage().Stroke().Type(text);
        Assert.Equal(text.Replace('\n', ' '), page.Text.Text);
        page.Start();
        page.Until(() => page.Text.Current == 8);
        Assert.Equal(10_000, new TextPage().Text.Replace(0, 0, new string('a', 10_000)));
        var full = new TextPage();
        Assert.Equal(LiveText.MaximumLength, full.Text.Replace(0, 0, new string('a', LiveText.MaximumLength + 7)));
    }

    [Fact]
    public void ModelWithoutATextWindow_NeitherWritesNorLosesTheText()
    {
        var page = new TextPage(HandlikeModel.Create());
        page.Stroke().Type("so").Start();
        page.Until(() => page.ModelRows.Any());
        Assert.Null(page.Text.Alphabet);
        Assert.Equal(("so", 0, false), (page.Text.Text, page.Text.Written, page.Text.HasMore));
        Assert.All(page.Ink.Rows, row => Assert.Null(row.Text));
    }

    [Fact]
    public void HeldText_KeepsTheModelFromBeginning()
    {
        TextPage page = new TextPage(settings: TextPage.ByItself);
        page.Text.IsHeld = true;
        page.Stroke().Type("so");
        for (int frame = 0; frame < 60; frame++) page.Frame();
        Assert.Equal(LivePhase.PenRests, page.Ink.Phase);
        page.Text.IsHeld = false;
        page.Until(() => page.Ink.Phase == LivePhase.ModelWrites);
    }

    [Fact]
    public void Ghosts_AreWaysToWriteTheSameWords_AndEndWithThem()
    {
        TextPage page = new TextPage().Stroke().Type("so");
        page.Until(() => page.Ink.Ghosts.CanBeAccepted);
        Assert.True(page.Ink.Ghosts.Count > 1);
        for (int rank = 0; rank < page.Ink.Ghosts.Count; rank++)
        {
            var ghost = new App.Inference.Ghosts.GhostPath(page.Ink.Ghosts.Tree!, page.Ink.Ghosts.Tree!.Ranked(rank));
            int[] letters = [.. Enumerable.Range(0, ghost.Count).Select(row => ghost[row].Trace.Letter)];
            Assert.Equal(letters.Order(), letters);
            Assert.Contains(1, letters);
            Assert.InRange(ghost.Count, 5, 30); // a ghost without a text has 60 rows
        }

        Assert.True(page.Ink.Ghosts.AcceptUpToBoundary(0, page.Seconds));
        page.Frame();
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void EditedInk_KeepsTheText()
    {
        TextPage page = new TextPage().Stroke().Type("one two").WriteAll();
        int begin = page.Ink.Rows.Index().Single(row => row.Item.Text is not null).Index;
        var selection = new InkSelection(page.Ink);
        selection.SelectAt(begin, 0);
        selection.Delete();
        page.Frame();
        Assert.Equal(7, page.Text.Written);
        Assert.Single(page.Ink.Rows, row => row.Text is { Change: TextChange.Begin });
        selection.SelectAt(page.Ink.Rows.Count - 20, 0);
        selection.WriteAgain();
        page.Frame();
        page.Frame();
        page.AssertModelHasReadThePage();
    }

    /// <summary>The marks of a page are those of its rows, whatever is done to it, and the model has always read what is there.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhateverHappens_TheModelHasReadThePage(int seed)
    {
        var random = new Random(seed);
        var page = new TextPage(settings: TextPage.ByItself);
        for (int step = 0; step < 80; step++)
        {
            switch (random.Next(8))
            {
                case 0: page.Stroke(random.Next(100, 900)); break;
                case 1: page.Type(random.Next(3) == 0 ? " é cat" : " so it is"); break;
                case 2: page.Start(); break;
                case 3: page.Ink.Edits.Undo(); break;
                case 4: page.Ink.Edits.Redo(); break;
                case 5: page.Text.SkipWord(); break;
                case 6: page.Text.Turn.Stop(); break;
                default:
                    int from = Math.Min(page.Text.Text.Length, page.Text.Frozen + random.Next(5));
                    page.Text.Replace(from, Math.Min(3, page.Text.Text.Length - from), "");
                    break;
            }

            for (int frames = random.Next(40); frames > 0; frames--) page.Frame();
            Assert.InRange(page.Text.Written, 0, page.Text.Text.Length);
        }

        page.Ink.StopWriting();
        page.Frame();
        page.Frame();
        page.AssertModelHasReadThePage();
    }
}
