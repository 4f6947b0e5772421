using System.Globalization;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Session.Models;

/// <summary>Styles: small files of ink (InkML) in the units and at the pace of the training data, as rows are.</summary>
/// <param name="path">Of the folder; made when a style is saved.</param>
public sealed class StyleFolder(string path)
{
    /// <summary>A style longer than this would tell the model little more, and be read anew with every page.</summary>
    public const int MostRows = 500;

    /// <summary>Less ink than this is hardly a style.</summary>
    public const int LeastRows = 30;

    /// <returns>Paths, the oldest first.</returns>
    public string[] Files()
    {
        if (!Directory.Exists(path)) return [];
        string[] files = Directory.GetFiles(path, "*.inkml");
        Array.Sort(files, string.CompareOrdinal);
        return files;
    }

    /// <summary>Saves the person's newest ink.</summary>
    /// <param name="now">Names the file.</param>
    /// <returns>Its path; null where there is too little ink.</returns>
    public string? Save(IReadOnlyList<PageRow> rows, DateTimeOffset now)
    {
        PenOffset[] person = [.. rows.Where(row => row.Owner == RowOwner.Person).Select(row => row.Offset)];
        if (person.Length < LeastRows) return null;
        Directory.CreateDirectory(path);
        string file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"style-{now:yyyyMMdd-HHmmss}.inkml"));
        WholeFile.Write(file, stream => InkMl.Write(stream, StrokeOffsets.ToStrokes([.. person.TakeLast(MostRows)])));
        return file;
    }

    /// <returns>The rows that a model reads before the page.</returns>
    /// <exception cref="InkFormatException">The file is no ink.</exception>
    public static PenOffset[] Read(string file) => [.. StrokeOffsets.FromStrokes(InkFile.Read(file)).TakeLast(MostRows)];
}
