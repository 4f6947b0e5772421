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

    private const string Pages = "pages", Run = "run";

    private readonly string _path;
    private readonly FileStream _lock;

    private LearningFolder(string path, FileStream locked) => (_path, _lock) = (path, locked);

    /// <summary>The pages to learn from.</summary>
    public string PagesPath => Path.Combine(_path, Pages);

    /// <summary>The trainer's run.</summary>
    public string RunPath => Path.Combine(_path, Run);

    public string BestModelPath => Path.Combine(RunPath, "best.safetensors");

    public string MetricsPath => Path.Combine(RunPath, RunMetrics.FileName);

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
}
