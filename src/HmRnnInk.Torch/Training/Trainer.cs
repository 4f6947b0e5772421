using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Fits a model to lines or a text by truncated backpropagation through time.</summary>
public sealed class Trainer : IDisposable
{
    /// <summary>
    /// This many consecutive windows with a non-finite gradient are skipped; one more ends the run, and so does one more than this many
    /// consecutive batches below <see cref="DivergedException.MinimumNatsPerPoint"/>.
    /// </summary>
    private const int MaximumInARow = 10;

    /// <summary>
    /// A model file does not contain the optimiser's moments. Without them Adam's first steps are as large for a weight whose gradient is
    /// only noise as for any other weight, and undo much of what the model has learnt. So this number of initial updates only estimate the
    /// moments, with a learning rate of 0.
    /// </summary>
    private const int MomentUpdates = 100;

    /// <summary>Maximum share of the budget for the updates that only estimate the moments.</summary>
    private const double MaximumMomentsShare = 0.025;

    private readonly TrainingOptions _options;
    private readonly TrainingRun _run;
    private readonly ITrainingData _data;
    private readonly string _dataName, _codeVersion;
    private readonly ITrainingObserver _observer;
    private readonly TimeProvider _clock;
    private readonly Device _device;
    private readonly HandwritingModel _model;
    private readonly Optimiser _optimiser;
    private readonly TrainingStep _step;
    private readonly TrainingProgress _progress = new();
    private readonly float[] _start = []; // the starting model's weights, if the evaluated weights contain a share of them
    private int _divergedInARow;
    private RecurrentState? _carried; // the state for the next batch, if a batch continues the previous one

    /// <param name="options">To resume a run: the options of its checkpoint, except for the budget.</param>
    /// <param name="run">Where the model files, checkpoints and metrics are saved.</param>
    /// <param name="data">Created with the same options.</param>
    /// <param name="dataName">Stored in the model file.</param>
    /// <param name="codeVersion">Stored in the model file.</param>
    /// <param name="recurrence">Computes the recurrent layers.</param>
    /// <param name="device">The device to train on.</param>
    /// <param name="startFrom">
    /// The weights that <see cref="TrainingOptions.StartedFrom"/> describes; null if it is null or if a run is resumed.
    /// </param>
    /// <param name="resumeFrom">The checkpoint to resume from; null to start a run.</param>
    /// <param name="observer">Notified of batches and evaluations.</param>
    /// <param name="clock">Measures the time of the budget.</param>
    public Trainer(
        TrainingOptions options, TrainingRun run, ITrainingData data, string dataName, string codeVersion, IRecurrence recurrence,
        Device device, TrainingOrigin? startFrom, Checkpoint? resumeFrom, ITrainingObserver observer, TimeProvider clock)
    {
        (_options, _run, _data, _dataName, _codeVersion) = (options, run, data, dataName, codeVersion);
        (_observer, _clock, _device) = (observer, clock, device);
        foreach (IReadOnlyList<string> rules in (IReadOnlyList<string>[])[options.ForcedBoundaries, options.TaughtBoundaries])
        {
            int detectors = options.Model.Detectors;
            if (rules.Count > 0 && rules.Count != detectors)
            {
                throw new InvalidDataException(
                    $"There are {rules.Count} boundary rules for {detectors} detectors. Give one rule for each layer except the top one, "
                    + $"'{BoundaryRule.None}' for a layer without a rule.");
            }
        }

        ParameterVector parameters = ParameterVector.Initialise(options.Model, options.Seed, device);
        _model = new(options.Model, parameters, recurrence);
        Tensor rateShares = parameters.RateShares(options.DetectorRateShare, options.LayerRateShare).DetachFromDisposeScope();
        bool startsTrained = options.StartedFrom is not null;
        Muon? muon = options.Optimiser == OptimiserKind.Muon ? parameters.ForMuon(options.LayerRateShare, options.WeightDecay) : null;
        _optimiser = new(parameters.Values, rateShares, options.SecondMomentDecay, options.WeightAverage, startsTrained, muon);
        _step = new(_model, _optimiser, options);
        _progress.NextEvaluationAtPoints = options.NextEvaluation(0);
        using var noGradient = no_grad();
        if (resumeFrom is null)
        {
            if (startFrom is null) return;
            TrainingOrigin start = startFrom.For(options.Optimiser).Widen(options.Model, parameters.ToWeights());
            Load(start.Values, start.Average, start.Moments, start.OptimiserSteps);
            if (options.StartShare > 0) _start = start.Average;
            _progress.NextEvaluationAtPoints = 0; // the starting model is the first to compare with
            _progress.GatheringMoments = start.Moments is null;
            return;
        }

        if (resumeFrom.DataSha256 != data.Sha256)
        {
            throw new InvalidDataException(
                $"The run in '{run.Folder}' was trained on other data: their SHA-256 is {resumeFrom.DataSha256}, that of the given data is "
                + $"{data.Sha256}. Use the data that the run was started with.");
        }

        _progress = resumeFrom.Progress;
        _start = resumeFrom.Start;
        // If the budget has changed, the updates before the weights moved are another share of it.
        double spent = resumeFrom.Options.ShareDone(_progress);
        if (spent > 0) _progress.MovesFrom *= options.ShareDone(_progress) / spent;
        Load(resumeFrom.Values, resumeFrom.Average, (resumeFrom.FirstMoment, resumeFrom.SecondMoment), resumeFrom.OptimiserSteps);
        if (resumeFrom.CarriedState.Length > 0)
        {
            _carried = RecurrentState.Zero(options.Model, options.Batch, device).Detach();
            _carried.CopyFrom(resumeFrom.CarriedState);
        }

        run.RemoveMetricsAfter(_progress.Evaluations);
        run.History.DeleteAfter(_progress.PointsSeen);

        void Load(float[] values, float[] average, (float[] First, float[] Second)? moments, long steps)
        {
            parameters.Values.copy_(tensor(values));
            _optimiser.Average?.copy_(tensor(average));
            _optimiser.Steps = steps;
            if (moments is not { } both) return;
            _optimiser.FirstMoment.copy_(tensor(both.First));
            _optimiser.SecondMoment.copy_(tensor(both.Second));
        }
    }

