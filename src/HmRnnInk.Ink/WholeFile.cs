namespace HmRnnInk.Ink;

/// <summary>Writes files atomically.</summary>
public static class WholeFile
{
    private const string Prefix = ".hmrnnink-", Suffix = ".part";

    // A temporary file is locked while it is written, and renamed at once afterwards.
    private static readonly TimeSpan MaximumUnlocked = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Writes a temporary file next to the path and then renames it. If that fails, an existing file stays unchanged. A link stays a link:
    /// the file that it leads to is replaced. A file that replaces another gets its permissions.
    /// </summary>
    /// <param name="ownerOnly">Whether a new file can be read only by its owner.</param>
    /// <param name="mayReplace">
    /// Decides whether to replace the target; without it, anything is replaced. Its argument is the target's version, or null if there is
    /// no target. It is called just before the target is replaced, while no other program that also gives this function can replace it.
    /// </param>
    /// <exception cref="FileConflictException"><paramref name="mayReplace"/> does not allow it.</exception>
    /// <exception cref="IOException">The file cannot be written, or the path leads to a folder or a device.</exception>
    public static void Write(
        string path, Action<Stream> write, bool ownerOnly = false, Func<FileVersion?, bool>? mayReplace = null)
    {
        string target = Target(path), folder = Path.GetDirectoryName(target)!;
        DeleteLeftovers(folder);
        // A short and unique name in the target's folder. CreateNew follows no link and overwrites nothing.
        string temporary = Path.Combine(folder, Prefix + Path.GetRandomFileName() + Suffix);
        var file = new FileStream(temporary, Options(target, ownerOnly));
        try
        {
            using (file)
            {
                write(file);
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
                file.Flush(flushToDisk: true);
            }

            if (mayReplace is null) File.Move(temporary, target, overwrite: true);
            else Replace(temporary, target, mayReplace);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Renames the temporary file, unless another program has changed the target meanwhile.</summary>
    private static void Replace(string temporary, string target, Func<FileVersion?, bool> mayReplace)
    {
        using PathLock locked = PathLock.Of(target);
        FileVersion? now = FileVersion.Of(target);
        if (!mayReplace(now)) throw new FileConflictException(target);
        try
        {
            // A file that appears just now, written by a program that does not use this lock, is not overwritten.
            File.Move(temporary, target, overwrite: now is not null);
        }
        catch (IOException) when (now is null && Path.Exists(target))
        {
            throw new FileConflictException(target);
        }
    }

    /// <summary>The file that a path leads to through links.</summary>
    private static string Target(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        if (file.LinkTarget is not null) file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        if (Path.Exists(file.FullName) && !RegularFile.Is(file.FullName))
            throw new IOException($"'{path}': expected a file; this is a folder or a device. Choose another name.");
        return file.FullName;
    }

    private static FileStreamOptions Options(string target, bool ownerOnly)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows()) return options;
        // The permissions of an existing file are set at the end: until then only the owner can read the file.
        if (ownerOnly || File.Exists(target)) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Deletes temporary files of programs that were killed: those that nobody has locked and that are not new.</summary>
    private static void DeleteLeftovers(string folder)
    {
        foreach (string leftover in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            try
            {
                if (TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(leftover) < MaximumUnlocked) continue;
                if (!RegularFile.Is(leftover)) continue;
                using (new FileStream(leftover, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
                File.Delete(leftover);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is locked, or it belongs to somebody else.
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder no longer exists. The exception that is being thrown says so.
        }
    }
}
