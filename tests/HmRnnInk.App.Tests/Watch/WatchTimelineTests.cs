using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Watch;

public sealed class WatchTimelineTests
{
    private static readonly long[] Points = [20_000, 100_000, 500_000, 1_000_000, 4_000_000];

    [Fact]
    public void OpenedRun_PlaysFromItsFirstCheckpointToItsLast_AndThenFollows()
    {
        WatchTimeline timeline = Opened();
        Assert.Equal((0, true), (timeline.Current, timeline.Playing));

        var seen = new List<int>();
        double seconds = 0;
        for (; timeline.Playing && seconds < 60; seconds += Frame(timeline))
            if (seen.Count == 0 || seen[^1] != timeline.Current) seen.Add(timeline.Current);

        Assert.Equal([0, 1, 2, 3, 4], seen);
        Assert.InRange(seconds, 8, 12);
        Assert.True(timeline.Following);
        Assert.Equal(Points[^1], timeline.Shown!.File.Points);
    }

    [Fact]
    public void Playing_WaitsForACheckpointThatIsStillBeingRead()
    {
        var timeline = new WatchTimeline();
        timeline.Take(MadeUpRun.Listing(Points));
        timeline.Take(Reading(Points[0]));
        Wait(timeline, 20);
        Assert.Equal((1, Points[0]), (timeline.Current, timeline.Shown!.File.Points));

        timeline.Take(Reading(Points[1]));
        Wait(timeline, 20);
        Assert.Equal((2, Points[1]), (timeline.Current, timeline.Shown.File.Points));
    }

    [Fact]
    public void Steps_GoFromCheckpointToCheckpoint_AndStopAtTheEnds()
    {
        WatchTimeline timeline = Opened();
        timeline.Step(1);
        Assert.Equal((1, false, false), (timeline.Current, timeline.Playing, timeline.Following));
        timeline.Step(-5);
        Assert.Equal(0, timeline.Current);
        timeline.Step(3);
        timeline.Step(1);
        Assert.Equal((4, true), (timeline.Current, timeline.Following));
        timeline.ToFirst();
        Assert.Equal((0, false), (timeline.Current, timeline.Following));
        timeline.ToLast();
        Assert.Equal(4, timeline.Current);
    }

    [Fact]
    public void Playhead_GlidesToItsCheckpoint_WhichIsSeenAtOnce()
    {
        WatchTimeline timeline = Opened();
        timeline.ToFirst();
        Wait(timeline, 1);
        timeline.ToLast();
        Frame(timeline);
        Assert.Equal(Points[^1], timeline.Shown!.File.Points);
        Assert.InRange(timeline.Playhead, 0.05, 0.95);
        Wait(timeline, 1);
        Assert.Equal(1, timeline.Playhead, 1e-3);
    }

    [Fact]
    public void Dragging_ShowsTheNearestCheckpoint_AndReleaseStaysThere()
    {
        WatchTimeline timeline = Opened();
        timeline.Drag(timeline.PositionOf(110_000));
        Frame(timeline);
        Assert.Equal((1, false), (timeline.Current, timeline.Playing));
        Assert.Equal(timeline.PositionOf(110_000), timeline.Playhead, 1e-6);
        timeline.Drag(-3);
        Assert.Equal((0, 0.0), (timeline.Current, Math.Round(timeline.Playhead, 6)));
        timeline.Drag(timeline.PositionOf(450_000));
        timeline.Release();
        Wait(timeline, 1);
        Assert.Equal(timeline.PositionOf(500_000), timeline.Playhead, 1e-6);
    }

    [Fact]
    public void PlayheadAtTheEnd_FollowsTheRun()
    {
        WatchTimeline timeline = Opened();
        timeline.ToLast();
        timeline.Take(MadeUpRun.Listing([.. Points, 6_000_000]));
        timeline.Take(Reading(6_000_000));
        Wait(timeline, 3);
        Assert.Equal((5, true), (timeline.Current, timeline.Following));
        Assert.Equal(6_000_000, timeline.Shown!.File.Points);
        Assert.Equal(1, timeline.Playhead, 1e-3);
    }

    [Fact]
    public void PlayheadElsewhere_StaysInPlace()
    {
        WatchTimeline timeline = Opened();
        timeline.Step(2);
        timeline.Take(MadeUpRun.Listing([.. Points, 6_000_000]));
        Wait(timeline, 3);
        Assert.Equal((2, Points[2]), (timeline.Current, timeline.Shown!.File.Points));
    }