    /// <summary>
    /// Trains until the budget is spent or <paramref name="stop"/> is cancelled. In both cases the last state is saved.
    /// </summary>
    /// <exception cref="DivergedException">
    /// Too many windows in a row had a non-finite gradient, or too many batches an absurdly low log-likelihood; or that of the validation
    /// part is not finite or absurdly low. The last checkpoint is not changed.
    /// </exception>
    public TrainingProgress Run(CancellationToken stop)
    {
        long started = _clock.GetTimestamp(), saved = started;
        double secondsBefore = _progress.ElapsedSeconds; // of a resumed run
        var evaluation = new RunEvaluation(_options, _run, _data, _model, _optimiser, _start, _progress, _dataName, _codeVersion);

        while (true)
        {
            _progress.ElapsedSeconds = Elapsed();
            if (_progress.BatchesDone == _data.BatchesInEpoch) (_progress.Epoch, _progress.BatchesDone) = (_progress.Epoch + 1, 0);
            _progress.BatchesInEpoch = _data.BatchesInEpoch;
            double shareDone = _options.ShareDone(_progress);
            bool done = shareDone >= 1 || (_options.StopAfter > 0 && _progress.EvaluationsSinceBest >= _options.StopAfter);
            if (_progress.PointsSeen >= _progress.NextEvaluationAtPoints || (done && _progress.TrainPoints > 0))
            {
                (EvaluationRecord record, InkModel model) = evaluation.Run();
                _progress.ElapsedSeconds = Elapsed();
                saved = Save(_run.CheckpointPath); // before the observer draws pictures, which may fail
                _observer.Evaluated(record, model);
            }

            if (done || stop.IsCancellationRequested) break;
            bool isCooling = _options.IsCoolingDown(shareDone);
            if (isCooling && !_progress.Cooling) Save(_run.BeforeCooldownPath);
            _progress.Cooling = isCooling;

            long batchStarted = _clock.GetTimestamp();
            if (_progress.GatheringMoments && (_optimiser.Steps >= MomentUpdates || shareDone >= MaximumMomentsShare))
                (_progress.GatheringMoments, _progress.MovesFrom) = (false, shareDone);
            _progress.LearningRate = _progress.GatheringMoments ? 0 : ScheduledRate.Of(_options, _progress, shareDone);
            double natsPerPoint = TrainOnBatch();
            StopIfDiverged(natsPerPoint);
            _progress.BatchesDone++;
            _progress.TrainSeconds += _clock.GetElapsedTime(batchStarted).TotalSeconds;
            _observer.Progressed(_progress, natsPerPoint, _options.ShareDone(_progress));
            // Skipped updates may mean that the weights are unusable. Then the last good checkpoint is not replaced.
            bool checkpointDue = _clock.GetElapsedTime(saved).TotalMinutes >= _options.CheckpointMinutes;
            if (checkpointDue && _progress.SkippedInARow == 0 && _divergedInARow == 0) saved = Save(_run.CheckpointPath);
        }

        Save(_run.CheckpointPath);
        return _progress;

        double Elapsed() => secondsBefore + _clock.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        _carried?.Dispose();
        _optimiser.Dispose();
        _model.Dispose();
        _model.Parameters.Dispose();
    }

