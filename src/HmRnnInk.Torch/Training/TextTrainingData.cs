using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// A text, divided into as many streams as a batch has. A batch has the next <see cref="BatchSteps"/> characters of all streams. The state
/// is carried from batch to batch.
/// </summary>
/// <param name="options">The run's options; the model's configuration has the alphabet.</param>
public sealed class TextTrainingData(TrainingOptions options, CharacterText text) : ITrainingData, IDisposable
{
    /// <summary>Characters per stream and batch. A run is evaluated and saved between batches.</summary>
    private const int BatchSteps = 1000;

    /// <summary>Number of characters that count as a line for <see cref="TrainingOptions.EvaluateLines"/>.</summary>
    private const int CharactersInLine = 1000;

    private readonly CharacterAlphabet _alphabet = new(options.Model.Alphabet!);
    private LineBatch? _train;

    public string Sha256 => text.Sha256;

    /// <summary>The identity: characters have no scale.</summary>
    public Normalisation Normalisation => TextBatch.NoNormalisation;

    public int TrainSequences => options.Batch;

    public long TrainPoints => text.Train.Length - 1;

    public bool CarriesState => true;

    public int BatchesInEpoch => (int)((TextBatch.Steps(text.Train, options.Batch) + BatchSteps - 1) / BatchSteps);

    public LineBatch Batch(int epoch, int index, Device device)
    {
        IReadOnlyList<string> rules = options.ForcedBoundaries.Count > 0 ? options.ForcedBoundaries : options.TaughtBoundaries;
        _train ??= TextBatch.Create(text.Train, _alphabet, options.Batch, device, rules);
        long start = (long)index * BatchSteps;
        return _train.Slice(start, Math.Min(BatchSteps, _train.Steps - start));
    }

    public (EvaluationResult AsRecorded, EvaluationResult? Dequantised, EvaluationResult? WithText) Validate(
        HandwritingModel model, float slope)
    {
        string characters = text.Validation;
        long maximum = options.EvaluateLines == 0 ? long.MaxValue : (long)options.EvaluateLines * CharactersInLine;
        if (characters.Length > maximum) characters = characters[..(int)maximum];
        return (Evaluator.Evaluate(model, characters, slope, options.ForcedBoundaries), null, null);
    }

    public void Dispose()
    {
        if (_train is null) return;
        foreach (Tensor tensor in (Tensor[])[_train.Rows, _train.Targets, _train.Mask, .. _train.Boundaries]) tensor.Dispose();
    }
}
