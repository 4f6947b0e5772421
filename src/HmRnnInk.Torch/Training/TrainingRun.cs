using System.Text;
using System.Text.Json;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Torch.Training;

/// <summary>The folder of a run and the names in it.</summary>
public sealed class TrainingRun(string folder)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string Folder { get; } = folder;

    /// <summary>What <c>--resume</c> goes on from.</summary>
    public string CheckpointPath => Path.Combine(Folder, "last.checkpoint");

    /// <summary>The run before the constant schedule's cooldown began, if it did: what a larger budget goes on from.</summary>
    public string BeforeCooldownPath => Path.Combine(Folder, "before-cooldown.checkpoint");

    /// <summary>The model as it was at the last evaluation.</summary>
    public string LastModelPath => Path.Combine(Folder, "last.safetensors");

    /// <summary>The model with the best validation figure.</summary>
    public string BestModelPath => Path.Combine(Folder, "best.safetensors");

    /// <summary>An <see cref="EvaluationRecord"/> a line.</summary>
    public string MetricsPath => Path.Combine(Folder, "metrics.jsonl");

    /// <summary>Models of evaluations from the first on, for looking back.</summary>
    public ModelHistory History { get; } = ModelHistory.OfRun(folder);

    /// <summary>What another run branches off from: the last checkpoint, or that before the cooldown where it has begun.</summary>
    public Checkpoint LoadUncooled()
    {
        var last = Checkpoint.Load(CheckpointPath);
        return last.Progress.Cooling && File.Exists(BeforeCooldownPath) ? Checkpoint.Load(BeforeCooldownPath) : last;
    }

    /// <summary>
    /// What the run goes on from: the last checkpoint, or that before the cooldown where it has begun and the new budget is larger, so that a
    /// rate that has cooled never rises again.
    /// </summary>
    /// <param name="epochs">Of the new budget.</param>
    /// <param name="minutes">Of the new budget.</param>
    /// <returns>With the new budget, and whether it is from before the cooldown.</returns>
    public (Checkpoint Checkpoint, bool IsBeforeCooldown) LoadCheckpoint(int? epochs, double? minutes)
    {
        var last = Checkpoint.Load(CheckpointPath);
        TrainingOptions options = last.Options with { Epochs = epochs, Minutes = minutes };
        bool goesBack = last.Progress.Cooling && File.Exists(BeforeCooldownPath)
            && options.ShareDone(last.Progress) < last.Options.ShareDone(last.Progress);
        if (!goesBack) return (last with { Options = options }, false);
        var before = Checkpoint.Load(BeforeCooldownPath);
        // The best model stays in the folder until a better one is found.
        before.Progress.BestNatsPerSequence = Math.Max(before.Progress.BestNatsPerSequence, last.Progress.BestNatsPerSequence);
        return (before with { Options = options }, true);
    }

    public IReadOnlyList<EvaluationRecord> ReadMetrics() => !File.Exists(MetricsPath) ? [] : ReadMetrics(MetricsPath);

    /// <returns>Of a run on text, on the validation part; null of one on ink, and before the first evaluation.</returns>
    public double? BestBitsPerCharacter() => ReadMetrics().Min(record => record.ValidationBitsPerCharacter);

    /// <param name="path">A run's metrics.jsonl, or a copy of one.</param>
    /// <exception cref="InvalidDataException">A line of it is no evaluation.</exception>
    public static IReadOnlyList<EvaluationRecord> ReadMetrics(string path)
    {
        return [.. File.ReadLines(path).Select(Read).OfType<EvaluationRecord>()];

        EvaluationRecord? Read(string line, int index)
        {
            try
            {
                return line.Length == 0 ? null : JsonSerializer.Deserialize<EvaluationRecord>(line, Json);
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"'{path}', line {index + 1}: {error.Message} Give the metrics.jsonl of a run.", error);
            }
        }
    }

    public void Append(EvaluationRecord record) => File.AppendAllText(MetricsPath, JsonSerializer.Serialize(record, Json) + "\n");

    /// <summary>Drops evaluations after the checkpoint that a resume goes on from: the run will make them again.</summary>
    public void KeepMetrics(int evaluations)
    {
        if (!File.Exists(MetricsPath)) return;
        string kept = string.Concat(File.ReadLines(MetricsPath).Take(evaluations).Select(line => line + "\n"));
        WholeFile.Write(MetricsPath, file => file.Write(Encoding.UTF8.GetBytes(kept)));
    }
}
