using HmRnnInk.Torch.Probing;

namespace HmRnnInk.Torch.Tests.Probing;

public sealed class LinearProbeTests
{
    [Fact]
    public void LinearLabels_AreFound_InAnyUnitOfTheFeatures()
    {
        using var scope = NewDisposeScope();
        Tensor features = Features(4000) * tensor([1f, 1000f, 0.01f, 1f]) + tensor([0f, 5000f, 3f, 7f]);
        features[TensorIndex.Colon, 3] = 7; // a feature that never varies
        Tensor first = (features[TensorIndex.Colon, 1] - 5000) / 1000, second = (features[TensorIndex.Colon, 2] - 3) / 0.01f;
        Tensor labels = (first - second > 1).to(ScalarType.Float32).unsqueeze(1);

        LinearProbe probe = LinearProbe.Fit(features, labels, [0], epochs: 250, seed: 1);

        Assert.InRange(Accuracy(probe, features, labels, probe.Column(0, 0)), 0.98, 1);
    }

    [Fact]
    public void UnusedRows_AreNotLearntFrom()
    {
        using var scope = NewDisposeScope();
        Tensor features = Features(4000), truth = (features[TensorIndex.Colon, 0] > 0).to(ScalarType.Float32).unsqueeze(1);
        // Nine of ten rows have wrong labels. The second kind of label marks them as unused.
        Tensor wrong = (arange(4000) % 10 != 0).unsqueeze(1);
        Tensor labels = cat([where(wrong, 1 - truth, truth), where(wrong, full_like(truth, LinearProbe.Unused), truth)], 1);

        LinearProbe probe = LinearProbe.Fit(features, labels, [0], epochs: 100, seed: 1);

        Assert.InRange(Accuracy(probe, features, truth, probe.Column(0, 0)), 0, 0.05);
        Assert.InRange(Accuracy(probe, features, truth, probe.Column(1, 0)), 0.85, 1);
    }

    [Fact]
    public void Decays_AreFittedSideBySide()
    {
        using var scope = NewDisposeScope();
        Tensor features = Features(2000), labels = (features[TensorIndex.Colon, 0] > 0).to(ScalarType.Float32).unsqueeze(1);

        LinearProbe probe = LinearProbe.Fit(features, labels, [0, 10], epochs: 250, seed: 1);

        Assert.Equal(2, probe.Columns);
        float[][] scores = probe.Logits([2, 0, 0, 0]);
        Assert.True(scores[probe.Column(0, 0)][0] > 1);
        Assert.InRange(scores[probe.Column(0, 1)][0], 0, 0.5f);
    }

    [Fact]
    public void SameSeed_GivesTheSameProbe_AlsoFromFloat16()
    {
        using var scope = NewDisposeScope();
        Tensor features = Features(2000).to(ScalarType.Float16);
        Tensor labels = (features[TensorIndex.Colon, 0] > 0).to(ScalarType.Float32).unsqueeze(1);
        float[] row = [0.1f, 0.2f, 0.3f, 0.4f];

        float score = LinearProbe.Fit(features, labels, [0], epochs: 5, seed: 3).Logits(row)[0][0];

        Assert.Equal(score, LinearProbe.Fit(features.to(ScalarType.Float32), labels, [0], epochs: 5, seed: 3).Logits(row)[0][0], 1e-4f);
    }

    private static Tensor Features(int rows)
    {
        using var generator = new Generator(7);
        return randn(rows, 4, generator: generator);
    }

    private static double Accuracy(LinearProbe probe, Tensor features, Tensor labels, int column)
    {
        float[] scores = probe.Logits([.. features.contiguous().data<float>()])[column];
        return scores.Zip([.. labels.contiguous().data<float>()]).Average(row => row.First > 0 == row.Second > 0 ? 1.0 : 0);
    }
}
