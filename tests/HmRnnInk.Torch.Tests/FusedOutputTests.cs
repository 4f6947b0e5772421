namespace HmRnnInk.Torch.Tests;

/// <summary>The fused output module against the eager one, which is the reference.</summary>
public sealed class FusedOutputTests
{
    [Theory]
    [InlineData(2, 16, 16, 3, 4, 5, null)]
    [InlineData(3, 33, 21, 20, 11, 13, null)]
    [InlineData(4, 7, 100, 1, 1, 1, null)]
    [InlineData(3, 48, 130, 20, 17, 25, null)]
    [InlineData(3, 33, 21, 20, 11, 13, "abc\ufffd")]
    [InlineData(2, 16, 130, 3, 17, 25, "abcdefghijklmnopqrstuvwxyz\ufffd")]
    public void Fused_GivesEagerHeadAndGradients(
        int layers, int hidden, int embedding, int components, int batch, int time, string? alphabet)
    {
        using DisposeScope scope = NewDisposeScope();
        var config = new ModelConfig
        {
            Layers = layers,
            Hidden = hidden,
            OutputEmbedding = embedding,
            Components = components,
            TextWindow = alphabet is null ? null : new() { Alphabet = alphabet },
        };
        using var fused = new FusedOutput(config);
        for (int seed = 0; seed < 3; seed++)
        {
            var random = new SeededTensors(seed);
            Dictionary<string, Tensor> weights = config.Tensors()
                .Where(tensor => tensor.Name.StartsWith("output.") || tensor.Name.StartsWith("head."))
                .ToDictionary(tensor => tensor.Name, tensor => random.Normal(tensor.Shape).requires_grad_(true));
            Tensor[] states = [.. Enumerable.Range(0, layers).Select(layer => States(random, layer).requires_grad_(true))];
            Tensor[] textVectors = alphabet is null ? [] : [random.Uniform(time, batch, alphabet.Length).requires_grad_(true)];
            Tensor ofHead = random.Normal(time, batch, config.MixtureWidth); // the gradient of the loss with respect to head

            Tensor expected = Run(new EagerOutput(config), out Tensor[] expectedGradients);
            Tensor actual = Run(fused, out Tensor[] actualGradients);

            TensorAssert.Close(expected, actual, 1e-4, "head");
            string[] names = [.. states.Select((_, layer) => $"∂h{layer}"), .. textVectors.Select(_ => "∂w"), .. weights.Keys];
            for (int index = 0; index < names.Length; index++)
                TensorAssert.Close(expectedGradients[index], actualGradients[index], 1e-4, names[index]);

            Tensor Run(IOutputModule module, out Tensor[] gradients)
            {
                Tensor head = module.Forward(weights, states, textVectors.SingleOrDefault());
                (head * ofHead).sum().backward();
                Tensor[] leaves = [.. states, .. textVectors, .. weights.Values];
                gradients = [.. leaves.Select(leaf => leaf.grad!.clone())];
                foreach (Tensor leaf in leaves) leaf.grad!.zero_();
                return head.detach();
            }
        }

        // The bottom layer changes h at each step, the next about every second time, the one above it every third time, and so on.
        Tensor States(SeededTensors random, int layer)
        {
            Tensor states = random.Normal(time, batch, hidden);
            Tensor copies = random.Uniform(time, batch, 1) < layer / (layer + 1.0);
            for (int step = 1; step < time; step++) states[step].copy_(where(copies[step], states[step - 1], states[step]));
            return states;
        }
    }
}
