using HmRnnInk.Ink;
using HmRnnInk.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The engine that draws against the model that was trained.</summary>
public sealed class StepEngineParityTests
{
    [Theory]
    [InlineData(Cell.HmLstm, 3, false)]
    [InlineData(Cell.HmLstm, 3, true)]
    [InlineData(Cell.HmLstm, 4, false)]
    [InlineData(Cell.Lstm, 3, false)]
    public void Engine_MatchesTorchStepByStep(Cell cell, int layers, bool recompute)
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        const float slope = 1.5f;
        const int rows = 80;
        var config = new ModelConfig
        {
            Cell = cell,
            Layers = layers,
            Hidden = 24,
            Embedding = 12,
            OutputEmbedding = 20,
            Components = 4,
            RecomputeBoundaryOnCopy = recompute,
        };
        using var parameters = ParameterVector.Initialise(config, seed: 1, CPU);
        parameters.Values.copy_(new SeededTensors(11).Normal(config.ParameterCount()) * 0.4);
        foreach ((string name, Tensor bias) in parameters.Views())
            if (name.StartsWith("layers.") && name.EndsWith(".bias")) bias.fill_(0); // detectors that fire now and then
        var model = new InkModel(
            new() { Config = config, Normalisation = new Normalisation(8.21f, 0.12f, 42.41f, 37.07f), Slope = slope },
            parameters.ToWeights());
        PenOffset[] line = Line(rows);

        Tensor inputs = tensor(line.SelectMany(offset =>
        {
            (float x, float y) = model.Metadata.Normalisation.Normalise(offset);
            return (float[])[x, y, offset.PenUp ? 1 : 0];
        }).ToArray()).view(rows, 1, 3);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);
        (Tensor mixture, RecurrentOutput output) =
            new HandwritingModel(config, parameters, eager).Forward(inputs, RecurrentState.Zero(config, 1, CPU), slope);
        Tensor likelihood = MixtureLikelihood.LogLikelihood(
            mixture.narrow(0, 0, rows - 1), inputs.narrow(0, 1, rows - 1), config.Components, -5);
        float[] expected = likelihood.view(-1).data<float>().ToArray();

        var fired = new int[layers];
        SequenceScore.Of(new SimdStepEngine(model), line, (index, trace, nats) =>
        {
            if (index > 0) Assert.Equal(expected[index - 1], nats, 1e-3 * (1 + Math.Abs(nats)));
            for (int layer = 0; layer < output.Boundaries.Length; layer++)
            {
                Assert.Equal(output.Boundaries[layer][index, 0].ToSingle() == 1, trace.Boundaries[layer]);
                if (trace.Boundaries[layer]) fired[layer]++;
            }
        });

        // A detector that always or never fires would prove little.
        for (int layer = 0; layer < output.Boundaries.Length; layer++) Assert.InRange(fired[layer], 1, rows - 1);
    }

    private static PenOffset[] Line(int rows)
    {
        var random = new Random(12);
        var line = new PenOffset[rows];
        for (int row = 1; row < rows; row++)
            line[row] = new((float)((160 * random.NextDouble()) - 70), (float)((140 * random.NextDouble()) - 70), random.Next(8) == 0);
        return line;
    }
}
