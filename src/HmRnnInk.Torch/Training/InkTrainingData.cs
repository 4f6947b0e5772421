using HmRnnInk.Ink;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Lines of ink, in batches of similar length.</summary>
public sealed class InkTrainingData : ITrainingData
{
    private readonly TrainingOptions _options;
    private readonly DatasetSplit _split;
    private readonly BoundaryRule[] _rules;
    private (int Epoch, IReadOnlyList<InkLine[]> Batches) _order;

    /// <param name="options">The run's options.</param>
    /// <param name="dataset">It is split according to the options.</param>
    /// <param name="name">The data's name in error messages.</param>
    /// <exception cref="InkFormatException">There are too few lines.</exception>
    public InkTrainingData(TrainingOptions options, LineDataset dataset, string name)
    {
        (_options, Sha256, _split) = (options, dataset.Sha256, dataset.Split(options.SplitSeed, options.SplitBy));
        if (_split.Train.Count == 0 || _split.Validation.Count == 0)
        {
            int forms = dataset.Lines.DistinctBy(line => InkLine.FormOf(line.Id)).Count();
            string units = options.SplitBy == SplitBy.Form ? $"{forms} forms with" : $"{dataset.Lines.Count}";
            throw new InkFormatException(
                $"'{name}' has {units} lines with at least {LineDataset.MinimumPoints} points; "
                + "training needs at least 20, so that one is left for validation.");
        }

        _rules = BoundaryRule.Nested(options.ForcedBoundaries.Count > 0 ? options.ForcedBoundaries : options.TaughtBoundaries);
        Normalisation = Normalisation.Measure(_split.Train);
        _order = (0, OrderOf(0));
    }

    public string Sha256 { get; }

    public Normalisation Normalisation { get; }

    public int TrainSequences => _split.Train.Count;

    public long TrainPoints => _split.Train.Sum(line => line.Offsets.Length - 1L);

    public bool CarriesState => false;

    public int BatchesInEpoch => _order.Batches.Count;

    public LineBatch Batch(int epoch, int index, Device device)
    {
        if (_order.Epoch != epoch) _order = (epoch, OrderOf(epoch));
        return LineBatch.Create([.. _order.Batches[index].Select(Augmented)], Normalisation, device, _rules);

        InkLine Augmented(InkLine line) => LineScaling.Apply(
            _options.Dequantise ? Dequantiser.ForTraining(line, _options.Seed, epoch) : line, _options.LineScaling, _options.Seed, epoch);
    }

    public (EvaluationResult AsRecorded, EvaluationResult? Dequantised) Validate(HandwritingModel model, float slope)
    {
        int maximum = _options.EvaluateLines == 0 ? int.MaxValue : _options.EvaluateLines;
        InkLine[] lines = [.. _split.Validation.Take(maximum)];
        return (Evaluate(lines), Evaluate(Dequantiser.ForEvaluation(lines)));

        EvaluationResult Evaluate(IReadOnlyList<InkLine> some) => Evaluator.Evaluate(
            model, some, Normalisation, slope, _options.LogDeviationFloor, forced: _options.ForcedBoundaries.Count > 0 ? _rules : null);
    }

    private IReadOnlyList<InkLine[]> OrderOf(int epoch) => BatchOrder.Of(_split.Train, _options.Batch, _options.Seed, epoch);
}
