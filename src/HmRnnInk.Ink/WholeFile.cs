namespace HmRnnInk.Ink;

/// <summary>Files that are written whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes beside the path first and then moves over it: whatever goes wrong, what was there stays.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // A new file under a name of its own: another writer's file is not overwritten, and a link in its place is not followed.
        string beside = $"{path}.{Path.GetRandomFileName()}.part";
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
