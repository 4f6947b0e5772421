namespace HmRnnInk.Model.Tests;

public sealed class SequenceLikelihoodTests
{
    [Fact]
    public void Likelihood_IsTheSumOverAllRowsExceptTheFirst()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 2, gain: 1);
        PenOffset[] line = RandomModel.Line(40, seed: 2);
        var reference = new ReferenceStepEngine(model);
        var next = new MixtureDensity(2);
        double expected = 0;
        for (int row = 0; row < line.Length; row++)
        {
            if (row > 0)
                expected += next.LogLikelihood((line[row].DeltaX - 8.21f) / 42.41f, (line[row].DeltaY - 0.12f) / 37.07f, line[row].PenUp);
            reference.Step(line[row], new StepTrace(3), next);
        }

        var reported = new List<double>();
        SequenceLikelihood likelihood = SequenceLikelihood.Of(new SimdStepEngine(model), line, (index, _, nats) =>
        {
            Assert.Equal(reported.Count, index);
            reported.Add(nats);
        });
        Assert.Equal(39, likelihood.Rows);
        Assert.Equal(expected, likelihood.Nats, 1e-2);
        Assert.Equal(likelihood.Nats, reported.Sum(), 1e-9);
        Assert.Equal(0, reported[0]);
        Assert.Equal(likelihood.Nats / 39, likelihood.NatsPerRow);
    }

    [Fact]
    public void LikelihoodOfNoRows_IsZero() =>
        Assert.Equal(
            new SequenceLikelihood(0, 0),
            SequenceLikelihood.Of(new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 2)), []));
}
