using System.Globalization;
using System.IO.Compression;
using System.Text;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Where a person's pages are: saved ones by their names, and in <c>autosave/</c> what running programs keep. A page there belongs to the
/// program that holds the lock beside it; a lock that nobody holds is of a program that did not come to its end.
/// </summary>
public sealed class DocumentFolder(string path)
{
    private const string LockExtension = ".lock";

    /// <summary>Pages that were kept and never saved; older ones go.</summary>
    private const int MostUnsaved = 20;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string AutosavePath => System.IO.Path.Combine(Path, "autosave");

    /// <summary>In the person's documents.</summary>
    public static DocumentFolder OfPerson() => new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments, Environment.SpecialFolderOption.DoNotVerify), "HmRnnInk"));

    /// <summary>A path for a new document, named by the time.</summary>
    public string NewPath(DateTimeOffset now)
    {
        string name = System.IO.Path.Combine(Path, now.ToString("yyyy-MM-dd HH.mm.ss", CultureInfo.InvariantCulture));
        string path = name + DocumentFile.Extension;
        for (int number = 2; System.IO.Path.Exists(path); number++) path = $"{name} {number}{DocumentFile.Extension}";
        return path;
    }

    /// <summary>Begins to keep a page: its file is this program's until the lock is let go.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    internal AutosaveFile Keep(DateTimeOffset now)
    {
        Directory.CreateDirectory(AutosavePath);
        string name = System.IO.Path.Combine(AutosavePath, $"{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}");
        string path = name;
        for (int number = 2; System.IO.Path.Exists(path + DocumentFile.Extension) || System.IO.Path.Exists(path + LockExtension); number++) path = $"{name}-{number}";
        return new AutosaveFile(path + DocumentFile.Extension, path + LockExtension);
    }

    /// <summary>The newest page of a program that did not come to its end; null where there is none.</summary>
    public KeptPage? Lost() => Unsaved().FirstOrDefault(page => File.Exists(LockOf(page.Path)));

    /// <summary>What there is to open, the newest first.</summary>
    public IReadOnlyList<KeptPage> Pages()
    {
        try
        {
            IEnumerable<KeptPage> saved = Directory.Exists(Path)
                ? new DirectoryInfo(Path).EnumerateFiles("*" + DocumentFile.Extension).Select(file => Describe(file, unsaved: false))
                : [];
            return [.. saved.Concat(Unsaved()).OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Forgets a page that was kept, for it is saved or kept elsewhere now.</summary>
    public static void Drop(string path)
    {
        try
        {
            File.Delete(path);
            File.Delete(LockOf(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It will be offered again: better twice than never.
        }
    }

    /// <summary>Deletes what was kept and never asked for, but for the newest.</summary>
    public void Tidy()
    {
        foreach (KeptPage page in Unsaved().Skip(MostUnsaved)) Drop(page.Path);
    }

    private static string LockOf(string path) => System.IO.Path.ChangeExtension(path, LockExtension);

    private List<KeptPage> Unsaved()
    {
        try
        {
            if (!Directory.Exists(AutosavePath)) return [];
            return [.. new DirectoryInfo(AutosavePath).EnumerateFiles("*" + DocumentFile.Extension)
                .Where(file => !IsHeld(LockOf(file.FullName)))
                .Select(file => Describe(file, unsaved: true))
                .OrderByDescending(page => page.Written)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsHeld(string lockPath)
    {
        if (!File.Exists(lockPath)) return false;
        try
        {
            using var free = new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static KeptPage Describe(FileInfo file, bool unsaved) => new(
        file.FullName, unsaved ? "not saved" : System.IO.Path.GetFileNameWithoutExtension(file.Name), file.LastWriteTime, Rows(file.FullName), unsaved);

    /// <summary>The rows' count stands near the beginning of the JSON.</summary>
    private static int? Rows(string path)
    {
        try
        {
            using var packed = new GZipStream(DocumentFile.OpenRead(path), CompressionMode.Decompress);
            byte[] start = new byte[4096];
            string text = Encoding.UTF8.GetString(start, 0, packed.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
            const string Before = "\"rows\":{\"count\":";
            int place = text.IndexOf(Before, StringComparison.Ordinal);
            if (place < 0) return null;
            string digits = new([.. text.Skip(place + Before.Length).TakeWhile(char.IsAsciiDigit)]);
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) ? rows : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or InkFormatException)
        {
            return null;
        }
    }
}
