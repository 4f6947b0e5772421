using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;

namespace HmRnnInk.App.Tests.Session;

/// <summary>A page with a model that writes texts, and a clock that the test controls.</summary>
internal sealed class TextPage
{
    private readonly PackedModel _model;

    public TextPage(InkModel? model = null, LiveSettings? settings = null)
    {
        _model = new PackedModel(model ?? TextModel.Create());
        Engine = new SimdStepEngine(_model);
        var reading = new ReadingEngine(
            Engine, new SeededRandom(3), ghosts: new GhostGrower(_model), words: new WordCandidates(_model, WordCandidates.DefaultCount));
        var running = new RunningModel(reading, inline: true);
        Ink = new LiveInk(running, Layout, settings ?? new LiveSettings { Turns = TurnTaking.OnRequest }, 0.1f);
    }

    public static PageLayout Layout { get; } = PageLayout.Fit(1280, 800, 20);

    public SimdStepEngine Engine { get; }

    /// <summary>The model continues by itself soon after the pen rests.</summary>
    public static LiveSettings ByItself { get; } = new() { Turns = TurnTaking.Delay, DelaySeconds = 0.3 };

    public static LiveSettings Fast { get; } = new() { Turns = TurnTaking.OnRequest, Speed = double.PositiveInfinity };

    public LiveInk Ink { get; }

    public LiveText Text => Ink.Text;

    public double Seconds { get; private set; } = 1;

    public IEnumerable<PageRow> ModelRows => Ink.Rows.Where(row => row.Owner == RowOwner.Model);

    /// <summary>Draws a wave.</summary>
    public TextPage Stroke(float x = 120, float y = 110)
    {
        Ink.PenDown(new InkPoint(x, y, Seconds));
        for (int point = 1; point < 30; point++)
            Ink.PenMove(new InkPoint(x + 2 * point, y - 8 * MathF.Sin(0.5f * point), Seconds += 0.015));
        Ink.PenUp(new InkPoint(x + 60, y, Seconds += 0.015));
        Frame();
        return this;
    }

    public TextPage Type(string text)
    {
        Text.Replace(Text.Text.Length, 0, text);
        Frame();
        return this;
    }

    public TextPage Start()
    {
        Ink.Turn.Continue(Seconds);
        Frame();
        return this;
    }

    public void Frame()
    {
        Ink.Advance(Seconds += 1 / 60.0);
        Ink.TakeAnswers();
    }

    /// <summary>Lets time pass until something is true, for at most a minute.</summary>
    public void Until(Func<bool> condition)
    {
        for (int frame = 0; !condition(); frame++)
        {
            Assert.True(frame < 3600, $"It did not happen: {Text.Written} of {Text.Text.Length} characters, {Ink.Phase}, {Ink.Notice}");
            Frame();
        }
    }

    public TextPage WriteAll()
    {
        Start();
        Until(() => Ink.Phase == LivePhase.Idle);
        return this;
    }

    /// <inheritdoc cref="ReadPage.AssertIsReadBy"/>
    public void AssertModelHasReadThePage() => Ink.AssertIsReadBy(Engine, _model);
}
