namespace HmRnnInk.App.Documents;

/// <summary>A page in a file that can be opened.</summary>
/// <param name="Name">The name that the menu shows.</param>
/// <param name="Written">When the file was written.</param>
/// <param name="Rows">The number of rows; null if the beginning of the file does not say it.</param>
/// <param name="Unsaved">Whether the file is an autosave of a page that was never saved.</param>
internal sealed record StoredPage(string Path, string Name, DateTimeOffset Written, int? Rows, bool Unsaved);
