using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Tests.Ui.Text;

public class TextEditorTests
{
    private readonly TextPage _page = new();
    private readonly TextEditor _editor;

    public TextEditorTests() => _editor = new TextEditor(_page.Text);

    private string Text => _page.Text.Text;

    [Fact]
    public void Keys_EditTheText()
    {
        _editor.Insert("one two");
        _editor.Move(-1, byWord: true, extends: false);
        Assert.Equal(4, _editor.Caret);
        _editor.Insert("and ");
        Assert.Equal("one and two", Text);
        _editor.Delete(-1, byWord: true);
        Assert.Equal("one two", Text);
        _editor.Delete(1, byWord: false);
        Assert.Equal("one wo", Text);
        _editor.Move(-1, byWord: false, extends: true);
        _editor.Move(-1, byWord: false, extends: true);
        Assert.Equal("e ", _editor.Selected);
        _editor.Insert("ce t");
        Assert.Equal("once two", Text);
        _editor.SelectAll();
        _editor.Delete(-1, byWord: false);
        Assert.Equal("", Text);
        _editor.Delete(-1, byWord: false);
        _editor.Delete(1, byWord: true);
        Assert.Equal("", Text);
    }

    [Fact]
    public void ArrowKey_EndsASelectionAtItsSide()
    {
        _editor.Insert("one two");
        _editor.SelectWord(5);
        Assert.Equal("two", _editor.Selected);
        _editor.Move(-1, byWord: false, extends: false);
        Assert.Equal((4, ""), (_editor.Caret, _editor.Selected));
        _editor.SelectWord(1);
        _editor.Move(1, byWord: false, extends: false);
        Assert.Equal(3, _editor.Caret);
    }

    [Fact]
    public void CharacterOfTwoChars_IsOneStep()
    {
        _editor.Insert("a\U0001F600b");
        _editor.MoveTo(1);
        _editor.Move(1, byWord: false, extends: false);
        Assert.Equal(3, _editor.Caret);
        _editor.Delete(-1, byWord: false);
        Assert.Equal("ab", Text);
    }

    [Fact]
    public void LineBreaksAndTabs_AreSpaces_AndOtherControlCharactersNothing()
    {
        _editor.Insert("a\r\nb\tc\u0007d");
        Assert.Equal("a b cd", Text);
    }

    [Fact]
    public void WrittenLetters_CanBeCopiedAndNotChanged_AndTheNextWordIsApart()
    {
        _page.Stroke().Type("so").WriteAll();
        _editor.SelectAll();
        Assert.Equal("so", _editor.Selected);
        _editor.Delete(-1, byWord: false);
        Assert.Equal("so", Text);
        _editor.MoveTo(0);
        _editor.Insert("it");
        Assert.Equal(("so it", 5), (Text, _editor.Caret));
        _editor.MoveTo(3);
        _editor.Delete(-1, byWord: true);
        Assert.Equal("soit", Text);
    }
}
