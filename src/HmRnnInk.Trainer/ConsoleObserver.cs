using System.Globalization;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Reports the progress of a run on standard error: a status line that is updated in place, and permanent lines.</summary>
internal sealed class ConsoleObserver : ITrainingObserver
{
    private const string ClearLine = "\r\e[K";

    private readonly bool _rewrites = !Console.IsErrorRedirected;
    private readonly double _secondsBetween;
    private readonly IAnsiConsole _console = CommandFailure.Errors;
    private readonly TrainingRun _run;
    private readonly bool _ofCharacters;
    private double _lastSeconds, _rate;
    private long _lastPoints;

    /// <param name="data">Kind and amount of the training data.</param>
    /// <param name="skipped">An error message for each file that was skipped.</param>
    public ConsoleObserver(TrainingRun run, TrainingOptions options, string data, IReadOnlyList<string> skipped)
    {
        (_run, _ofCharacters) = (run, options.Model.Alphabet is not null);
        _secondsBetween = _rewrites ? 1 : 20;
        ModelConfig model = options.Model;
        foreach (string message in skipped) _console.MarkupLineInterpolated($"[yellow]skipped:[/] {message}");
        Write($"{data}; {model.Cell} {model.Layers}x{model.Hidden}, {model.ParameterCount():N0} parameters; run in {run.Folder}");
    }

    public void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone)
    {
        double seconds = progress.ElapsedSeconds - _lastSeconds;
        if (_lastPoints > 0 && seconds < _secondsBetween) return;
        if (_lastPoints > 0)
        {
            double rate = (progress.PointsSeen - _lastPoints) / Math.Max(1e-9, seconds);
            // A batch may take longer than a second, so the rate is smoothed on a terminal.
            _rate = _rate is 0 || !_rewrites ? rate : (0.8 * _rate) + (0.2 * rate);
            double left = shareDone > 0 ? progress.ElapsedSeconds * (1 - shareDone) / shareDone / 60 : double.NaN;
            string latest = _ofCharacters
                ? FormattableString.Invariant($"{-lastNatsPerPoint / Math.Log(2):F3} bits/character")
                : FormattableString.Invariant($"{lastNatsPerPoint:F3} nats/point");
            string seen = FormattableString.Invariant($"{progress.PointsSeen / 1e6:F2} M points");
            Status($"epoch {progress.Epoch}  {seen}  {latest}  {_rate:N0} points/s  {shareDone:P1}, {left:F0} min left");
        }

        (_lastSeconds, _lastPoints) = (progress.ElapsedSeconds, progress.PointsSeen);
    }

    public void Evaluated(EvaluationRecord record, InkModel model)
    {
        string rates = string.Join(' ', record.BoundaryRates.SkipLast(1).Select(rate => rate.ToString("F3", CultureInfo.InvariantCulture)));
        if (record.ValidationBitsPerCharacter is { } bits)
        {
            double train = -record.TrainNatsPerPoint / Math.Log(2);
            string figures = FormattableString.Invariant($"train {train:F3}, validation {bits:F3} bits/character");
            Write($"evaluation {record.Evaluation}: {figures}; boundary rates {rates}; {record.PointsPerSecond:N0} characters/s");
            return;
        }

        string withText = record.ValidationNatsPerSequenceWithText is { } value
            ? FormattableString.Invariant($", {value:F1} with texts") : "";
        string nats = FormattableString.Invariant($"validation {record.ValidationNatsPerSequence:F1} nats/sequence as recorded ")
            + FormattableString.Invariant($"({record.ValidationNatsPerPoint:F4} nats/point), ")
            + FormattableString.Invariant($"{record.ValidationNatsPerSequenceDequantised:F1} dequantised{withText}");
        string speed = FormattableString.Invariant($"{record.PointsPerSecond:N0} points/s");
        Write($"evaluation {record.Evaluation}: train {record.TrainNatsPerSequence:F1}, {nats}; boundary rates {rates}; {speed}");
        // A model with forced boundaries cannot generate ink.
        if (model.Metadata.Training?.ForcedBoundaries is null) new RunPictures(_run).Draw(model);
    }

    public void Finished(TrainingProgress progress, bool interrupted)
    {
        string how = interrupted ? "stopped and saved" : "done";
        Write($"{how} after {progress.ElapsedSeconds / 60:F1} minutes and {progress.PointsSeen / 1e6:F2} M points; best {Best(progress)}");
    }

    private string Best(TrainingProgress progress) => _ofCharacters
        ? FormattableString.Invariant($"{_run.BestBitsPerCharacter():F3} bits/character")
        : FormattableString.Invariant($"{progress.BestNatsPerSequence:F1} nats/sequence");

    // Not through Spectre.Console, which would wrap long lines in a log.
    private void Write(FormattableString line) =>
        Console.Error.WriteLine((_rewrites ? ClearLine : "") + line.ToString(CultureInfo.InvariantCulture));

    private void Status(FormattableString line)
    {
        string text = line.ToString(CultureInfo.InvariantCulture);
        if (!_rewrites) Console.Error.WriteLine(text);
        else Console.Error.Write(ClearLine + text[..Math.Min(text.Length, Math.Max(20, Console.BufferWidth - 1))]);
    }
}
