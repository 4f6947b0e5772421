namespace HmRnnInk.App.Tests.Session;

public sealed class LiveMeterTests
{
    [Fact]
    public void Figures_AreOverTheNewestRows()
    {
        TestPage page = Written(new ScriptedEngine());
        LiveMeter meter = Measured(page);
        PageRow[] rows = [.. page.Ink.Rows.TakeLast(LiveMeter.RowsCounted)];
        Assert.True(page.Ink.Rows.Count > rows.Length);
        // The last point of a stroke, and the first of the next.
        bool[] penUps = [.. rows.Select((row, index) => row.Offset.PenUp || (index > 0 && rows[index - 1].Offset.PenUp))];
        // A boundary at every so many rows; the number of copies among nine rows.
        (int Every, int Copies)[] script = [(3, 0), (9, 5), (0, 8)];
        for (int layer = 0; layer < 3; layer++)
        {
            int every = script[layer].Every, newest = page.Ink.Rows.Count - 1;
            bool[] ends = [.. Enumerable.Range(newest - rows.Length + 1, rows.Length).Select(row => every > 0 && row % every == every - 1)];
            int boundaries = ends.Count(end => end), atPenUps = ends.Zip(penUps).Count(pair => pair.First && pair.Second);
            LayerFigures figures = meter.Layers[layer];
            Assert.Equal((double)boundaries / rows.Length, figures.BoundaryRate, 1e-9);
            Assert.Equal(boundaries == 0 ? double.NaN : (double)atPenUps / boundaries, figures.AtPenUps, 1e-9);
            Assert.Equal(script[layer].Copies / 9.0, figures.Skipped, 0.01);
            Assert.Equal(Firing.Sometimes, figures.Firing); // the top layer has no detector and need not fire
        }

        Assert.True(penUps.Count(at => at) > rows.Count(row => row.Offset.PenUp));
        Assert.Equal(penUps.Count(at => at) / (double)rows.Length, meter.PenUpRate, 1e-9);
        Assert.Equal(13 / 27.0, meter.Skipped, 0.01);
    }

    [Theory]
    [InlineData(false, nameof(Firing.Never))]
    [InlineData(true, nameof(Firing.Always))]
    public void LayerThatNeverOrAlwaysFires_IsReported(bool fires, string expectedName)
    {
        Firing expected = Enum.Parse<Firing>(expectedName);
        LiveMeter meter = Measured(Written(new ScriptedEngine { Layer2Fires = fires }));
        Assert.Equal([Firing.Sometimes, expected, Firing.Sometimes], meter.Layers.ToArray().Select(layer => layer.Firing));
    }

    [Fact]
    public void FewRows_GiveNoWarning()
    {
        TestPage page = new TestPage(engine: new ScriptedEngine { Layer2Fires = false }).Stroke(120, 110, 60);
        Assert.All(Measured(page).Layers.ToArray(), layer => Assert.Equal(Firing.Sometimes, layer.Firing));
    }

    [Fact]
    public void WithoutAModelOrInk_ThereAreNoFigures()
    {
        var meter = new LiveMeter();
        Assert.True(meter.CountFrame(1, new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f)));
        Assert.True(meter.Layers.IsEmpty);
        Assert.True(meter.CountFrame(2, new TestPage().Ink));
        Assert.True(meter.Layers.IsEmpty);
        Assert.Equal(0, meter.Skipped);
    }

    private static LiveMeter Measured(TestPage page)
    {
        var meter = new LiveMeter();
        Assert.True(meter.CountFrame(1, page.Ink));
        return meter;
    }

    /// <summary>Writes more rows than the figures cover.</summary>
    private static TestPage Written(ScriptedEngine engine) =>
        new TestPage(new LiveSettings { StepCap = 420, Speed = 8 }, engine).Stroke(120, 110, 50).Wait(10);
}
