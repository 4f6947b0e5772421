namespace HmRnnInk.Model.Tests;

public sealed class TextContrastTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Information_IsTheDifferenceOfTwoEngines_AlsoAfterAFork(bool holdsTop)
    {
        (StepState state, _) = TextPair.AfterPrime("ab ba");
        var pair = new TextPair(state, holdsTop);
        PenOffset[] line = RandomModel.Line(30, 2);
        var contrast = new TextContrast(new PackedModel(TextPair.Model), 3);
        contrast.Begin(state, streams: 1, hasText: true, holdsTop);

        int stream = 0;
        var rows = new PenOffset[3];
        for (int row = 0; row < line.Length; row++)
        {
            Assert.Equal(pair.Information(0.3f, -0.2f, false), contrast.Information(stream, 0.3f, -0.2f, false));
            pair.Step(line[row]);
            rows[stream] = line[row];
            contrast.Step([stream], rows);
            Assert.Equal(pair.Position, contrast.Trace(stream).TextPosition);
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
