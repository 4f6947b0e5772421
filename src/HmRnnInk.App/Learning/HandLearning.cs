using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using HmRnnInk.App.Background;
using HmRnnInk.App.Documents;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Learning;

/// <summary>
/// Trains a model on the person's pages, on a separate thread. The lines that are not trained on decide whether the result is kept.
/// </summary>
internal sealed class HandLearning : IDisposable
{
    /// <summary>How often the trainer's figures are read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.3);

    /// <summary>How long a trainer that was stopped may take to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LearningSetup _setup;
    private readonly LearningRequest _request;
    private readonly Thread _thread;
    private volatile LearningPhase _phase;
    private volatile bool _stops, _discards, _closes;
    private volatile LearningResult? _result;
    private double _share, _gain = double.NaN;

    public HandLearning(LearningSetup setup, LearningRequest request)
    {
        (_setup, _request) = (setup, request);
        _thread = ProgramFault.Start("learning", () => _result = Outcome(), ThreadPriority.BelowNormal);
    }

    public LearningPhase Phase => _phase;

    /// <summary>The share of the time that has passed, 0 to 1. The training may end earlier.</summary>
    public double Share => Volatile.Read(ref _share);

    /// <summary>The gain so far, as in <see cref="LearningResult.Gain"/>; NaN before the first evaluation.</summary>
    public double Gain => Volatile.Read(ref _gain);

    /// <summary>The result; null while learning.</summary>
    public LearningResult? Result => _result;

    /// <summary>Ends the training early.</summary>
    /// <param name="discards">Whether what was learnt is discarded.</param>
    public void Stop(bool discards) => (_discards, _stops) = (discards, true);

    /// <summary>Ends the training at once. What was learnt is saved, without a card.</summary>
    public void Dispose()
    {
        _closes = true;
        _thread.Join();
    }

    private LearningResult Outcome()
    {
        try
        {
            using LearningFolder? folder = LearningFolder.TryTake(_setup.Folder);
            return folder is null ? Failed(LearningFolder.InUse) : Learn(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException or Win32Exception)
        {
            return Failed(error.Message);
        }
    }

    private LearningResult Learn(LearningFolder folder)
    {
        HandInk ink = HandInk.Copy(folder, _request.Documents, _request.Current);
        string? problem = Train(folder);
        double? gain = folder.ReadGain();
        if (_discards) return new(LearningEnd.Discarded, gain);
        if (problem is not null) return Failed(problem);
        if (gain is not >= LearningSetup.MinimumGain) return new(LearningEnd.NotBetter, gain);
        PrivateFolder.Create(_setup.Models);
        string model = NamedFiles.FreePath(Path.Combine(_setup.Models, _request.Name + PublishedFiles.Model));
        problem = Publish(folder, ink, model);
        if (!File.Exists(model)) File.Move(folder.BestModelPath, model); // without a card
        return new(LearningEnd.Learnt, gain, model, problem);
    }

    /// <returns>What went wrong; null if nothing did.</returns>
    private string? Train(LearningFolder folder)
    {
        using var trainer = new TrainerProcess(_request.Trainer,
        [
            "train", "--data", folder.PagesPath, "--from", _request.Model, "--run", folder.RunPath, "--keep-history", "0",
            "--minutes", _setup.Minutes.ToString(CultureInfo.InvariantCulture), "--stop-with-input",
        ]);
        var running = Stopwatch.StartNew();
        TimeSpan? stopped = null;
        while (!trainer.WaitForEnd(Interval))
        {
            Update(folder, running.Elapsed.TotalMinutes);
            if (_stops && stopped is null)
            {
                trainer.Stop();
                stopped = running.Elapsed;
            }

            if (_closes || running.Elapsed - stopped > Patience) trainer.Kill();
        }

        // If the trainer was stopped, its exit code does not matter: its best model so far counts.
        return _closes || _stops || trainer.ExitCode == 0 ? null : MessageOf(trainer);
    }

    private void Update(LearningFolder folder, double minutes)
    {
        Volatile.Write(ref _share, Math.Min(1, minutes / _setup.Minutes));
        double? gain = folder.ReadGain();
        if (gain is { } known) Volatile.Write(ref _gain, known);
        _phase = _stops ? LearningPhase.Stopping : gain is null ? LearningPhase.Starting : LearningPhase.Training;
    }

    /// <summary>Runs the trainer to write the model with its card.</summary>
    /// <returns>What went wrong; null if nothing did.</returns>
    private string? Publish(LearningFolder folder, HandInk ink, string model)
    {
        if (_closes) return null;
        _phase = LearningPhase.Publishing;
        string pages = ink.Pages == 1 ? "1 page" : $"{ink.Pages} pages";
        using var trainer = new TrainerProcess(_request.Trainer,
        [
            "publish", "--run", folder.RunPath, "--data", folder.PagesPath, "--out", model, "--precision", "float16",
            "--data-name", $"{ink.Lines.Count} lines of one person's handwriting, from {pages} of HmRnnInk",
            "--licence", "The handwriting belongs to the person who wrote it. Share this model only if they agree.",
            "--note", "Learnt in the window of HmRnnInk (Learn my hand).",
        ]);
        while (!trainer.WaitForEnd(Interval))
            if (_closes) trainer.Kill();
        return _closes || trainer.ExitCode == 0 ? null : MessageOf(trainer);
    }

    private static LearningResult Failed(string problem) => new(LearningEnd.Failed, Problem: problem);

    private static string MessageOf(TrainerProcess trainer) => trainer.LastWords ?? $"The trainer ended with exit code {trainer.ExitCode}.";
}
