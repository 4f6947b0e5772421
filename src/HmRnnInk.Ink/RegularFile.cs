using System.Runtime.InteropServices;

namespace HmRnnInk.Ink;

/// <summary>
/// Opens regular files only, of a limited size. Opening a pipe would wait for its writer, and reading a device may never end.
/// </summary>
public static partial class RegularFile
{
    // The size of struct statx, the offset of its stx_mode, S_IFMT and S_IFREG.
    private const int StatusBytes = 256, ModeOffset = 28, TypeMask = 0xF000, RegularType = 0x8000;

    // AT_FDCWD, and STATX_TYPE | STATX_MODE.
    private const int CurrentFolder = -100, TypeAndMode = 3;

    /// <summary>
    /// Whether a path leads to an existing regular file, also through links. On macOS, pipes and devices are not detected.
    /// </summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux()) return File.Exists(path) && !File.GetAttributes(path).HasFlag(FileAttributes.Device);
        // .NET does not tell pipes and devices from files. The layout of statx is the same on all architectures.
        byte[] status = new byte[StatusBytes];
        return Status(CurrentFolder, path, flags: 0, TypeAndMode, status) == 0
            && (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) == RegularType;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It does not exist, is not a regular file, is larger than the maximum, or reading fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The person may not read the file.</exception>
    public static FileStream OpenRead(string path, long maximumBytes = long.MaxValue)
    {
        if (Path.Exists(path) && !Is(path)) throw new IOException("expected a file; this is a folder, a pipe or a device.");
        // Writers may replace, delete or append to the file meanwhile.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length <= maximumBytes) return file;
        long bytes = file.Length;
        file.Dispose();
        throw new IOException($"{bytes} bytes are too many (maximum {maximumBytes}).");
    }

    /// <summary>Reads a whole file.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static byte[] ReadAllBytes(string path, long maximumBytes)
    {
        using FileStream file = OpenRead(path, maximumBytes);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>Reads a whole file like <see cref="ReadAllBytes"/>. The message of each exception names the file.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static byte[] ReadAllBytesNamed(string path, long maximumBytes)
    {
        try
        {
            return ReadAllBytes(path, maximumBytes);
        }
        catch (IOException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new IOException($"'{path}': {error.Message}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
