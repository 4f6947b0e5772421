namespace HmRnnInk.Ink;

/// <summary>Files that are written whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes beside the path first and then moves over it: whatever goes wrong, what was there stays.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // A name of its own: two programs, or two threads, may write the same file at once.
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
