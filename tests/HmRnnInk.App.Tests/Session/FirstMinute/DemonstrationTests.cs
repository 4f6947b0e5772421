using HmRnnInk.App.Background;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Session.FirstMinute;

public sealed class DemonstrationTests : IDisposable
{
    private readonly TestPage _page = new();
    private readonly BackgroundWork _work = new(inline: true);
    private readonly PackedModel _model = new(
        RandomModel.Create(new ModelConfig { Layers = 3, Hidden = 8, Embedding = 4, OutputEmbedding = 8, Components = 2 }, seed: 3),
        WeightFormat.Float32);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void PageWithoutWriting_ShowsADemonstration()
    {
        var demonstration = new Demonstration(_work, wanted: true);
        Wait(demonstration, Demonstration.WaitSeconds - 0.5);
        Assert.Equal(0, demonstration.Opacity);
        Wait(demonstration, 3);
        Assert.InRange(demonstration.Written, 10, demonstration.Points.Length - 1);
        Assert.Equal(1, demonstration.Opacity);
        Assert.InRange(demonstration.PersonPoints, 300, demonstration.Points.Length - 1);
        Wait(demonstration, 5);
        Assert.Equal(demonstration.Points.Length, demonstration.Written);
        Assert.Empty(_page.Ink.Rows);
    }

    [Fact]
    public void Pen_EndsTheDemonstrationPermanently()
    {
        var demonstration = new Demonstration(_work, wanted: true);
        Wait(demonstration, 8);
        Assert.True(demonstration.Written > 0);
        _page.Ink.PenDown(new(300, 120, _page.Seconds));
        demonstration.Update(_page.Ink, _model, _page.Seconds);
        Assert.Equal((0, 0f), (demonstration.Written, demonstration.Opacity));
        _page.Ink.PenUp(new(300, 120, _page.Seconds));
        _page.Ink.Opened.Open([], handwriting: null, snapshot: null);
        Wait(demonstration, 20);
        Assert.Equal(0, demonstration.Opacity);
    }

    [Fact]
    public void LaterStart_ShowsNoDemonstration()
    {
        var demonstration = new Demonstration(_work, wanted: false);
        Wait(demonstration, 12);
        Assert.Empty(demonstration.Points);
    }

    private void Wait(Demonstration demonstration, double seconds)
    {
        for (double until = _page.Seconds + seconds; _page.Seconds < until;)
        {
            _page.Frame();
            _work.Poll();
            demonstration.Update(_page.Ink, _model, _page.Seconds);
        }
    }
}
