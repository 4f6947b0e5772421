namespace HmRnnInk.Torch.Training;

/// <summary>
/// Makes this process the only one that writes to a run's folder: it locks a file there. The system releases the lock if the process is
/// killed.
/// </summary>
public sealed class RunOwner(TrainingRun run) : IDisposable
{
    private FileStream? _lock;
    private bool _createdFolder;

    private string LockPath => Path.Combine(run.Folder, "owner.lock");

    /// <summary>Creates the folder if necessary, and removes temporary files of a killed process.</summary>
    /// <exception cref="InvalidDataException">Another process owns the run.</exception>
    public void Take()
    {
        if (_lock is not null) return;
        _createdFolder = !Directory.Exists(run.Folder);
        Directory.CreateDirectory(run.Folder);
        try
        {
            // It is deleted before the lock is released, so a process that opens it later gets a new file.
            _lock = new(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(LockPath))
        {
            throw new InvalidDataException(
                $"Another trainer is using the run in '{run.Folder}'. Stop it first (Ctrl-C saves its state), or use another --run folder.",
                error);
        }

        foreach (string unfinished in Directory.EnumerateFiles(run.Folder, "*.part")) File.Delete(unfinished);
    }

    /// <summary>Releases the run. The folder of a run that failed before its first checkpoint is deleted, if it was new.</summary>
    public void Dispose()
    {
        if (_lock is null) return;
        bool isDeleted = _createdFolder && !File.Exists(run.CheckpointPath);
        if (isDeleted) DeleteAllButTheLock();
        _lock.Dispose();
        _lock = null;
        if (isDeleted && !Directory.EnumerateFileSystemEntries(run.Folder).Any()) Directory.Delete(run.Folder);
    }

    // Windows deletes no open file, and so not the folder of the lock.
    private void DeleteAllButTheLock()
    {
        foreach (string folder in Directory.EnumerateDirectories(run.Folder)) Directory.Delete(folder, recursive: true);
        foreach (string file in Directory.EnumerateFiles(run.Folder).Where(file => file != LockPath)) File.Delete(file);
    }
}
