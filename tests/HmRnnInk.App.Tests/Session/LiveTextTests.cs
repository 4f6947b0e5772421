using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Session;

public sealed class LiveTextTests
{
    [Fact]
    public void GivenText_IsWrittenAfterTheInk_LetterByLetter_AndThenTheModelStops()
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
    public void ModelWhosePenRestsBeforeTheEndOfTheText_IsStuck_AndTriesTheLetterAgain()
    {
        TextPage page = new TextPage(TextModel.CreateResting()).Stroke().Type("and so").WriteAll();
        Assert.StartsWith("The model is stuck at", page.Ink.Notice);
        Assert.Equal(new RowText("and so", 0, TextChange.End), page.Ink.Rows[^1].Text);
        Assert.True(page.Text.HasMore);
        page.Start();
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
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
    public void DeletedText_HasNoEffect()
    {
        TextPage page = new TextPage().Stroke().Type("so");
        Assert.NotNull(page.Ink.Rows[^1].Text);
        page.Text.Replace(0, 2, "");
        page.Frame();
        Assert.Null(page.Ink.Rows[^1].Text);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void ModelThatImprovisesAfterAText_NoLongerSeesIt()
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
    public void TextTypedWhileTheModelWrites_IsWrittenToo()
    {
        TextPage page = new TextPage().Stroke().Type("one").Start();
        page.Until(() => page.Text.Current == 1);
        page.Type(" two more");
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.Equal(12, page.Text.Written);
        int[] letters = [.. page.ModelRows.Select(row => row.Trace!.Value.Letter)];
        Assert.Equal(letters.Order(), letters);
        page.AssertModelHasReadThePage();
        page.Ink.Edits.Undo();
        page.Frame();
        Assert.InRange(page.Text.Written, 3, 11); // the first pen-up after "one" ends the word, and this model lifts the pen at random
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void TextWindowThatDoesNotMove_StopsTheModelWithANotice_AndItCanTryAgain()
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
    public void LongText_IsWrittenWhole_OverSeveralLines()
    {
        string text = string.Join(' ', Enumerable.Repeat("abcd", 60));
        TextPage page = new TextPage(settings: TextPage.Fast).Stroke().Type(text).Start();
        page.Until(() => page.Ink.Phase == LivePhase.Idle);
        Assert.True(page.Text.Written == text.Length, $"{page.Text.Written} of {text.Length}: {page.Ink.Notice}");
        Assert.True(page.Ink.Rows[^1].Line > 0);
    }

    [Fact]
    public void TenThousandPastedCharacters_AreAccepted_AndATextIsCutAtTheMaximum()
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
    public void ModelWithoutATextWindow_KeepsTheTextUnwritten()
    {
        var page = new TextPage(HandlikeModel.Create());
        page.Stroke().Type("so").Start();
        page.Until(() => page.ModelRows.Any());
        Assert.Null(page.Text.Alphabet);
        Assert.Equal(("so", 0, false), (page.Text.Text, page.Text.Written, page.Text.HasMore));
        Assert.All(page.Ink.Rows, row => Assert.Null(row.Text));
    }

    [Fact]
    public void TextBeingEdited_KeepsTheModelFromBeginning()
    {
        TextPage page = new TextPage(settings: TextPage.ByItself);
        page.Text.IsBeingEdited = true;
        page.Stroke().Type("so");
        for (int frame = 0; frame < 60; frame++) page.Frame();
        Assert.Equal(LivePhase.PenRests, page.Ink.Phase);
        page.Text.IsBeingEdited = false;
        page.Until(() => page.Ink.Phase == LivePhase.ModelWrites);
    }

    [Fact]
    public void Ghosts_WriteTheSameWordsInOtherWays_AndEndWithThem()
    {
        TextPage page = new TextPage().Stroke().Type("so");
        page.Until(() => page.Ink.Ghosts.CanBeAccepted);
        Assert.True(page.Ink.Ghosts.Count > 1);
        for (int rank = 0; rank < page.Ink.Ghosts.Count; rank++)
        {
            GhostRow[] ghost = page.Ink.Ghosts.Tree!.Ranked(rank).Rows;
            int[] letters = [.. ghost.Select(row => row.Trace.Letter)];
            Assert.Equal(letters.Order(), letters);
            Assert.Contains(1, letters);
            Assert.InRange(ghost.Length, 5, 59); // a ghost without a text has 60 rows
            Assert.True(ghost[^1].Offset.PenUp);
        }

        Assert.True(page.Ink.Ghosts.AcceptUpToBoundary(0, page.Seconds));
        page.Frame();
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void Words_AreNotBrokenAtTheMargin()
    {
        const string Text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
        TextPage page = new TextPage(settings: TextPage.Fast).Stroke(x: 900).Type(Text).WriteAll();

        var words = page.ModelRows.Where(row => row.Trace!.Value.Letter < Text.Length && Text[row.Trace.Value.Letter] != ' ')
            .GroupBy(row => Text.AsSpan(0, row.Trace!.Value.Letter).Count(' ')).ToArray();
        Assert.True(words.Select(word => word.First().Line).Distinct().Count() > 1);
        Assert.All(words, word => Assert.Single(word.Select(row => row.Line).Distinct()));
    }

    [Fact]
    public void Ghosts_ShowAllOfTheNextWord()
    {
        TextPage page = new TextPage().Stroke().Type("letters and more");
        page.Until(() => page.Ink.Ghosts.CanBeAccepted);
        GhostRow[] favourite = new GhostPath(page.Ink.Ghosts.Tree!, page.Ink.Ghosts.Favourite).Rows;
        Assert.True(favourite.Length > page.Ink.Settings.GhostRows);
        Assert.Contains(favourite, row => row.Trace.Letter == 7);
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AfterRandomActions_TheModelHasReadThePage(int seed)
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
