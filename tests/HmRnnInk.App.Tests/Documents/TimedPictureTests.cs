using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

public sealed class TimedPictureTests
{
    [Fact]
    public void Capsules_AreThoseOfTheStillPictureInOrder_WithIncreasingTimes()
    {
        TestPage page = new TestPage(new LiveSettings { StepCap = 30, Speed = 8 }).Stroke(200, 144).Wait(3);
        var segments = new LayerSegments();
        segments.Update(page.Ink.Rows, 0, page.Ink.Layers);
        var paint = new InkPaint(segments.Number, page.Ink.Hiddens);
        paint.Choose(Palette.Light, default, page.Ink.TracedRows);
        var still = new InkPicture(new InkPen(2.75f, Varies: true));
        still.Update(page.Ink.RowSpan, 0, [], paint);

        List<TimedCapsule> timed = TimedPicture.Of(page.Ink.Rows, paint, still.Pen);

        Assert.Equal(still.Capsules, timed.Select(part => part.Capsule));
        Assert.All(timed, part => Assert.True(part.StartSeconds <= part.EndSeconds));
        Assert.All(timed.Zip(timed.Skip(1)), pair => Assert.True(pair.First.EndSeconds <= pair.Second.StartSeconds + 1e-9));
        Assert.Equal(PageTiming.Of(page.Ink.Rows, TimedPicture.LongestRestSeconds)[^1] + 0.015, timed[^1].EndSeconds, 1e-6);
    }
}
