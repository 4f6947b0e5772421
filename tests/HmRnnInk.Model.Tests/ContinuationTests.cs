namespace HmRnnInk.Model.Tests;

public sealed class ContinuationTests
{
    private readonly InkModel _model = RandomModel.Create(RandomModel.SmallConfig, seed: 8, gain: 1);

    [Theory]
    [InlineData("..|..|..|", 6)] // the middle is in the second stroke
    [InlineData("..|..|", 6)]
    [InlineData("..|...", 6)] // a last stroke without its end
    [InlineData("|", 1)]
    [InlineData("", 0)]
    public void FirstHalf_EndsWithTheStrokeInTheMiddle(string line, int rows) =>
        Assert.Equal(rows, Continuation.FirstHalf([.. line.Select(row => new PenOffset(1, 1, PenUp: row == '|'))]));

    [Fact]
    public void ByPerson_HasTheLikelihoodOfTheRestOfTheLine()
    {
        PenOffset[] line = RandomModel.Line(60, seed: 3);
        double nats = 0;
        SequenceLikelihood.Of(new SimdStepEngine(_model), line, (row, _, natsOfRow) => nats += row >= 25 ? natsOfRow : 0);
        Continuation rest = Continuation.ByPerson(new SimdStepEngine(_model), line, from: 25);

        Assert.Equal(line[25..], rest.Rows);
        Assert.Equal(nats, rest.Nats, 1e-9);
        Assert.False(rest.EndsAtRest);
    }

    [Fact]
    public void ByPerson_EndsWhereThePenComesToRest()
    {
        PenOffset[] line = [.. RandomModel.Line(30, seed: 3), .. new PenOffset[200]];
        Continuation rest = Continuation.ByPerson(new SimdStepEngine(_model), line, from: 30);
        Assert.True(rest.EndsAtRest);
        Assert.InRange(rest.Rows.Count, 40, 60);
    }

    [Fact]
    public void ByModel_WritesLikeTheGenerator_WithTheLikelihoodOfReadingThatInk()
    {
        PenOffset[] prime = RandomModel.Line(20, seed: 4);
        Continuation written = Continuation.ByModel(new SimdStepEngine(_model), prime, 30, bias: 0.5, new Random(4));
        var generator = new Generator(new SimdStepEngine(_model), new Random(4));
        generator.Start(prime);

        Assert.Equal([.. Enumerable.Range(0, 30).Select(_ => generator.Write(0.5))], written.Rows);
        Assert.Equal(Continuation.ByPerson(new SimdStepEngine(_model), [.. prime, .. written.Rows], from: 20).Nats, written.Nats, 1e-9);
    }
}
