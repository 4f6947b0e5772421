namespace HmRnnInk.Ink;

/// <summary>Writes files atomically.</summary>
public static class WholeFile
{
    /// <summary>Writes a temporary file next to the path and then renames it. If that fails, an existing file stays unchanged.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + ".part";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
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
