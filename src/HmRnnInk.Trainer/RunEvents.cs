using HmRnnInk.Torch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch.utils;

namespace HmRnnInk.Trainer;

/// <summary>Writes a run's figures for TensorBoard: <c>tensorboard --logdir runs</c>. <c>metrics.jsonl</c> has all of them.</summary>
internal sealed class RunEvents(TrainingRun run)
{
    private readonly SummaryWriter _writer = tensorboard.SummaryWriter(run.Folder, createRunName: false);

    /// <summary>Adds an evaluation. The step is the number of training points, in thousands.</summary>
    public void Append(EvaluationRecord record)
    {
        int step = (int)(record.PointsSeen / 1000);
        if (record.PointsSeen > 0) Add("nats/train", record.TrainNatsPerSequence);
        Add("nats/validation as recorded", record.ValidationNatsPerSequence);
        if (record.ValidationNatsPerSequenceDequantised is { } dequantised) Add("nats/validation dequantised", dequantised);
        if (record.ValidationNatsPerSequenceWithText is { } withText) Add("nats/validation dequantised with texts", withText);
        if (record.ValidationBitsPerCharacter is { } bits) Add("bits per character/validation", bits);
        for (int layer = 0; layer < record.BoundaryRates.Length - 1; layer++)
            Add($"boundary rate/layer {layer + 1}", record.BoundaryRates[layer]);
        Add("learning rate", record.LearningRate);

        void Add(string name, double value) => _writer.add_scalar(name, (float)value, step);
    }
}
