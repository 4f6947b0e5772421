using System.Buffers;

namespace HmRnnInk.Ink;

/// <summary>
/// The files of a folder under names that a person gives them. A deleted file is moved to the folder <c>deleted</c> in it, from which it
/// can come back.
/// </summary>
/// <param name="extension">Of all files, with its dot.</param>
public sealed class NamedFiles(string folder, string extension)
{
    /// <summary>The characters that some operating system does not allow in the name of a file.</summary>
    private static readonly SearchValues<char> NotInNames =
        SearchValues.Create([.. "\\/:*?\"<>|", .. Enumerable.Range(0, 32).Select(control => (char)control)]);

    public string DeletedFolder { get; } = Path.Combine(folder, "deleted");

    /// <returns>The path of the file with a name.</returns>
    /// <exception cref="IOException">There is already a file with this name, or no file can have it.</exception>
    public string NewPath(string name)
    {
        if (name.Length == 0 || name.StartsWith('.') || name.EndsWith('.') || name.AsSpan().ContainsAny(NotInNames))
            throw new IOException($"A name cannot contain \\ / : * ? \" < > | or begin or end with a dot, as '{name}' does.");
        string path = Path.Combine(folder, name + extension);
        return Path.Exists(path) ? throw new IOException($"There is already a file with this name: {path}") : path;
    }

    /// <returns>A path for a deleted file with this name or, if there is one, with a number after it.</returns>
    public string NewDeletedPath(string name)
    {
        Directory.CreateDirectory(DeletedFolder);
        return FreePath(Path.Combine(DeletedFolder, name + extension));
    }

    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    /// <inheritdoc cref="NewPath"/>
    public string Rename(string path, string name) => Move(path, NewPath(name));

    /// <returns>The path in <see cref="DeletedFolder"/>.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public string Delete(string path) => Move(path, NewDeletedPath(Path.GetFileNameWithoutExtension(path)));

    /// <summary>Brings a deleted file back, under its name or, if that is taken, with a number after it.</summary>
    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public string Restore(string path) => Move(path, FreePath(Path.Combine(folder, Path.GetFileName(path))));

    /// <returns>The path, or if there is a file already, the first free one with a number after its name.</returns>
    public static string FreePath(string path)
    {
        string name = Path.ChangeExtension(path, null), free = path;
        for (int number = 2; Path.Exists(free); number++) free = $"{name} {number}{Path.GetExtension(path)}";
        return free;
    }

    private static string Move(string from, string to)
    {
        File.Move(from, to);
        return to;
    }
}
