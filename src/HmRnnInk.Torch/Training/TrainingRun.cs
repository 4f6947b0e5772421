using System.Text;
using System.Text.Json;

namespace HmRnnInk.Torch.Training;

/// <summary>The folder of a run and its files.</summary>
public sealed class TrainingRun(string folder)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
    };

    public string Folder { get; } = folder;

    /// <summary>The checkpoint for <c>--resume</c>.</summary>
    public string CheckpointPath => Path.Combine(Folder, "last.checkpoint");

    /// <summary>The checkpoint before the constant schedule's cooldown, if it has begun, for a resume with a larger budget.</summary>
    public string BeforeCooldownPath => Path.Combine(Folder, "before-cooldown.checkpoint");

    /// <summary>The model at the last evaluation.</summary>
    public string LastModelPath => Path.Combine(Folder, "last.safetensors");

    /// <summary>The model with the best validation result.</summary>
    public string BestModelPath => Path.Combine(Folder, "best.safetensors");

    /// <summary>One <see cref="EvaluationRecord"/> per line.</summary>
    public string MetricsPath => Path.Combine(Folder, RunMetrics.FileName);

    /// <summary>Models of past evaluations.</summary>
    public ModelHistory History { get; } = ModelHistory.OfRun(folder);

    /// <summary>Loads the checkpoint from which another run can start: the last, or the one before the cooldown if it has begun.</summary>
    public Checkpoint LoadForNewRun()
    {
        var last = Checkpoint.Load(CheckpointPath);
        return last.Progress.Cooling && File.Exists(BeforeCooldownPath) ? Checkpoint.Load(BeforeCooldownPath) : last;
    }

    /// <summary>
    /// Loads the checkpoint from which the run is resumed: the last, or the one before the cooldown if it has begun and the new budget is
    /// larger. So the learning rate never rises after a cooldown.
    /// </summary>
    /// <param name="epochs">The new budget.</param>
    /// <param name="minutes">The new budget.</param>
    /// <returns>The checkpoint with the new budget, and whether it is the one before the cooldown.</returns>
    public (Checkpoint Checkpoint, bool IsBeforeCooldown) LoadForResume(int? epochs, double? minutes)
    {
        var last = Checkpoint.Load(CheckpointPath);
        TrainingOptions options = last.Options with { Epochs = epochs, Minutes = minutes };
        bool repeatsCooldown = last.Progress.Cooling && File.Exists(BeforeCooldownPath)
            && options.ShareDone(last.Progress) < last.Options.ShareDone(last.Progress);
        if (!repeatsCooldown) return (last with { Options = options }, false);
        var before = Checkpoint.Load(BeforeCooldownPath);
        // The best model stays in the folder until a better one is found.
        before.Progress.BestNatsPerSequence = Math.Max(before.Progress.BestNatsPerSequence, last.Progress.BestNatsPerSequence);
        return (before with { Options = options }, true);
    }

    /// <summary>Whether the last line of the metrics is incomplete: the process was killed while it wrote it.</summary>
    public bool HasIncompleteMetrics()
    {
        if (!File.Exists(MetricsPath)) return false;
        using FileStream file = File.OpenRead(MetricsPath);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    public IReadOnlyList<EvaluationRecord> ReadMetrics() => !File.Exists(MetricsPath) ? [] : ReadMetrics(MetricsPath);

    /// <returns>The best validation result of a run on text; null for ink, and before the first evaluation.</returns>
    public double? BestBitsPerCharacter() => ReadMetrics().Min(record => record.ValidationBitsPerCharacter);

    /// <param name="path">A run's metrics.jsonl, or a copy of one. A last line that is incomplete is ignored.</param>
    /// <exception cref="InvalidDataException">A line is not an evaluation.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<EvaluationRecord> ReadMetrics(string path)
    {
        string[] lines = RunMetrics.ReadLines(path);
        return [.. lines.Select(Read).OfType<EvaluationRecord>()];

        EvaluationRecord? Read(string line, int index)
        {
            try
            {
                return line.Length == 0 ? null : JsonSerializer.Deserialize<EvaluationRecord>(line, Json);
            }
            catch (JsonException error)
            {
                bool isJson = line.StartsWith('{');
                if (isJson && index == lines.Length - 1) return null; // without a newline: the trainer is writing it, or was killed
                throw new InvalidDataException(
                    $"'{path}', line {index + 1}: this is not an evaluation{(isJson ? $" ({error.Message})" : "")}. "
                    + "Use the metrics.jsonl of a run.",
                    error);
            }
        }
    }

    public void Append(EvaluationRecord record) => File.AppendAllText(MetricsPath, JsonSerializer.Serialize(record, Json) + "\n");

    /// <summary>Removes the evaluations after the checkpoint from which the run is resumed, since it will repeat them.</summary>
    /// <param name="evaluations">Number of evaluations before the checkpoint.</param>
    public void RemoveMetricsAfter(int evaluations)
    {
        if (!File.Exists(MetricsPath)) return;
        string remaining = string.Concat(File.ReadLines(MetricsPath).Take(evaluations).Select(line => line + "\n"));
        WholeFile.Write(MetricsPath, file => file.Write(Encoding.UTF8.GetBytes(remaining)));
    }
}