    [Fact]
    public void ThinnedHistory_ShowsTheNearestThatIsLeft()
    {
        WatchTimeline timeline = Opened();
        timeline.Step(2);
        Wait(timeline, 1);
        timeline.Take(MadeUpRun.Listing(Points[0], Points[1], Points[3], Points[4]));
        Wait(timeline, 1);
        Assert.Equal((2, Points[3]), (timeline.Current, timeline.Shown!.File.Points));
        Assert.Equal(4, timeline.ReadCount);
        Assert.Equal(2, timeline.ShownHues.Count);
    }

    [Fact]
    public void DeletedRun_HasNoCurrentCheckpoint_AndTheLastReadingStaysVisible()
    {
        WatchTimeline timeline = Opened();
        timeline.ToLast();
        Frame(timeline);
        timeline.Take(RunListing.Empty);
        timeline.TogglePlay();
        Frame(timeline);
        Assert.Equal((-1, 0), (timeline.Current, timeline.ReadCount));
        Assert.Null(timeline.Failure);
        Assert.Equal(Points[^1], timeline.Shown!.File.Points);
        Assert.Equal(2, timeline.ShownHues.Count);
        timeline.Take(MadeUpRun.Listing(Points));
        Assert.Equal(4, timeline.Current);
    }

    [Fact]
    public void UnreadableCheckpoint_IsReported_AndThePreviousOneStaysVisible()
    {
        WatchTimeline timeline = Opened();
        timeline.ToLast();
        Frame(timeline);
        timeline.Take(MadeUpRun.Listing([.. Points, 6_000_000]));
        timeline.Take(new CheckpointReading(MadeUpRun.Checkpoint(6_000_000), 0, 0, [], [], "it is damaged"));
        Frame(timeline);
        Assert.Equal((5, "it is damaged", Points[^1]), (timeline.Current, timeline.Failure, timeline.Shown!.File.Points));
        timeline.Step(-1);
        Assert.Null(timeline.Failure);
    }

    [Fact]
    public void TogglePlay_Stops_AndPlaysFromTheFirstCheckpointAtTheEnd()
    {
        WatchTimeline timeline = Opened();
        timeline.TogglePlay();
        Assert.False(timeline.Playing);
        timeline.ToLast();
        timeline.TogglePlay();
        Frame(timeline);
        Assert.Equal((0, true, false), (timeline.Current, timeline.Playing, timeline.Following));
    }

    [Fact]
    public void OneCheckpoint_IsShownAndFollowed()
    {
        var timeline = new WatchTimeline();
        timeline.Take(MadeUpRun.Listing(20_000));
        timeline.Take(Reading(20_000));
        Wait(timeline, 1);
        Assert.Equal((0, false, true), (timeline.Current, timeline.Playing, timeline.Following));
        Assert.Equal(20_000, timeline.Shown!.File.Points);
        Assert.InRange(timeline.Playhead, 0, 1);
        timeline.TogglePlay();
        Assert.False(timeline.Playing);
    }

    [Fact]
    public void EmptyRun_AcceptsEveryCommand()
    {
        var timeline = new WatchTimeline();
        timeline.Take(RunListing.Empty);
        timeline.Step(1);
        timeline.ToLast();
        timeline.TogglePlay();
        timeline.Drag(0.5);
        timeline.Release();
        Frame(timeline);
        Assert.Equal(-1, timeline.Current);
        Assert.Null(timeline.Shown);
        // The commands have stopped the timeline, so it shows the last checkpoint once there is one.
        timeline.Take(MadeUpRun.Listing(Points));
        Assert.Equal(4, timeline.Current);
    }

    private static WatchTimeline Opened()
    {
        var timeline = new WatchTimeline();
        timeline.Take(MadeUpRun.Listing(Points));
        foreach (long points in Points) timeline.Take(Reading(points));
        Frame(timeline);
        return timeline;
    }

    private static CheckpointReading Reading(long points) => MadeUpRun.Reading(points, every: 5, rows: 60);

    private static double Frame(WatchTimeline timeline)
    {
        timeline.Advance(1 / 60.0);
        return 1 / 60.0;
    }

    private static void Wait(WatchTimeline timeline, double seconds)
    {
        for (int frame = 0; frame < seconds * 60; frame++) Frame(timeline);
    }
}
