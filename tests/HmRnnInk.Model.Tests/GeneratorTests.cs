namespace HmRnnInk.Model.Tests;

public sealed class GeneratorTests
{
    private readonly InkModel _model = RandomModel.Create(RandomModel.SmallConfig, seed: 8, gain: 1);

    [Fact]
    public void SameSeed_WritesTheSameInk()
    {
        PenOffset[] prime = RandomModel.Line(20, seed: 1);
        PenOffset[] ink = Write(prime, seed: 1);
        Assert.Equal(ink, Write(prime, seed: 1));
        Assert.NotEqual(ink, Write(prime, seed: 2));
        Assert.NotEqual(ink, Write(RandomModel.Line(20, seed: 2), seed: 1));
    }

    [Fact]
    public void Unprimed_BeginsWithAPenDownRow() => Assert.Equal(Write([new PenOffset(0, 0, false)], seed: 3), Write([], seed: 3));

    [Fact]
    public void EachWrittenRow_IsFedOnce()
    {
        PenOffset[] prime = RandomModel.Line(20, seed: 4);
        var generator = new Generator(new SimdStepEngine(_model), new Random(4));
        generator.Start(prime);
        PenOffset[] ink = [.. Enumerable.Range(0, 30).Select(_ => generator.Write())];
        var engine = new SimdStepEngine(_model);
        var trace = new StepTrace(3);
        var next = new MixtureDensity(2);
        foreach (PenOffset row in prime.Concat(ink)) engine.Step(row, trace, next);
        StepAssert.Same(next, generator.Next);
        StepAssert.Same(trace, generator.Trace);
    }

    private PenOffset[] Write(PenOffset[] prime, int seed)
    {
        var generator = new Generator(new SimdStepEngine(_model), new Random(seed));
        generator.Start(prime);
        return [.. Enumerable.Range(0, 30).Select(_ => generator.Write(bias: 0.5))];
    }
}
