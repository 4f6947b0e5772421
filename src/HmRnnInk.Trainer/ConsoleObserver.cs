using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;
using Spectre.Console;

namespace HmRnnInk.Trainer;

/// <summary>Reports the progress of a run on standard error: a status line that is updated in place, and permanent lines.</summary>
internal sealed class ConsoleObserver : ITrainingObserver
{
    private const string ClearLine = "\r\e[K", AsRecorded = "as recorded", Dequantised = "dequantised";

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly double _secondsBetween;
    private readonly IAnsiConsole _console = Terminal.Errors;
    private readonly TrainingRun _run;
    private readonly TrainingOptions _options;
    private readonly RunEvents _events;
    private readonly HashSet<int> _collapsed = [];
    private double _lastSeconds, _rate;
    private long _lastPoints;

    /// <param name="data">The sizes of the training data.</param>
    public ConsoleObserver(TrainingRun run, TrainingOptions options, DataSummary data)
    {
        (_run, _options, _events) = (run, options, new(run));
        _secondsBetween = _isTerminal ? 1 : 20;
        ModelConfig model = options.Model;
        foreach (string message in data.Messages) _console.MarkupLineInterpolated($"[yellow]left out:[/] {message}");
        foreach (string note in data.Assumed) WriteLine(note);
        WriteLine($"{data}");
        WriteLine($"{model.Cell} {model.Layers}x{model.Hidden}, {model.ParameterCount():N0} parameters; run in {run.Folder}");
    }

    private bool IsOfCharacters => _options.Model.Alphabet is not null;

    /// <summary>The form of the training lines and of their log-likelihood.</summary>
    private string TrainedAs => _options.Dequantise ? Dequantised : AsRecorded;

    public void Progressed(TrainingProgress progress, double lastNatsPerPoint, double shareDone)
    {
        double seconds = progress.ElapsedSeconds - _lastSeconds;
        if (_lastPoints > 0 && seconds < _secondsBetween) return;
        if (_lastPoints > 0)
        {
            double rate = (progress.PointsSeen - _lastPoints) / Math.Max(1e-9, seconds);
            // On a terminal a line may cover a single batch, so the rate is smoothed.
            _rate = _rate is 0 || !_isTerminal ? rate : (0.8 * _rate) + (0.2 * rate);
            double done = Math.Min(1, shareDone); // the last batch may end after the budget
            double remaining = done > 0 ? progress.ElapsedSeconds * (1 - done) / done : double.NaN;
            string latest =
                IsOfCharacters ? $"{-lastNatsPerPoint / Math.Log(2):F3} bits/character" : $"{lastNatsPerPoint:F3} nats/point";
            WriteStatus(
                $"epoch {progress.Epoch}  {progress.PointsSeen / 1e6:F2} M points  train {latest}  {_rate:N0} points/s  {done:P1}, "
                + $"{Duration(remaining)} left");
        }

        (_lastSeconds, _lastPoints) = (progress.ElapsedSeconds, progress.PointsSeen);
    }

    public void Evaluated(EvaluationRecord record, InkModel model)
    {
        string speed = record.PointsPerSecond > 0 ? $"; {record.PointsPerSecond:N0} points/s" : "";
        string figures = IsOfCharacters ? DescribeCharacters(record) : DescribeInk(record);
        WriteLine($"evaluation {record.Evaluation}: {figures}{DescribeBoundaries(record)}{speed}");
        foreach (int layer in BoundaryHealth.Collapsed(record).Where(_collapsed.Add)) // reported once per run
        {
            Terminal.Warn(
                $"the boundaries of layer {layer} have collapsed: it fires at {record.BoundaryRates[layer - 1]:P1} of the steps.");
        }

        _events.Append(record);
        // A model with forced boundaries cannot generate ink, and there is no sheet for characters.
        if (!IsOfCharacters && model.Metadata.Training?.ForcedBoundaries is null) DrawPictures(model);
    }

    public void Finished(TrainingProgress progress, bool interrupted, string data)
    {
        string outcome = interrupted ? "stopped and saved" : "done";
        string best = DescribeBest(progress);
        WriteLine($"{outcome} after {Duration(progress.ElapsedSeconds)} and {progress.PointsSeen / 1e6:F2} M points; best {best}");
        foreach (string step in NextSteps.After(_run, _options, interrupted, data)) WriteLine(step);
    }

    /// <summary>Draws the learning curve and current samples into the run's folder.</summary>
    private void DrawPictures(InkModel model)
    {
        CurvePlot.Save(_run.ReadMetrics(), Path.Combine(_run.Folder, "curve.png"));
        InkSheet sheet = SampleSheet.Of(model);
        sheet.Save(Path.Combine(_run.Folder, "samples.svg"));
        sheet.Save(Path.Combine(_run.Folder, "samples.png"));
        if (model.Config.TextWindow is not null) SampleSheet.OfTexts(model).Save(Path.Combine(_run.Folder, "texts.png"));
    }

    private string DescribeBest(TrainingProgress progress)
    {
        if (IsOfCharacters) return $"validation {_run.BestBitsPerCharacter():F3} bits/character";
        string mean = _options.Model.TextWindow is null ? "" : ", mean of without and with texts";
        return $"validation {progress.BestNatsPerSequence:F1} nats/sequence {Dequantised}{mean}";
    }

    private static string DescribeCharacters(EvaluationRecord record)
    {
        double train = -record.TrainNatsPerPoint / Math.Log(2);
        return $"bits/character: train {train:F3}, validation {record.ValidationBitsPerCharacter:F3}";
    }

    private string DescribeInk(EvaluationRecord record)
    {
        string train = record.PointsSeen == 0 ? "" : $"train {record.TrainNatsPerSequence:F1} {TrainedAs}, ";
        string withText = record.ValidationNatsPerSequenceWithText is { } value ? $", {value:F1} {Dequantised} with texts" : "";
        return $"nats/sequence: {train}validation {record.ValidationNatsPerSequence:F1} {AsRecorded} "
            + $"({record.ValidationNatsPerPoint:F4} nats/point), "
            + $"{record.ValidationNatsPerSequenceDequantised:F1} {Dequantised}{withText}";
    }

    /// <summary>The boundary rates of an HM-LSTM; an LSTM has none.</summary>
    private static string DescribeBoundaries(EvaluationRecord record) =>
        BoundaryHealth.Of(record) == "none" ? "" : $"; boundary rates {FigureText.RatesText(record.BoundaryRates, "F3", " ")}";

    private static string Duration(double seconds) => seconds < 120 ? $"{seconds:F0} s" : $"{seconds / 60:F0} min";

    // Not through Spectre.Console, which would wrap long lines in a log.
    private void WriteLine(string line) => Console.Error.WriteLine((_isTerminal ? ClearLine : "") + line);

    private void WriteStatus(string line)
    {
        if (!_isTerminal) Console.Error.WriteLine(line);
        else Console.Error.Write(ClearLine + line[..Math.Min(line.Length, Math.Max(20, Console.BufferWidth - 1))]);
    }
}
