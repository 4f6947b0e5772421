using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Learning;

/// <summary>The ink to learn from: the person's lines on the saved pages and on the page in the window.</summary>
/// <param name="Lines">The lines. Short ones are joined to longer ones.</param>
/// <param name="Pages">The number of pages with ink of the person.</param>
internal sealed record HandInk(IReadOnlyList<InkLine> Lines, int Pages)
{
    /// <summary>Counts the ink without keeping the copies.</summary>
    /// <returns>The ink; null if another window is learning.</returns>
    /// <exception cref="InkFormatException">There is too little ink, or no page can be read.</exception>
    /// <exception cref="IOException">The pages cannot be copied.</exception>
    public static HandInk? Count(string learning, DocumentFolder documents, CurrentPage current)
    {
        using LearningFolder? folder = LearningFolder.TryTake(learning);
        return folder is null ? null : Copy(folder, documents, current);
    }

    /// <summary>
    /// Copies the pages, because the person may save them again while the trainer works. The page in the window is copied as it is now.
    /// </summary>
    /// <exception cref="InkFormatException">There is too little ink, or no page can be read.</exception>
    /// <exception cref="IOException">The pages cannot be copied.</exception>
    public static HandInk Copy(LearningFolder folder, DocumentFolder documents, CurrentPage current)
    {
        foreach (StoredPage page in documents.Pages().Where(page => !page.Unsaved && page.Path != current.Path))
            File.Copy(page.Path, Path.Combine(folder.PagesPath, Path.GetFileName(page.Path)));
        if (current.Document is { } document)
        {
            string name = current.Path is null ? $"this page{DocumentFile.Extension}" : Path.GetFileName(current.Path);
            DocumentFile.Write(NamedFiles.FreePath(Path.Combine(folder.PagesPath, name)), document);
        }

        HandInk ink = Read(folder.PagesPath);
        if (ink.Lines.Count >= LearningSetup.MinimumLines) return ink;
        string found = ink.Lines.Count switch { 0 => "is no ink", 1 => "is 1 line", int lines => $"are {lines} lines" };
        throw new InkFormatException(
            $"There {found} of yours on the saved pages and this one. Learning needs {LearningSetup.MinimumLines} lines; ten are better.\n"
            + $"Press {PageKeys.Save} to save a page, so that it counts too. What a model wrote does not count.");
    }

    private static HandInk Read(string pages)
    {
        int files = Directory.GetFiles(pages).Length;
        if (files == 0) return new HandInk([], 0);
        LineDataset read = LineDataset.Load(pages);
        return new HandInk(read.Lines, files - read.Skipped.Count);
    }
}
