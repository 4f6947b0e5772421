using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.FirstMinute;

namespace HmRnnInk.App.Tests.Ui.FirstMinute;

public class HintsTests
{
    private readonly TestPage _page = new(new LiveSettings { StepCap = 30, Speed = 8 });
    private readonly SeenHints _seen = new(null);
    private Hints _hints;

    public HintsTests() => _hints = new Hints(_seen, wanted: true);

    [Fact]
    public void EmptyPage_HasNoHint()
    {
        Wait(20);
        Assert.Null(_hints.Shown);
    }

    [Fact]
    public void FirstLift_ShowsTheWatchHintUntilTheModelHasWritten()
    {
        _page.Stroke(200, 120);
        Wait(0.1);
        Assert.Equal(Hint.Watch, _hints.Shown);
        WaitForTurn();
        Assert.NotEqual(Hint.Watch, _hints.Shown);
    }

    [Fact]
    public void EachTurnOfTheModel_ShowsOneHint()
    {
        var taught = new List<Hint>();
        for (int turn = 0; turn < 6; turn++)
        {
            _page.Stroke(200 + 50 * turn, 120);
            WaitForTurn();
            HashSet<Hint> shown = [];
            for (int frame = 0; frame < 1200; frame++)
            {
                Frame();
                if (_hints.Shown is { } hint) shown.Add(hint);
            }

            Assert.True(shown.Count <= 1, string.Join(' ', shown));
            taught.AddRange(shown);
        }

        Assert.Equal([Hint.Score, Hint.Controls, Hint.Help], taught);
    }

    [Fact]
    public void Click_DismissesTheHintPermanently()
    {
        _page.Stroke(200, 120);
        WaitForTurn();
        Wait(3);
        Assert.Equal(Hint.Score, _hints.Shown);
        _hints.Card = new Box(500, 500, 300, 30);
        Assert.True(_hints.Contains(600, 510));
        _hints.Take(new InputEvent(InputKind.PenDown, 600, 510, _page.Seconds), _page.Seconds);
        Assert.Null(_hints.Shown);
        Assert.False(_hints.Contains(600, 510));
        _hints = new Hints(_seen, wanted: true);
        _page.Stroke(400, 120);
        WaitForTurn();
        Wait(3);
        Assert.Equal(Hint.Controls, _hints.Shown);
    }

    [Fact]
    public void FeaturesThatWereUsed_GetNoHint()
    {
        _hints.Update(_page.Ink, scoreShown: true, controlsOpen: true, helpShown: true, 1);
        Assert.True(_seen.Contains(Hint.Controls) && _seen.Contains(Hint.Help));
    }

    [Fact]
    public void PenDown_RemovesTheHint()
    {
        _page.Stroke(200, 120);
        Wait(0.1);
        _page.Ink.PenDown(new(300, 120, _page.Seconds));
        Frame();
        Assert.Null(_hints.Shown);
    }

    [Fact]
    public void HintsThatAreNotWanted_AreNotShown()
    {
        _hints = new Hints(_seen, wanted: false);
        _page.Stroke(200, 120);
        WaitForTurn();
        Wait(5);
        Assert.Null(_hints.Shown);
        Assert.True(_seen.IsEmpty);
    }

    private void WaitForTurn()
    {
        FrameUntil(() => _page.Ink.Phase == LivePhase.ModelWrites);
        FrameUntil(() => _page.Ink.Phase != LivePhase.ModelWrites);
    }

    private void FrameUntil(Func<bool> condition)
    {
        for (double end = _page.Seconds + 300; !condition(); Frame())
            Assert.True(_page.Seconds < end, $"After 300 seconds the phase is {_page.Ink.Phase}.");
    }

    private void Wait(double seconds)
    {
        for (double until = _page.Seconds + seconds; _page.Seconds < until;) Frame();
    }

    private void Frame()
    {
        _page.Frame();
        _hints.Update(_page.Ink, scoreShown: true, controlsOpen: false, helpShown: false, _page.Seconds);
    }
}
