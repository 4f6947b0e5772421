using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Evaluates the model of a run, and saves it with the results.</summary>
/// <param name="startWeights">The starting model's weights, if the evaluated weights contain a share of them; otherwise empty.</param>
/// <param name="progress">Its sums since the last evaluation are reset, and its best result is updated.</param>
/// <param name="dataName">Stored in the model file, like <paramref name="codeVersion"/>.</param>
internal sealed class RunEvaluation(
    TrainingOptions options, TrainingRun run, ITrainingData data, HandwritingModel model, Optimiser optimiser, float[] startWeights,
    TrainingProgress progress, string dataName, string codeVersion)
{
    /// <summary>
    /// Evaluates and saves the model with the moving average of the trained weights, or with these if there is none. Either is mixed with
    /// the weights of the starting model by <see cref="TrainingOptions.StartShare"/>. Afterwards the model has its trained weights again.
    /// </summary>
    /// <exception cref="DivergedException">
    /// The log-likelihood is not a number, or below <see cref="DivergedException.MinimumNatsPerPoint"/>.
    /// </exception>
    public (EvaluationRecord Record, InkModel Model) Run()
    {
        if (optimiser.Average is null && startWeights.Length == 0) return EvaluateAndSave();
        using var noGradient = no_grad();
        using Tensor trained = model.Parameters.Values.detach().clone();
        if (optimiser.Average is not null) model.Parameters.Values.copy_(optimiser.Average);
        if (startWeights.Length > 0)
        {
            using Tensor starting = tensor(startWeights).to(model.Parameters.Values.device);
            model.Parameters.Values.mul_(1 - options.StartShare).add_(starting, options.StartShare);
        }

        (EvaluationRecord, InkModel) result = EvaluateAndSave();
        model.Parameters.Values.copy_(trained);
        return result;
    }

    private (EvaluationRecord Record, InkModel Model) EvaluateAndSave()
    {
        float slope = options.SlopeAt(progress.Epoch);
        (long liveTensors, double residentMegabytes) = (Tensor.TotalCount, Environment.WorkingSet / 1e6);
        (EvaluationResult result, EvaluationResult? dequantised, EvaluationResult? withText) = data.Validate(model, slope);
        DivergedException.ThrowIfDiverged(run, progress.Updates, result, withText);
        var record = new EvaluationRecord
        {
            Evaluation = ++progress.Evaluations,
            Epoch = progress.Epoch,
            Updates = progress.Updates,
            PointsSeen = progress.PointsSeen,
            ElapsedMinutes = progress.ElapsedSeconds / 60,
            Parameters = options.Model.ParameterCount(),
            TrainNatsPerSequence = progress.TrainNats / Math.Max(1, progress.TrainSequences),
            TrainNatsPerPoint = progress.TrainNats / Math.Max(1, progress.TrainPoints),
            ValidationNatsPerSequence = result.NatsPerSequence,
            ValidationNatsPerSequenceDequantised = dequantised?.NatsPerSequence,
            ValidationNatsPerSequenceWithText = withText?.NatsPerSequence,
            ValidationNatsPerPoint = result.NatsPerPoint,
            ValidationBitsPerCharacter = options.Model.Alphabet is null ? null : result.BitsPerCharacter,
            ValidationSequences = result.Sequences,
            BoundaryRates = result.BoundaryRates,
            UpdateShares = result.UpdateShares,
            CopyShares = result.CopyShares,
            FlushShares = result.FlushShares,
            Slope = slope,
            LearningRate = progress.LearningRate,
            GradientNorm = progress.GradientNorms / Math.Max(1, progress.GradientSteps),
            PointsPerSecond = progress.TrainPoints / Math.Max(1e-9, progress.TrainSeconds),
            SkippedUpdates = progress.SkippedUpdates,
            LiveTensors = liveTensors,
            ResidentMegabytes = residentMegabytes,
        };
        bool isBest = record.SelectionNats > progress.BestNatsPerSequence;
        if (isBest)
        {
            (progress.BestNatsPerSequence, progress.EvaluationsSinceBest) = (record.SelectionNats, 0);
        }
        else if (progress.PointsSeen >= options.EvaluateEveryPoints) // not one of the early evaluations
        {
            progress.EvaluationsSinceBest++;
            if (options.Schedule == LearningRateSchedule.Plateau && progress.EvaluationsSinceBest >= options.Patience)
            {
                progress.LearningRateFactor /= 2;
                progress.EvaluationsSinceBest = 0;
            }
        }

        (progress.TrainNats, progress.TrainPoints, progress.TrainSequences, progress.TrainSeconds) = (0, 0, 0, 0);
        (progress.GradientNorms, progress.GradientSteps, progress.SkippedUpdates) = (0, 0, 0);
        progress.NextEvaluationAtPoints = options.NextEvaluation(progress.PointsSeen);

        InkModel saved = CreateModel(result.NatsPerSequence, dequantised?.NatsPerSequence, slope);
        saved.Save(run.LastModelPath);
        if (isBest) saved.Save(run.BestModelPath);
        if (options.KeepHistory > 0 && progress.PointsSeen > 0) run.History.Add(saved, progress.PointsSeen, options.KeepHistory);
        run.Append(record);
        return (record, saved);
    }

    private InkModel CreateModel(double validationNats, double? dequantisedNats, float slope) => new(
        new()
        {
            Config = options.Model,
            Normalisation = data.Normalisation,
            SigmaFloor = MathF.Exp(options.LogDeviationFloor),
            Slope = slope,
            Training = new()
            {
                Data = dataName,
                DataSha256 = data.Sha256,
                TrainLines = data.TrainSequences,
                PointsSeen = progress.PointsSeen,
                StartedFrom = options.StartedFrom,
                Epochs = progress.PointsSeen / (double)data.TrainPoints,
                Seed = options.Seed,
                SplitSeed = options.SplitSeed,
                SplitBy = options.SplitBy,
                ValidationNatsPerSequence = validationNats,
                ValidationNatsPerSequenceDequantised = dequantisedNats,
                TrainingMinutes = progress.ElapsedSeconds / 60,
                CodeVersion = codeVersion,
                TaughtBoundaries = options.TaughtBoundariesText,
                ForcedBoundaries = options.ForcedBoundaries.Count > 0 ? string.Join(' ', options.ForcedBoundaries) : null,
            },
        },
        model.Parameters.ToWeights());
}
