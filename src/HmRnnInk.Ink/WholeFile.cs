namespace HmRnnInk.Ink;

/// <summary>Writes files atomically.</summary>
public static class WholeFile
{
    /// <summary>Writes a temporary file next to the path and then renames it. If that fails, an existing file stays unchanged.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // A unique name: another writer's file is not overwritten, and a link in its place is not followed.
        string temporary = $"{path}.{Path.GetRandomFileName()}.part";
        var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
