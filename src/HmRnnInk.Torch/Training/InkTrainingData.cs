using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Lines of ink, in batches of similar length.</summary>
public sealed class InkTrainingData : ITrainingData
{
    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<string> _rules;
    private readonly TextDraw? _texts;
    private readonly CharacterAlphabet? _alphabet;
    private (int Epoch, IReadOnlyList<InkLine[]> Batches) _current;

    /// <param name="options">The run's options.</param>
    /// <param name="dataset">Split according to the options.</param>
    /// <param name="name">The data's name in error messages.</param>
    /// <param name="texts">The texts of the lines, for a model with a text window. Without them, the text window is not trained.</param>
    /// <exception cref="InkFormatException">There are too few lines.</exception>
    /// <exception cref="ArgumentException">There are texts, but the model has no text window.</exception>
    public InkTrainingData(TrainingOptions options, LineDataset dataset, string name, TranscribedLines? texts = null)
    {
        (_options, Sha256, Split) = (options, dataset.Sha256, dataset.Split(options.SplitSeed, options.SplitBy));
        if (Split.Train.Count == 0 || Split.Validation.Count == 0)
        {
            int forms = dataset.Lines.DistinctBy(line => InkLine.FormOf(line.Id)).Count();
            string units = options.SplitBy == SplitBy.Form ? $"{forms} forms with" : $"{dataset.Lines.Count}";
            throw new InkFormatException(
                $"'{name}' has {units} lines with at least {LineDataset.MinimumPoints} points; "
                + $"training needs at least {(options.SplitBy == SplitBy.Form ? 20 : 2)}, so that one is left for validation.");
        }

        if (options.Model.TextWindow is null && texts is not null)
            throw new ArgumentException("A model without a text window takes no texts.", nameof(texts));
        if (texts is not null)
        {
            _texts = new(texts, options.TextWholeShare, options.TextNoneShare);
            _alphabet = new(options.Model.TextWindow!.Alphabet);
        }

        _rules = options.ForcedBoundaries.Count > 0 ? options.ForcedBoundaries : options.TaughtBoundaries;
        Normalisation = options.Normalisation ?? Normalisation.Measure(Split.Train);
        _current = (0, BatchesOf(0));
    }

    public string Sha256 { get; }

    /// <summary>The lines of all parts.</summary>
    public DatasetSplit Split { get; }

    public Normalisation Normalisation { get; }

    public int TrainSequences => Split.Train.Count;

    public long TrainPoints => Split.Train.Sum(line => line.Offsets.Length - 1L);

    public bool CarriesState => false;

    public int BatchesInEpoch => _current.Batches.Count;

    public LineBatch Batch(int epoch, int index, Device device)
    {
        if (_current.Epoch != epoch) _current = (epoch, BatchesOf(epoch));
        InkLine[] lines = _current.Batches[index];
        var batch = LineBatch.Create([.. lines.Select(Augmented)], Normalisation, device, _rules);
        if (_texts is null) return batch;
        TextCut?[] cuts = [.. lines.Select(line => _texts.Of(line, _options.Seed, epoch))];
        return batch with { Texts = LineTexts.Of(cuts, _alphabet!, batch.Steps, device) };

        InkLine Augmented(InkLine line) => LineScaling.Apply(
            _options.Dequantise ? Dequantiser.ForTraining(line, _options.Seed, epoch) : line, _options.LineScaling, _options.Seed, epoch);
    }

    public (EvaluationResult AsRecorded, EvaluationResult? Dequantised, EvaluationResult? WithText) Validate(
        HandwritingModel model, float slope)
    {
        int maximum = _options.EvaluateLines == 0 ? int.MaxValue : _options.EvaluateLines;
        InkLine[] lines = [.. Split.Validation.Take(maximum)];
        InkLine[] dequantised = Dequantiser.ForEvaluation(lines);
        InkLine[] withText = _texts is null ? [] : [.. dequantised.Where(line => _texts.Whole(line) is not null)];
        return (Evaluate(lines), Evaluate(dequantised), withText.Length == 0 ? null : Evaluate(withText, _texts!.Whole));

        EvaluationResult Evaluate(IReadOnlyList<InkLine> evaluated, Func<InkLine, TextCut?>? texts = null) => Evaluator.Evaluate(
            model, evaluated, Normalisation, slope, _options.LogDeviationFloor,
            forced: _options.ForcedBoundaries, texts: texts);
    }

    private IReadOnlyList<InkLine[]> BatchesOf(int epoch) => BatchOrder.Of(Split.Train, _options.Batch, _options.Seed, epoch);
}
