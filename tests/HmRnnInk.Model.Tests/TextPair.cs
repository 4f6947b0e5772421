namespace HmRnnInk.Model.Tests;

/// <summary>Two engines that read the same rows, of which only one sees a text, as in a <see cref="TextContrast"/>.</summary>
internal sealed class TextPair
{
    private readonly SimdStepEngine _with = new(Model), _without = new(Model);
    private readonly MixtureDensity _plain = new(Model.Config.Components);

    /// <param name="state">With the text that one of the engines sees.</param>
    public TextPair(StepState state, bool holdsTop)
    {
        _with.Restore(state);
        _without.Restore(state);
        _without.SetText("");
        _with.HoldTop(holdsTop);
        _without.HoldTop(holdsTop);
        _with.Predict(Next);
        _without.Predict(_plain);
    }

    /// <summary>A small model that can write texts of spaces, a and b.</summary>
    public static InkModel Model { get; } = RandomModel.Create(
        RandomModel.SmallConfig with { TextWindow = new() { Alphabet = " ab\ufffd", Components = 2 } }, seed: 2);

    /// <summary>The density of the next row, by the engine that sees the text.</summary>
    public MixtureDensity Next { get; } = new(Model.Config.Components);

    /// <summary>The position in the text after the last row.</summary>
    public int Position { get; private set; }

    /// <returns>An engine that has read some ink, and since its last row sees the text; and its state.</returns>
    public static (StepState State, SimdStepEngine Engine) AfterPrime(string text)
    {
        var engine = new SimdStepEngine(Model);
        PenOffset[] prime = RandomModel.Line(30, 1);
        var trace = new StepTrace(Model.Config.Layers);
        foreach (PenOffset row in prime[..^1]) engine.Advance(row, trace);
        engine.SetText(text);
        engine.Advance(prime[^1], trace);
        StepState state = engine.CreateState();
        engine.CopyStateTo(state);
        return (state, engine);
    }

    /// <returns>log p(row | text) − log p(row | no text), in nats.</returns>
    public double Information(float x, float y, bool penUp) => Next.LogLikelihood(x, y, penUp) - _plain.LogLikelihood(x, y, penUp);

    public void Step(PenOffset row)
    {
        var trace = new StepTrace(Model.Config.Layers);
        _without.Step(row, trace, _plain);
        _with.Step(row, trace, Next);
        Position = trace.TextPosition;
    }
}
