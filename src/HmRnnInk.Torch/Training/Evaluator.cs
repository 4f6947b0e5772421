using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Evaluates a model on lines or a text.</summary>
public static class Evaluator
{
    /// <summary>Maximum number of steps per window. It only limits memory.</summary>
    private const int Window = 200;

    /// <summary>
    /// Number of streams into which a text is divided to save time. Each starts from the zero state, without its context.
    /// </summary>
    private const int TextStreams = 32;

    /// <param name="model">On any device.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="normalisation">The model's.</param>
    /// <param name="slope">The model's.</param>
    /// <param name="logDeviationFloor">Natural logarithm of the minimum σ.</param>
    /// <param name="batch">Lines per batch. It affects the results only by rounding.</param>
    /// <param name="forced">Rules that replace the detectors in a control experiment; null to use the detectors.</param>
    /// <param name="texts">The text of each line, for a model with a text window; null for no text.</param>
    public static EvaluationResult Evaluate(
        HandwritingModel model, IReadOnlyList<InkLine> lines, Normalisation normalisation, float slope, float logDeviationFloor,
        int batch = 64, IReadOnlyList<string>? forced = null, Func<InkLine, TextCut?>? texts = null)
    {
        CharacterAlphabet? alphabet = texts is null ? null : new(model.Config.TextWindow!.Alphabet);
        Device device = model.Parameters.Values.device;
        return Evaluate(
            model, lines.OrderBy(line => line.Offsets.Length).Chunk(batch)
                .Select(chunk => (Func<LineBatch>)(() => Create(chunk))),
            slope, logDeviationFloor);

        LineBatch Create(InkLine[] chunk)
        {
            var lineBatch = LineBatch.Create(chunk, normalisation, device, forced);
            return texts is null
                ? lineBatch : lineBatch with { Texts = LineTexts.Of([.. chunk.Select(texts)], alphabet!, lineBatch.Steps, device) };
        }
    }

    /// <param name="model">A model of characters, on any device.</param>
    /// <param name="text">At least 2 characters.</param>
    /// <param name="slope">The model's.</param>
    /// <param name="forced">Rules that replace the detectors in a control experiment; null to use the detectors.</param>
    public static EvaluationResult Evaluate(HandwritingModel model, string text, float slope, IReadOnlyList<string>? forced = null)
    {
        return Evaluate(model, [Create], slope, logDeviationFloor: 0);

        LineBatch Create() => TextBatch.Create(text, new(model.Config.Alphabet!), TextStreams, model.Parameters.Values.device, forced);
    }

    /// <param name="batches">Functions, so that each batch is created in a dispose scope of its own.</param>
    private static EvaluationResult Evaluate(
        HandwritingModel model, IEnumerable<Func<LineBatch>> batches, float slope, float logDeviationFloor)
    {
        using var noGradient = no_grad();
        int layers = model.Config.Layers, sequences = 0;
        double nats = 0;
        long points = 0;
        double[] fired = new double[layers], updated = new double[layers], copied = new double[layers], flushed = new double[layers];
        foreach (Func<LineBatch> create in batches)
        {
            using var scope = NewDisposeScope();
            LineBatch lineBatch = create();
            RecurrentState state = RecurrentState.Zero(model.Config, lineBatch.Ids.Count, model.Parameters.Values.device);
            foreach ((long start, long length) in lineBatch.Windows(Window))
            {
                using var windowScope = NewDisposeScope();
                LineBatch window = lineBatch.Slice(start, length);
                (Tensor head, RecurrentOutput output) = model.Forward(
                    window.Rows, state, slope, forcedBoundaries: window.Boundaries is [] ? null : window.Boundaries, texts: window.Texts);
                Tensor likelihood = model.LogLikelihood(head, window.Targets, logDeviationFloor);
                nats += (likelihood * window.Mask).sum(ScalarType.Float64).ToDouble();
                Count(output, state, window.Mask);
                state = output.State.Select(tensor => tensor.clone().MoveToOuterDisposeScope());
            }

            (sequences, points) = (sequences + lineBatch.Ids.Count, points + lineBatch.Points);
        }

        return new(nats / sequences, nats / points, sequences, points, Shares(fired), Shares(updated), Shares(copied), Shares(flushed));

        double[] Shares(double[] counts) => [.. counts.Select(count => count / points)];

        void Count(RecurrentOutput output, RecurrentState before, Tensor mask)
        {
            for (int layer = 0; layer < layers; layer++)
            {
                // z of this layer at the previous step, and of the layer below at this step: [time, batch].
                Tensor endedHere = zeros_like(mask), endedBelow = ones_like(mask);
                if (model.Config.HasDetector(layer))
                {
                    Tensor boundaries = output.Boundaries[layer];
                    endedHere = cat([before.Boundaries[layer].t(), boundaries.narrow(0, 0, boundaries.shape[0] - 1)], 0);
                    fired[layer] += (boundaries * mask).sum(ScalarType.Float64).ToDouble();
                }

                if (layer > 0 && model.Config.Cell == Cell.HmLstm) endedBelow = output.Boundaries[layer - 1];
                flushed[layer] += (endedHere * mask).sum(ScalarType.Float64).ToDouble();
                updated[layer] += ((1 - endedHere) * endedBelow * mask).sum(ScalarType.Float64).ToDouble();
                copied[layer] += ((1 - endedHere) * (1 - endedBelow) * mask).sum(ScalarType.Float64).ToDouble();
            }
        }
    }
}
