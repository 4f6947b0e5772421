using HmRnnInk.App.Documents;
using HmRnnInk.Model;

namespace HmRnnInk.App.Learning;

/// <summary>
/// The folder of a training: copies of the pages, and the trainer's run. One program at a time owns it. It is emptied before and after.
/// </summary>
internal sealed class LearningFolder : IDisposable
{
    /// <summary>Says that another program owns the folder.</summary>
    public const string InUse = "Another window is learning. Stop it there, or wait until it has ended.";

    private readonly string _path;
    private readonly FileStream _lock;

    private LearningFolder(string path, FileStream locked) => (_path, _lock) = (path, locked);

    public string PagesPath => Path.Combine(_path, "pages");

    public string RunPath => Path.Combine(_path, "run");

    public string BestModelPath => Path.Combine(RunPath, "best.safetensors");

    /// <returns>Null if another window is learning.</returns>
    /// <exception cref="IOException">The folder cannot be created or emptied.</exception>
    public static LearningFolder? TryTake(string path)
    {
        PrivateFolder.Create(path); // it has a person's ink
        FileStream locked;
        string file = Path.Combine(path, "owner.lock");
        try
        {
            locked = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }

        var folder = new LearningFolder(path, locked);
        try
        {
            folder.Empty();
            PrivateFolder.Create(folder.PagesPath);
            return folder;
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>Reads from the run how much better the model has become.</summary>
    /// <returns>
    /// The best evaluation minus that of the starting model, in nats per validation line, higher is better; 0 if no later one is better.
    /// Null before the starting model was evaluated.
    /// </returns>
    /// <exception cref="IOException">The metrics of the run cannot be read.</exception>
    public double? ReadGain()
    {
        string metrics = Path.Combine(RunPath, RunMetrics.FileName);
        if (!File.Exists(metrics)) return null;
        Evaluation[] evaluations = [.. RunMetrics.ReadLines(metrics).Select(RunMetrics.Parse<Evaluation>).OfType<Evaluation>()];
        return evaluations is [{ PointsSeen: 0 } start, ..] ? evaluations.Max(later => later.ComparedNats) - start.ComparedNats : null;
    }

    public void Dispose()
    {
        try
        {
            Empty();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is left is deleted before the next training.
        }

        _lock.Dispose();
    }

    private void Empty()
    {
        foreach (string folder in (string[])[PagesPath, RunPath])
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>The members of a line of the metrics that are used.</summary>
    private sealed record Evaluation
    {
        public required long PointsSeen { get; init; }

        public required double ValidationNatsPerSequence { get; init; }

        public double? ValidationNatsPerSequenceDequantised { get; init; }

        /// <summary>The log-likelihood by which the trainer chooses the best model, in nats per validation line.</summary>
        public double ComparedNats => ValidationNatsPerSequenceDequantised ?? ValidationNatsPerSequence;
    }
}
