using HmRnnInk.Ink;
using HmRnnInk.Model;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// A text that is divided into as many streams as a batch has. A batch has the next <see cref="Stretch"/> characters of all streams, and
/// the state is carried from batch to batch.
/// </summary>
/// <param name="options">The run's options; the model's configuration has the alphabet.</param>
public sealed class TextTrainingData(TrainingOptions options, CharacterText text) : ITrainingData, IDisposable
{
    /// <summary>Characters per stream and batch. A run is evaluated and saved between batches.</summary>
    private const int Stretch = 1000;

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

    public int BatchesInEpoch => (int)((TextBatch.Steps(text.Train, options.Batch) + Stretch - 1) / Stretch);

    public LineBatch Batch(int epoch, int index, Device device)
    {
        IReadOnlyList<string> rules = options.ForcedBoundaries.Count > 0 ? options.ForcedBoundaries : options.TaughtBoundaries;
        _train ??= TextBatch.Create(text.Train, _alphabet, options.Batch, device, rules);
        long start = (long)index * Stretch;
        return TextBatch.Part(_train, start, Math.Min(Stretch, _train.Steps - start));
    }

    public (EvaluationResult AsRecorded, EvaluationResult? Dequantised, EvaluationResult? WithText) Validate(
        HandwritingModel model, float slope)
    {
        string part = text.Validation;
        if (options.EvaluateLines > 0) part = part[..(int)Math.Min(part.Length, (long)options.EvaluateLines * CharactersInLine)];
        return (Evaluator.Evaluate(model, part, slope, options.ForcedBoundaries), null, null);
    }

    public void Dispose()
    {
        if (_train is null) return;
        foreach (Tensor tensor in (Tensor[])[_train.Rows, _train.Targets, _train.Mask, .. _train.Boundaries]) tensor.Dispose();
    }
}
