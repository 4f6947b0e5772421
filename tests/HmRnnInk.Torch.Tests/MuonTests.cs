namespace HmRnnInk.Torch.Tests;

public sealed class MuonTests
{
    private const double Rate = 0.01;

    [Theory]
    [InlineData(24, 6)]
    [InlineData(6, 24)]
    [InlineData(9, 9)]
    public void Orthogonalise_KeepsSingularVectors_AndBringsSingularValuesNearOne(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var generator = new torch.Generator(3);
        (Tensor left, Tensor _, Tensor right) = linalg.svd(randn(rows, columns, generator: generator), fullMatrices: false);
        int rank = Math.Min(rows, columns);
        Tensor values = logspace(0, -2.5, rank); // from 1 to 0.003
        Tensor result = Muon.Orthogonalise(left.mul(values).mm(right) * 37);
        Tensor inside = left.t().mm(result).mm(right.t()); // diagonal if the singular vectors are the same
        float[] diagonal = inside.diagonal().clone().data<float>().ToArray();
        Assert.All(diagonal, value => Assert.InRange(value, 0.4f, 1.6f));
        Assert.InRange((inside - diag(inside.diagonal())).abs().max().item<float>(), 0, 1e-3f);
        Assert.InRange((left.mm(inside).mm(right) - result).abs().max().item<float>(), 0, 1e-3f);
    }

    [Fact]
    public void Orthogonalise_OfZeros_IsZero() =>
        Assert.Equal(0, Muon.Orthogonalise(zeros(4, 3)).abs().max().item<float>());

    [Fact]
    public void Step_MovesAMatrixAgainstItsGradient_ByTheSameSizeForAnyGradient()
    {
        using var scope = NewDisposeScope();
        using var generator = new torch.Generator(3);
        Tensor gradient = randn(40, 10, generator: generator);
        Tensor small = FirstStep(gradient * 1e-4), large = FirstStep(gradient * 1e3);
        Assert.InRange((small - large).abs().max().item<float>(), 0, 1e-6f);
        Assert.True((small * gradient).sum().item<float>() < 0);
        Assert.InRange(small.pow(2).mean().sqrt().item<float>(), 0.5 * 0.2 * Rate, 1.5 * 0.2 * Rate); // as Adam's steps

        static Tensor FirstStep(Tensor gradient)
        {
            var values = zeros(400).requires_grad_(true);
            using var optimiser = new Optimiser(values, muon: new([new(0, 40, 10, RateShare: 1)]));
            (values.view(40, 10) * gradient).sum().backward();
            optimiser.Step(Rate, clipNorm: double.MaxValue);
            return values.detach().view(40, 10);
        }
    }

    [Fact]
    public void WeightDecay_ShrinksTheMatrices_AndNothingElse()
    {
        using var scope = NewDisposeScope();
        var values = ones(14).requires_grad_(true);
        using var optimiser = new Optimiser(values, muon: new([new(0, 4, 3, RateShare: 0.5)], weightDecay: 2));
        (values * 0).sum().backward();
        optimiser.Step(Rate, clipNorm: 1);
        Assert.InRange((values.narrow(0, 0, 12) - (1 - (0.5 * Rate * 2))).abs().max().item<float>(), 0, 1e-6f);
        Assert.True(values.narrow(0, 12, 2).equal(1).all().item<bool>());
    }

    [Fact]
    public void WeightsOutsideTheMatrices_LearnByAdam_AndMomentsAreOfBoth()
    {
        using var scope = NewDisposeScope();
        using var generator = new torch.Generator(3);
        Tensor start = rand(31, generator: generator);
        Tensor mixed = start.clone().requires_grad_(true), plain = start.clone().requires_grad_(true);
        // Values 0 to 4, 17 to 18 and 27 to 30 are in no matrix.
        Muon muon = new([new(5, 4, 3, RateShare: 1), new(19, 2, 4, RateShare: 0)]);
        using var optimiser = new Optimiser(mixed, averageDecay: 0.5, muon: muon);
        using var adam = new Optimiser(plain, averageDecay: 0.5);
        for (int step = 0; step < 4; step++)
        {
            Tensor gradient = randn(31, generator: generator);
            (mixed * gradient).sum().backward();
            (plain * gradient).sum().backward();
            Assert.Equal(adam.Step(Rate, 2), optimiser.Step(Rate, 2), 1e-6);
        }

        Assert.Equal([(0L, 5L), (17L, 2L), (27L, 4L)], muon.Others(31));
        foreach ((long first, long length) in muon.Others(31))
        {
            Assert.True(mixed.narrow(0, first, length).equal(plain.narrow(0, first, length)).all().item<bool>());
            Assert.True(optimiser.Average!.narrow(0, first, length).equal(adam.Average!.narrow(0, first, length)).all().item<bool>());
        }

        Assert.True(mixed.narrow(0, 19, 8).equal(start.narrow(0, 19, 8)).all().item<bool>()); // its rate is 0
        Tensor moved = (mixed - start).narrow(0, 5, 12).abs(), averaged = (optimiser.Average! - start).narrow(0, 5, 12).abs();
        Assert.InRange(moved.max().item<float>(), 1e-4f, 1);
        Assert.InRange(averaged.max().item<float>(), 1e-4f, moved.max().item<float>());
        Assert.Equal(0, optimiser.SecondMoment.narrow(0, 5, 12).abs().max().item<float>());
        Assert.InRange(optimiser.FirstMoment.narrow(0, 5, 12).abs().max().item<float>(), 1e-4f, 1);
    }

    [Fact]
    public void MatricesOfAModel_AreThoseOfItsGates_WithoutDetectors()
    {
        var config = new ModelConfig { Layers = 2, Hidden = 6, Embedding = 4, OutputEmbedding = 6, Components = 2 };
        using var parameters = ParameterVector.Initialise(config, 1, CPU);
        (long Start, long Length)[] others = parameters.ForMuon(_ => 1).Others(config.ParameterCount());
        int learntByMuon = config.ParameterCount() - (int)others.Sum(range => range.Length);
        // Layer 1: recurrent, bottom-up from the embedding, top-down. Layer 2: recurrent and bottom-up. 24 rows of gates each.
        Assert.Equal(24 * (6 + 4 + 6 + 6 + 6), learntByMuon);
        Assert.Equal(4 * 3 + 4, others[0].Length); // the embedding
        Assert.Equal(6, others[1].Length); // the detector's row of the recurrent matrix
    }
}