    /// <returns>The log-likelihood of the batch in nats per point.</returns>
    private double TrainOnBatch()
    {
        using var batchScope = NewDisposeScope();
        LineBatch batch = _data.Batch(_progress.Epoch, _progress.BatchesDone, _device);
        RecurrentState state = TakeState(batch.Ids.Count);
        double nats = 0;
        bool teaches = _options.TaughtBoundaries.Count > 0 && _options.ShareDone(_progress) < _options.TaughtShare;
        double taughtWeight = teaches ? _options.TaughtBoundaryWeight : 0;
        foreach ((long start, long length) in batch.Windows(_options.Window))
        {
            TrainingStep.Result result = _step.Take(
                batch.Slice(start, length), state, _options.SlopeAt(_progress.Epoch), _progress.LearningRate, taughtWeight);
            state.Dispose();
            state = result.State;
            nats += result.Nats;
            if (double.IsFinite(result.GradientNorm))
            {
                _progress.Updates++;
                _progress.GradientNorms += result.GradientNorm;
                _progress.GradientSteps++;
                _progress.SkippedInARow = 0;
                continue;
            }

            _progress.SkippedUpdates++;
            if (++_progress.SkippedInARow > MaximumInARow) throw NonFinite(batch.Ids, start, result.Nats, result.GradientNorm);
            // The state after this window is not finite either, so the rest of the batch is skipped.
            if (!double.IsFinite(result.Nats)) break;
        }

        // If the log-likelihood is not finite, the state is not either: the next batch starts from a zero state.
        if (_data.CarriesState && double.IsFinite(nats)) _carried = state;
        else state.Dispose();
        _progress.PointsSeen += batch.Points;
        if (!double.IsFinite(nats)) return nats;
        _progress.TrainNats += nats;
        _progress.TrainPoints += batch.Points;
        _progress.TrainSequences += batch.Ids.Count;
        return nats / batch.Points;
    }

    /// <exception cref="DivergedException">The last batches all had an absurdly low log-likelihood.</exception>
    private void StopIfDiverged(double natsPerPoint)
    {
        // A single batch may have a line with an outlier. A batch that is not finite is counted by its windows.
        _divergedInARow = natsPerPoint < DivergedException.MinimumNatsPerPoint ? _divergedInARow + 1 : 0;
        if (_divergedInARow <= MaximumInARow) return;
        throw new DivergedException(
            _run,
            $"The run has diverged: {_divergedInARow} batches in a row, up to update {_progress.Updates}, had less than "
            + $"{DivergedException.MinimumNatsPerPoint} nats per point, the last one {natsPerPoint:G3}.");
    }

    /// <summary>Takes the carried state, or creates a zero state.</summary>
    private RecurrentState TakeState(int sequences)
    {
        RecurrentState? carried = _carried;
        _carried = null;
        if (_progress.BatchesDone > 0 && carried is not null) return carried;
        carried?.Dispose(); // each epoch starts from a zero state
        return RecurrentState.Zero(_options.Model, sequences, _device);
    }

    /// <returns>The time at which the checkpoint was saved.</returns>
    private long Save(string path)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        float[] values = Copy(_model.Parameters.Values);
        new Checkpoint(
            _options, _progress, _data.Sha256, _optimiser.Steps, values, Copy(_optimiser.FirstMoment), Copy(_optimiser.SecondMoment),
            _optimiser.Average is null ? values : Copy(_optimiser.Average))
        {
            CarriedState = _carried?.ToArray() ?? [],
            Start = _start,
        }.Save(path);
        return _clock.GetTimestamp();

        static float[] Copy(Tensor values) => values.detach().cpu().data<float>().ToArray();
    }

    private DivergedException NonFinite(IReadOnlyList<string> ids, long start, double nats, double norm) => new(_run,
        $"{MaximumInARow + 1} windows in a row had a non-finite gradient, the last one after update {_progress.Updates} "
        + $"(epoch {_progress.Epoch}, batch {_progress.BatchesDone}, rows from {start}): log-likelihood {nats}, gradient norm {norm}. "
        + $"Lines: {string.Join(", ", ids)}. These windows did not change the weights.");
}
