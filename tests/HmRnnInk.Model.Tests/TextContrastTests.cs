namespace HmRnnInk.Model.Tests;

public sealed class TextContrastTests
{
    private static readonly InkModel Model = RandomModel.Create(
        RandomModel.SmallConfig with { TextWindow = new() { Alphabet = " ab\ufffd", Components = 2 } }, seed: 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Information_IsTheDifferenceOfTwoEngines_AlsoAfterAFork(bool holdsTop)
    {
        SimdStepEngine with = new(Model), without = new(Model);
        MixtureDensity next = new(Model.Config.Components), plain = new(Model.Config.Components);
        var trace = new StepTrace(Model.Config.Layers);
        PenOffset[] prime = RandomModel.Line(30, 1), line = RandomModel.Line(30, 2);
        foreach (PenOffset row in prime[..^1]) with.Step(row, trace, next);
        with.SetText("ab ba");
        with.Step(prime[^1], trace, next);
        StepState state = with.CreateState();
        with.CopyStateTo(state);
        without.Restore(state);
        without.SetText("");
        without.Predict(plain);
        with.HoldTop(holdsTop);
        without.HoldTop(holdsTop);
        var contrast = new TextContrast(new PackedModel(Model), 3);
        contrast.Begin(state, streams: 1, hasText: true, holdsTop);

        int stream = 0;
        var rows = new PenOffset[3];
        for (int row = 0; row < line.Length; row++)
        {
            Assert.Equal(next.LogLikelihood(0.3f, -0.2f, false) - plain.LogLikelihood(0.3f, -0.2f, false),
                contrast.Information(stream, 0.3f, -0.2f, false));
            with.Step(line[row], trace, next);
            without.Step(line[row], new StepTrace(Model.Config.Layers), plain);
            rows[stream] = line[row];
            contrast.Step([stream], rows);
            Assert.Equal(trace.TextPosition, contrast.Trace(stream).TextPosition);
            if (row != 10) continue;
            contrast.Fork(stream, into: 2);
            stream = 2;
        }

        Assert.NotEqual(0, contrast.Information(stream, 0.3f, -0.2f, false));
    }

    [Fact]
    public void StateWithoutAText_HasNoInformation()
    {
        var contrast = new TextContrast(new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 2)), 2);
        contrast.Begin(new StepState(RandomModel.SmallConfig), streams: 2, hasText: false, holdsTop: false);
        Assert.Equal(0, contrast.Information(1, 0.3f, -0.2f, false));
    }
}
