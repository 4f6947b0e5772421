using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Tests.View;

public class ViewNavigationTests
{
    private readonly LiveInk _ink = new TestPage().Ink;
    private readonly ViewNavigation _view;

    public ViewNavigationTests() => _view = new ViewNavigation(new PageCamera(), _ink);

    /// <summary>The key toggles the pause by a command. That was not intended if the pen then dragged the page.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SpaceThatDraggedThePage_LeavesThePauseAsItWas(bool losesFocus)
    {
        Take(InputKind.KeyDown);
        _ink.Paused = true;
        Take(InputKind.PenDown);
        Take(InputKind.PenUp);
        Take(losesFocus ? InputKind.FocusLost : InputKind.KeyUp);
        Assert.False(_ink.Paused);
    }

    [Fact]
    public void SpaceAlone_TogglesThePause()
    {
        Take(InputKind.KeyDown);
        _ink.Paused = true;
        Take(InputKind.FocusLost);
        Assert.True(_ink.Paused);
    }

    private void Take(InputKind kind) => _view.Take(new InputEvent(kind, 100, 100, 0, InkKey.Space), 0);
}
