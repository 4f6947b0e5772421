namespace HmRnnInk.App.Documents;

/// <summary>A page in a file that can be opened.</summary>
/// <param name="Name">The name that the menu shows.</param>
/// <param name="Written">When the file was written.</param>
/// <param name="Rows">The number of rows; null if the beginning of the file does not say it.</param>
/// <param name="Unsaved">Whether the file is an autosave: it has ink or changes that are in no saved document.</param>
internal sealed record StoredPage(string Path, string Name, DateTimeOffset Written, int? Rows, bool Unsaved);
