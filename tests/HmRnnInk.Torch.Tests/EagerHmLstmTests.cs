namespace HmRnnInk.Torch.Tests;

public sealed class EagerHmLstmTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TopLayer_HasNoBoundary_AndNoTopDownWeights(int layers)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = layers, Hidden = 6, Embedding = 4 };
        var example = RecurrenceExample.Random(config, time: 5, batch: 2, seed: 1);

        RecurrentOutput output = example.Forward(new EagerHmLstm(config), 1);

        Assert.Equal(layers - 1, output.Boundaries.Length);
        Assert.Equal(layers - 1, output.State.Boundaries.Length);
        Assert.DoesNotContain($"layers.{layers - 1}.top_down.weight", config.Tensors().Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData(2, 1f, false)]
    [InlineData(3, 1.5f, false)]
    [InlineData(3, 1.5f, true)]
    [InlineData(4, 3f, false)]
    public void SingleSteps_EqualTheWholeSequence(int layers, float slope, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = layers, Hidden = 9, Embedding = 4, SoftFlush = softFlush };
        var example = RecurrenceExample.Random(config, time: 20, batch: 3, seed: 2);
        var eager = new EagerHmLstm(config);

        RecurrentOutput whole = example.Forward(eager, slope);
        RecurrentOutput[] steps = example.ForwardStepByStep(eager, slope);

        for (int layer = 0; layer < layers; layer++)
        {
            TensorAssert.Close(whole.Hidden[layer], cat([.. steps.Select(step => step.Hidden[layer])]), 1e-5, $"hidden {layer}");
            TensorAssert.Close(whole.State.CellState[layer], steps[^1].State.CellState[layer], 1e-5, $"cell {layer}");
        }

        for (int layer = 0; layer < layers - 1; layer++)
        {
            Assert.Equal(
                whole.Boundaries[layer].reshape(-1).data<float>().ToArray(),
                cat([.. steps.Select(step => step.Boundaries[layer])]).reshape(-1).data<float>().ToArray());
        }
    }

    [Fact]
    public void BoundaryThatDoesNotFire_HasTheGradientOfWhatFiringWouldChange()
    {
        using DisposeScope scope = NewDisposeScope();
        const float slope = 0.2f;
        var config = new ModelConfig { Layers = 2, Hidden = 5, Embedding = 4 };
        var random = new SeededTensors(7);
        Dictionary<string, Tensor> weights = config.Tensors().Where(tensor => tensor.Name.StartsWith("layers.")).ToDictionary(
            tensor => tensor.Name, tensor => random.Normal(tensor.Shape));
        // The detector's pre-activation is its bias.
        foreach (string matrix in (string[])["bottom_up", "recurrent", "top_down"])
            weights[$"layers.0.{matrix}.weight"][4 * config.Hidden].zero_();
        Tensor detector = zeros(1), biases = weights["layers.0.bias"].narrow(0, 0, 4 * config.Hidden);
        Tensor embedded = random.Normal(1, 1, config.Embedding);
        Tensor ofTop = random.Normal(1, config.Hidden);
        var state = new RecurrentState(
            [random.Normal(1, 5), random.Normal(1, 5)], [random.Normal(1, 5), random.Normal(1, 5)], [zeros(1, 1)]);

        Tensor silent = detector.fill_(-0.1f).clone().requires_grad_(true);
        Tensor loss = Loss(silent, fires: 0);
        loss.backward();

        // The top layer copies. If the layer below fired, it would do an UPDATE instead, with the gates that a COPY leaves unused.
        float change = (Loss(detector.fill_(0.1f), fires: 1) - loss).item<float>();
        Assert.NotEqual(0, change);
        Assert.Equal(change, silent.grad!.item<float>() / (slope / 2), 1e-5);

        Tensor Loss(Tensor bias, float fires)
        {
            weights["layers.0.bias"] = cat([biases, bias]);
            RecurrentOutput output = new EagerHmLstm(config).Forward(weights, embedded, state, slope);
            Assert.Equal(fires, output.Boundaries[0].item<float>());
            return (output.Hidden[1][0] * ofTop).sum() + (output.State.CellState[1] * ofTop).sum();
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void ClearBoundaries_GiveTheGradientOfFiniteDifferences(bool firstFires, bool secondFires)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig { Layers = 3, Hidden = 3, Embedding = 2 };
        var random = new SeededTensors(5, ScalarType.Float64);
        (string Name, int[] Shape)[] layers = [.. config.Tensors().Where(tensor => tensor.Name.StartsWith("layers."))];
        Tensor[] weights = [.. layers.Select(layer => random.Normal(layer.Shape))];
        for (int index = 0; index < layers.Length; index++)
        {
            // So far from the threshold that a detector passes no gradient, and that the finite differences do not move it across.
            if (layers[index].Name == "layers.0.bias") weights[index][4 * config.Hidden] = firstFires ? 100 : -100;
            if (layers[index].Name == "layers.1.bias") weights[index][4 * config.Hidden] = secondFires ? 100 : -100;
        }

        Tensor embedded = random.Normal(4, 2, config.Embedding);
        Tensor[] ofHidden = [.. Enumerable.Range(0, 3).Select(_ => random.Normal(4, 2, config.Hidden))];
        var state = new RecurrentState(
            [.. Enumerable.Range(0, 3).Select(_ => random.Normal(2, config.Hidden))],
            [.. Enumerable.Range(0, 3).Select(_ => random.Normal(2, config.Hidden))],
            [random.Coins(2, 1), random.Coins(2, 1)]);

        FiniteDifferences.AssertGradients([.. weights, embedded], inputs =>
        {
            Dictionary<string, Tensor> named = layers.Select((layer, index) => (layer.Name, inputs[index])).ToDictionary();
            RecurrentOutput output = new EagerHmLstm(config).Forward(named, inputs[^1], state, 1);
            return output.Hidden.Zip(ofHidden, (hidden, weight) => (hidden * weight).sum()).Aggregate((one, other) => one + other);
        });
    }
}
