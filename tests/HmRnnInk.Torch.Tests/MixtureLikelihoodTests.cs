namespace HmRnnInk.Torch.Tests;

public sealed class MixtureLikelihoodTests
{
    private const int Components = 3, Width = (6 * Components) + 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Density_IntegratesToOne(int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor head = new SeededTensors(seed, ScalarType.Float64).Normal(1, 1, Width) * 0.5;
        // Deviations are about e^±1.5 and means within ±2. So this square holds all but a millionth, and its cells are small enough for the
        // narrowest component.
        const int cells = 1200;
        const double reach = 30, cell = 2 * reach / cells;
        Tensor axis = (arange(cells, dtype: ScalarType.Float64) + 0.5) * cell - reach;
        Tensor x = axis.view(cells, 1).expand(cells, cells).reshape(1, -1, 1);
        Tensor y = axis.view(1, cells).expand(cells, cells).reshape(1, -1, 1);

        double sum = 0;
        foreach (double penUp in (double[])[0, 1])
        {
            Tensor targets = cat([x, y, full_like(x, penUp)], 2);
            sum += MixtureLikelihood.LogLikelihood(head, targets, Components, -5).exp().sum().ToDouble() * cell * cell;
        }

        Assert.Equal(1, sum, 1e-5);
    }

    [Fact]
    public void LogLikelihood_IsTheSumOverComponentsWrittenOut()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor head = new SeededTensors(4, ScalarType.Float64).Normal(2, 2, Width), targets = RandomTargets(5);

        Tensor likelihood = MixtureLikelihood.LogLikelihood(head, targets, Components, -0.5f);

        for (int time = 0; time < 2; time++)
            for (int line = 0; line < 2; line++)
            {
                double[] raw = head[time, line].data<double>().ToArray(), row = targets[time, line].data<double>().ToArray();
                Assert.Equal(WrittenOut(raw, row, -0.5), likelihood[time, line].ToDouble(), 1e-9);
            }
    }

    [Fact]
    public void LogLikelihood_HasTheGradientOfFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = RandomTargets(7), head = new SeededTensors(6, ScalarType.Float64).Normal(2, 2, Width);

        FiniteDifferences.AssertGradients([head], inputs => MixtureLikelihood.LogLikelihood(inputs[0], targets, Components, -5).sum());
    }

    [Fact]
    public void FarRowsAndExtremeHeads_StayFinite()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor head = (new SeededTensors(8).Normal(1, 50, Width) * 40).requires_grad_(true);
        Tensor targets = new SeededTensors(9).Normal(1, 50, 3) * 100;
        targets.narrow(2, 2, 1).fill_(1);

        Tensor likelihood = MixtureLikelihood.LogLikelihood(head, targets, Components, -5);
        likelihood.sum().backward();

        Assert.True(isfinite(likelihood).all().ToBoolean());
        Assert.True(isfinite(head.grad!).all().ToBoolean());
    }

    private static Tensor RandomTargets(int seed)
    {
        var random = new SeededTensors(seed, ScalarType.Float64);
        return cat([random.Normal(2, 2, 2), random.Coins(2, 2, 1)], 2);
    }

    private static double WrittenOut(double[] head, double[] row, double logFloor)
    {
        double density = 0, weights = 0;
        for (int k = 0; k < Components; k++)
        {
            double weight = Math.Exp(Part(0));
            double deviationX = Math.Exp(Math.Max(Part(3), logFloor)), deviationY = Math.Exp(Math.Max(Part(4), logFloor));
            double correlation = Math.Tanh(Part(5)) * (1 - 1e-4f), x = (row[0] - Part(1)) / deviationX, y = (row[1] - Part(2)) / deviationY;
            double residual = 1 - (correlation * correlation);
            double exponent = ((x * x) + (y * y) - (2 * correlation * x * y)) / (2 * residual);
            density += weight * Math.Exp(-exponent) / (2 * Math.PI * deviationX * deviationY * Math.Sqrt(residual));
            weights += weight;

            double Part(int index) => head[1 + (index * Components) + k];
        }

        double penUp = 1 / (1 + Math.Exp(-head[0]));
        return Math.Log(density / weights) + Math.Log(row[2] == 1 ? penUp : 1 - penUp);
    }
}
