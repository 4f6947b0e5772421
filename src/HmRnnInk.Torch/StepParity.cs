using HmRnnInk.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>How far the SIMD step engine agrees with the TorchSharp model on many lines.</summary>
/// <param name="Lines">Number of lines compared.</param>
/// <param name="Points">Number of predicted rows.</param>
/// <param name="Boundaries">Number of thresholds compared: all rows and layers of a line up to its first difference.</param>
/// <param name="DifferWithinRounding">
/// Number of lines whose boundaries first differ at a z̃ within <see cref="Rounding"/> of its threshold. The states differ from there on,
/// and both are correct.
/// </param>
/// <param name="DifferBeyondRounding">Number of lines whose boundaries first differ elsewhere: this should be 0.</param>
/// <param name="MaximumNatsPerPointDifference">Maximum difference of a line's log-likelihood, divided by its points.</param>
/// <param name="NatsPerPointDifference">Difference of the log-likelihood of all lines, divided by all points.</param>
public sealed record StepParity(
    int Lines,
    long Points,
    long Boundaries,
    int DifferWithinRounding,
    int DifferBeyondRounding,
    double MaximumNatsPerPointDifference,
    double NatsPerPointDifference)
{
    /// <summary>Rounding error of z̃ in float32, from a different order of summation and from the hundreds of steps before.</summary>
    public const float Rounding = 1e-3f;

    /// <summary>Number of steps in TorchSharp after which tensors are freed.</summary>
    private const int Window = 200;

    /// <summary>Number of lines that TorchSharp processes together.</summary>
    private const int Batch = 32;

    /// <param name="model">Run in TorchSharp on the CPU.</param>
    /// <param name="packed">Run by the SIMD step engine.</param>
    /// <param name="lines">At least one.</param>
    public static StepParity Measure(
        InkModel model, PackedModel packed, IReadOnlyList<InkLine> lines, RecurrenceImplementation implementation)
    {
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, CPU);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config, CPU, implementation));
        var results = new List<LineParity>(lines.Count);
        foreach (InkLine[] chunk in lines.OrderBy(line => line.Offsets.Length).Chunk(Batch))
        {
            TorchLine[] expected = Run(network, model.Metadata, chunk);
            results.AddRange(chunk.Zip(expected).AsParallel().AsOrdered()
                .Select(pair => LineParity.Of(new SimdStepEngine(packed), pair.First, pair.Second)));
        }

        long points = lines.Sum(line => line.Offsets.Length - 1L);
        return new(
            lines.Count, points, results.Sum(line => line.Boundaries), results.Count(line => line.FirstDifference is <= Rounding),
            results.Count(line => line.FirstDifference is > Rounding), results.Max(line => Math.Abs(line.NatsDifference) / line.Points),
            Math.Abs(results.Sum(line => line.NatsDifference)) / points);
    }

    /// <returns>Each line's boundaries and log-likelihood.</returns>
    private static TorchLine[] Run(HandwritingModel network, ModelMetadata metadata, InkLine[] lines)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        LineBatch batch = LineBatch.Create(lines, metadata.Normalisation, CPU);
        RecurrentState state = RecurrentState.Zero(network.Config, lines.Length, CPU);
        TorchLine[] results = [.. lines.Select(line => new TorchLine(new bool[line.Offsets.Length - 1, network.Config.Layers]))];
        foreach ((long start, long length) in batch.Windows(Window))
        {
            using var windowScope = NewDisposeScope();
            LineBatch window = batch.Slice(start, length);
            (Tensor head, RecurrentOutput output) = network.Forward(window.Rows, state, metadata.Slope);
            Tensor nats = network.LogLikelihood(head, window.Targets, MathF.Log(metadata.SigmaFloor));
            for (int column = 0; column < lines.Length; column++)
            {
                long rows = Math.Min(length, lines[column].Offsets.Length - 1 - start);
                if (rows <= 0) continue;
                results[column].Nats += nats.select(1, column).narrow(0, 0, rows).sum(ScalarType.Float64).ToDouble();
                for (int layer = 0; layer < output.Boundaries.Length; layer++)
                {
                    float[] fired = output.Boundaries[layer].select(1, column).contiguous().data<float>().ToArray();
                    for (long row = 0; row < rows; row++) results[column].Fired[start + row, layer] = fired[row] == 1;
                }
            }

            state = output.State.Select(tensor => tensor.clone().MoveToOuterDisposeScope());
        }

        return results;
    }

    /// <param name="Fired">[rows, layers], without the last row.</param>
    private sealed record TorchLine(bool[,] Fired)
    {
        public double Nats { get; set; }
    }

    /// <param name="Boundaries">Number of thresholds compared.</param>
    /// <param name="FirstDifference">|z̃ − ½| of the first boundary that differs; null if none differs.</param>
    /// <param name="NatsDifference">Log-likelihood of the SIMD step engine minus that of TorchSharp.</param>
    private sealed record LineParity(long Boundaries, float? FirstDifference, double NatsDifference, int Points)
    {
        public static LineParity Of(SimdStepEngine engine, InkLine line, TorchLine expected)
        {
            long boundaries = 0;
            float? firstDifference = null;
            SequenceLikelihood actual = SequenceLikelihood.Of(engine, line.Offsets, (row, trace, _) =>
            {
                for (int layer = 0; layer < engine.Config.Layers && firstDifference is null && row < line.Offsets.Length - 1; layer++)
                {
                    boundaries += engine.Config.HasDetector(layer) ? 1 : 0;
                    if (trace.Boundaries[layer] != expected.Fired[row, layer])
                        firstDifference = Math.Abs(trace.BoundaryProbabilities[layer] - 0.5f);
                }
            });
            return new(boundaries, firstDifference, actual.Nats - expected.Nats, actual.Rows);
        }
    }
}
