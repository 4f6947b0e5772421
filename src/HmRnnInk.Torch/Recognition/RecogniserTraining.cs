using HmRnnInk.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Recognition;

/// <summary>
/// Trains a <see cref="Recogniser"/> by connectionist temporal classification, and returns the one of the best epoch.
/// </summary>
/// <param name="settings">The settings of the recogniser.</param>
/// <param name="texts">The texts of the lines. Lines without a text are left out.</param>
public sealed class RecogniserTraining(RecogniserSettings settings, TranscribedLines texts)
{
    private const double ClipNorm = 1, WarmUpShare = 0.05;

    /// <summary>Maximum share by which a line is stretched or shrunk, so that the recogniser also reads other writers' lines.</summary>
    private const double Scaling = 0.15;

    public int Batch { get; init; } = 16;

    public double LearningRate { get; init; } = 4e-3;

    public int Seed { get; init; } = 1;

    /// <summary>Number of validation lines that are read after each epoch, one by one.</summary>
    public int ValidationLines { get; init; } = 200;

    /// <param name="parts">The recogniser is trained on the training part and chosen by the validation part.</param>
    /// <param name="shareDone">The share of the budget, 0 to 1, after a number of epochs. Called after each batch.</param>
    /// <param name="stop">Ends the training after the current batch. Even if it comes before the first batch, there is a result.</param>
    /// <param name="epochDone">Called after each epoch and at the end, with the epoch, its mean nats per character, and its result.</param>
    /// <returns>The best recogniser of all epochs.</returns>
    public Recogniser Run(
        DatasetSplit parts, Func<double, double> shareDone, CancellationToken stop, Action<int, double, EpochResult> epochDone)
    {
        manual_seed(Seed);
        InkLine[] train = WithTexts(parts.Train), validation = [.. WithTexts(parts.Validation).Take(ValidationLines)];
        if (train.Length == 0 || validation.Length == 0)
        {
            throw new InvalidDataException(
                $"{train.Length} training lines and {validation.Length} validation lines have a text. At least one of each is required.");
        }

        using var recogniser = new Recogniser(settings);
        using optim.Optimizer adam = optim.Adam(recogniser.Parameters, LearningRate);
        Recogniser? best = null;
        double done = 0;
        for (int epoch = 0; ; epoch++)
        {
            IReadOnlyList<InkLine[]> batches = BatchOrder.Of(train, Batch, Seed, epoch);
            double loss = 0;
            int batchesDone = 0;
            for (; batchesDone < batches.Count && done < 1 && !stop.IsCancellationRequested; batchesDone++)
            {
                foreach (optim.ILearningRateController group in adam.ParamGroups) group.LearningRate = LearningRate * RateShare(done);
                loss += Step(recogniser, adam, batches[batchesDone], epoch);
                done = shareDone(epoch + ((batchesDone + 1.0) / batches.Count));
            }

            double errors = ErrorRate(recogniser, validation);
            bool isBest = best is null || errors < best.Settings.ValidationCharacterErrorRate;
            if (isBest)
            {
                best?.Dispose();
                best = recogniser.Copy(settings with { ValidationCharacterErrorRate = errors });
            }

            epochDone(epoch + 1, loss / Math.Max(1, batchesDone), new(errors, best!, isBest));
            if (done >= 1 || stop.IsCancellationRequested) return best!;
        }
    }

    /// <param name="ErrorRate">The character error rate of this epoch on the validation lines; lower is better.</param>
    /// <param name="Best">The best recogniser so far.</param>
    /// <param name="IsBest">Whether <paramref name="Best"/> is the recogniser of this epoch.</param>
    public readonly record struct EpochResult(double ErrorRate, Recogniser Best, bool IsBest);

    /// <summary>The factor of the learning rate: a warm-up, in which the first batch has almost 0, then half a cosine.</summary>
    private static double RateShare(double done) => done < WarmUpShare ? (done + 1e-3) / WarmUpShare : (1 + Math.Cos(Math.PI * done)) / 2;

    /// <returns>The loss in nats per character.</returns>
    private double Step(Recogniser recogniser, optim.Optimizer adam, InkLine[] lines, int epoch)
    {
        using var scope = NewDisposeScope();
        PenOffset[][] rows =
            [.. lines.Select(line => LineScaling.Apply(Dequantiser.ForTraining(line, Seed, epoch), Scaling, Seed, epoch).Offsets)];
        long[][] targets = [.. lines.Select(line => recogniser.Encode(texts.Lines[line.Id].Text))];
        long longest = targets.Max(target => target.Length);
        var padded = new long[targets.Length * longest];
        for (int line = 0; line < targets.Length; line++) targets[line].CopyTo(padded, line * longest);
        Tensor loss = nn.functional.ctc_loss(
            recogniser.LogProbabilities(rows),
            tensor(padded, targets.Length, longest),
            tensor(rows.Select(line => (long)Recogniser.Steps(line)).ToArray()),
            tensor(targets.Select(target => (long)target.Length).ToArray()),
            zero_infinity: true);
        adam.zero_grad();
        loss.backward();
        double nats = loss.ToDouble();
        double norm = nn.utils.clip_grad_norm_(recogniser.Parameters, ClipNorm);
        if (double.IsFinite(nats) && double.IsFinite(norm)) adam.step();
        return nats;
    }

    private double ErrorRate(Recogniser recogniser, InkLine[] lines)
    {
        var errors = new ReadingErrors();
        foreach (InkLine line in lines) errors.Add(texts.Lines[line.Id].Text, recogniser.Read(line.Offsets));
        return errors.CharacterErrorRate;
    }

    private InkLine[] WithTexts(IReadOnlyList<InkLine> lines) => [.. lines.Where(line => texts.Lines.ContainsKey(line.Id))];
}
