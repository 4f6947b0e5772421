using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Finds installed programs. <see cref="System.Diagnostics.Process"/> would also search the working directory, which may be a folder with
/// a stranger's files.
/// </summary>
internal static class ProgramSearch
{
    /// <param name="name">The name of the program, without a folder.</param>
    /// <param name="folders">As in the variable PATH. Relative folders are skipped, because they depend on the working directory.</param>
    /// <returns>The absolute path of the program; null if it is not installed.</returns>
    public static string? Find(string name, string? folders) =>
        (folders ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return RegularFile.Is(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
    }
}
