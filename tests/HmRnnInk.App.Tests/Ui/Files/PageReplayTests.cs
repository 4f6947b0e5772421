using HmRnnInk.App.Ui.Files;

namespace HmRnnInk.App.Tests.Ui.Files;

public sealed class PageReplayTests
{
    [Fact]
    public void Replay_ShowsMoreInk_CanBePaused_AndEndsWithAllInk()
    {
        List<TimedCapsule> capsules = [.. Enumerable.Range(0, 10).Select(number => new TimedCapsule(default, number, number + 1))];
        var replay = new PageReplay();
        replay.Begin(capsules, seconds: 50);

        Assert.Equal(0, replay.Advance(50.5, 10));
        Assert.Equal(3, replay.Advance(53.5, 10));
        replay.Take(Key(InkKey.Space), 53.5);
        Assert.Equal(3, replay.Advance(60, 10));
        replay.Take(Key(InkKey.Space), 60);
        replay.Take(Key(InkKey.Right), 60); // twice as fast
        Assert.Equal(5, replay.Advance(61, 10));
        Assert.Equal(10, replay.Advance(90, 10));
        Assert.False(replay.IsShown);
        Assert.False(replay.Take(Key(InkKey.Space), 91));
    }

    [Fact]
    public void EscapeOrAnotherPage_EndsTheReplay()
    {
        List<TimedCapsule> capsules = [new TimedCapsule(default, 0, 1), new TimedCapsule(default, 1, 2)];
        var replay = new PageReplay();
        replay.Begin(capsules, 0);
        replay.Take(Key(InkKey.Escape), 0.1);
        Assert.Equal(2, replay.Advance(0.2, 2));

        replay.Begin(capsules, 0);
        Assert.Equal(7, replay.Advance(0.5, 7)); // another number of capsules is another page
    }

    private static InputEvent Key(InkKey key) => new(InputKind.KeyDown, 0, 0, 0, key);
}
