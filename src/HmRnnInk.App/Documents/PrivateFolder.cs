namespace HmRnnInk.App.Documents;

/// <summary>Creates folders that only their owner can open.</summary>
internal static class PrivateFolder
{
    /// <summary>Creates a folder and those above it. Folders that exist keep their permissions.</summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } above) Create(above);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
