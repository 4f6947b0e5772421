using System.Globalization;
using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Tells a person at a terminal how a run goes: a status that is rewritten there, and lines that stay in a log.</summary>
public sealed class ConsoleObserver : ITrainingObserver
{
    private const string BeginLineAnew = "\r\e[K";

    private readonly bool _rewrites = !Console.IsErrorRedirected;
    private readonly double _secondsBetween;
    private readonly IAnsiConsole _console = CommandFailure.Errors;
    private readonly TrainingRun _run;
    private readonly bool _ofCharacters;
    private double _lastSeconds, _rate;
    private long _lastPoints;

    /// <param name="data">What and how much it is.</param>
    /// <param name="skipped">A message for each part of it that cannot be used.</param>
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
            // A batch is long beside a second: at a terminal the rate would jump.
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

        string withText = record.ValidationNatsPerSequenceWithText is { } nats ? FormattableString.Invariant($", {nats:F1} with their texts") : "";
        Write($"evaluation {record.Evaluation}: train {record.TrainNatsPerSequence:F1}, validation {record.ValidationNatsPerSequence:F1} nats/sequence as is, {record.ValidationNatsPerSequenceDequantised:F1} dequantised{withText} ({record.ValidationNatsPerPoint:F4} a point); boundary rates {rates}; {record.PointsPerSecond:N0} points/s");
        if (model.Metadata.Training?.ForcedBoundaries is null) new RunPictures(_run).Draw(model); // a control cannot write
    }

    public void Finished(TrainingProgress progress, bool interrupted)
    {
        string how = interrupted ? "stopped and saved" : "done";
        Write($"{how} after {progress.ElapsedSeconds / 60:F1} minutes and {progress.PointsSeen / 1e6:F2} M points; best {Best(progress)}");
    }

    private string Best(TrainingProgress progress) => _ofCharacters
        ? FormattableString.Invariant($"{_run.BestBitsPerCharacter():F3} bits/character")
        : FormattableString.Invariant($"{progress.BestNatsPerSequence:F1} nats/sequence");

    // Straight to standard error: a log keeps its long lines, where the console's own writer would wrap them.
    private void Write(FormattableString line) =>
        Console.Error.WriteLine((_rewrites ? BeginLineAnew : "") + line.ToString(CultureInfo.InvariantCulture));

    private void Status(FormattableString line)
    {
        string text = line.ToString(CultureInfo.InvariantCulture);
        if (!_rewrites) Console.Error.WriteLine(text);
        else Console.Error.Write(BeginLineAnew + text[..Math.Min(text.Length, Math.Max(20, Console.BufferWidth - 1))]);
    }
}
