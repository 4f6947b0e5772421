using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Session;

/// <summary>A page with a random model that grows ghosts, and a clock that the test controls.</summary>
internal sealed class GhostPage
{
    private readonly PackedModel _model;

    public GhostPage(LiveSettings? settings = null, int seed = 23, int ghostSeed = 1)
    {
        _model = new PackedModel(HandlikeModel.Create(seed));
        Engine = new SimdStepEngine(_model);
        var reading = new ReadingEngine(Engine, new Random(1), ghosts: new GhostGrower(_model));
        settings = (settings ?? new LiveSettings { DelaySeconds = 5 }) with { Turns = TurnTaking.Delay };
        Ink = new LiveInk(new RunningModel(reading, inline: true), Layout, settings, 0.2f, ghostSeed);
    }

    public static PageLayout Layout { get; } = PageLayout.Fit(1280, 800, 25);

    public SimdStepEngine Engine { get; }

    public LiveInk Ink { get; }

    public LiveGhosts Ghosts => Ink.Ghosts;

    public GhostPath Favourite => new(Ghosts.Tree!, Ghosts.Favourite);

    public double Seconds { get; private set; } = 1;

    public GhostPage Write(float x = 120, float y = 110)
    {
        Ink.PenDown(new(x, y, Seconds));
        Move(x, y, 30);
        Ink.PenUp(new(x + 90, y, Seconds += 0.015));
        Wait(0.5);
        return this;
    }

    public void Move(float x, float y, int points)
    {
        for (int point = 1; point < points; point++)
        {
            Ink.PenMove(new(x + 3 * point, y - 14 * MathF.Sin(0.5f * point), Seconds += 0.015));
            Ink.Advance(Seconds);
        }
    }

    public void Frame() => Ink.Advance(Seconds += 1 / 60.0);

    public void Wait(double seconds)
    {
        for (double until = Seconds + seconds; Seconds < until;) Frame();
    }

    /// <summary>A page whose favourite, a part of which was accepted, is less likely than all ghosts that keys select.</summary>
    public static GhostPage WithUnlikelyFavourite()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            GhostPage page = new GhostPage(new LiveSettings { DelaySeconds = 1000, Ghosts = 16 }, ghostSeed: seed).Write();
            for (int segment = 0; segment < 4 && page.Ink.Choose(LiveGhosts.Choices, page.Seconds); segment++)
            {
                page.Ghosts.AcceptUpToBoundary(0, page.Seconds);
                page.Frame();
                if (page.Ghosts.FavouriteNumber > LiveGhosts.Choices) return page;
            }
        }

        throw new InvalidOperationException("No seed gives such a favourite.");
    }

    /// <inheritdoc cref="ReadPage.AssertIsReadBy"/>
    public void AssertModelHasReadThePage() => Ink.AssertIsReadBy(Engine, _model);
}
