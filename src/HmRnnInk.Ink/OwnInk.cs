using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>
/// A data set of a person's own ink: pages of the app and files of <see cref="InkFile"/> other than IAM-OnDB's, or a folder of them.
/// </summary>
/// <param name="Lines">Short lines are joined.</param>
/// <param name="Skipped">An error message for each file that cannot be read.</param>
/// <param name="Outliers">A message for each line with an impossible step.</param>
/// <param name="Notes">What was assumed about each file.</param>
/// <param name="Sha256">Of the files' names and contents.</param>
internal sealed record OwnInk(
    IReadOnlyList<InkLine> Lines, IReadOnlyList<string> Skipped, IReadOnlyList<string> Outliers, IReadOnlyList<string> Notes,
    string Sha256)
{
    private static readonly string[] Extensions = [PageFile.Extension, ".inkml", ".xopp", ".svg"];

    /// <summary>The extensions of its files, for messages.</summary>
    public static string Kinds => $"{string.Join(", ", Extensions[..^1])} or {Extensions[^1]}";

    /// <returns>
    /// The files, in ordinal order; empty if the path is not that of own ink. If a folder has pages, only the pages: the app's folder also
    /// has autosaves and exports of the same ink in folders inside it.
    /// </returns>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (!Directory.Exists(path)) return IsInk(path) && RegularFile.Is(path) ? [path] : [];
        string[] pages = [.. Directory.EnumerateFiles(path).Where(PageFile.Is).Order(StringComparer.Ordinal)];
        if (pages.Length > 0) return pages;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = IamOnDb.MaximumDepth };
        return [.. Directory.EnumerateFiles(path, "*", options).Where(IsInk).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads the files, estimates the size of each, and divides them into lines.</summary>
    /// <exception cref="InkFormatException">No file has a usable line.</exception>
    public static OwnInk Read(IReadOnlyList<string> files)
    {
        List<InkLine> lines = [];
        List<string> skipped = [], outliers = [], notes = [];
        var fileOf = new Dictionary<string, string>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\n"));
            try
            {
                hash.AppendData(InkFile.ReadBytes(file));
                var (found, assumed) = LinesOf(file, notes);
                notes.Add($"'{file}': {(found.Count == 1 ? "1 line" : $"{found.Count} lines")}; {assumed}.");
                string name = Path.GetFileNameWithoutExtension(file);
                int copies = 0;
                foreach ((int line, (PenOffset[] rows, double step)) in found.Index())
                {
                    string id = string.Create(CultureInfo.InvariantCulture, $"{name}-{line + 1:00}");
                    if (step > RecordedInk.MaximumStep) outliers.Add(LineDataset.OutlierMessage(id, step));
                    else if (IsCopy(rows, file)) copies++;
                    else lines.Add(new InkLine(id, rows));
                }

                // A copy could otherwise be trained on while the same line is used for validation.
                if (copies == 0) continue;
                notes.Add($"'{file}': {(copies == 1 ? "1 line is" : $"{copies} lines are")} left out, because another file has the same.");
            }
            catch (InkFormatException error)
            {
                skipped.Add(error.Message);
            }
        }

        if (lines.Count == 0)
        {
            throw new InkFormatException(
                $"None of the {files.Count} ink files has a usable line. {skipped.Concat(outliers).FirstOrDefault()}");
        }

        return new(
            ShortLines.Join(lines, LineDataset.MinimumPoints), skipped, outliers, notes, Convert.ToHexStringLower(hash.GetHashAndReset()));

        bool IsCopy(PenOffset[] rows, string file)
        {
            string content = HashOf(rows);
            return !fileOf.TryAdd(content, file) && fileOf[content] != file;
        }
    }

    /// <param name="notes">Receives what the reader says about the file's contents.</param>
    /// <returns>The lines, and what was assumed about their size.</returns>
    private static (IReadOnlyList<(PenOffset[] Rows, double LargestStep)> Lines, string Assumed) LinesOf(string file, List<string> notes)
    {
        if (PageFile.Is(file))
        {
            IReadOnlyList<PenOffset[]> lines = PageFile.ReadLines(file);
            return ([.. lines.Select(rows => (rows, LineDataset.LargestStep(rows)))], "in the page's own size");
        }

        ReadInk read = InkFile.Open(file);
        notes.AddRange(read.Notes.Select(note => $"'{file}': {note}."));
        double size = RecordedInk.UnitsPerIamUnit(read);
        return (RecordedInk.Lines(read), string.Create(
            CultureInfo.InvariantCulture, $"its writing is {size:G3} times as large as that of IAM-OnDB, and is scaled to its size"));
    }

    private static string HashOf(PenOffset[] rows)
    {
        var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        foreach (PenOffset row in rows)
        {
            writer.Write(row.DeltaX);
            writer.Write(row.DeltaY);
            writer.Write(row.PenUp);
        }

        return Convert.ToHexString(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
    }

    private static bool IsInk(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
