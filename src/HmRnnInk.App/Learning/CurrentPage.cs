using HmRnnInk.App.Documents;

namespace HmRnnInk.App.Learning;

/// <summary>The page in the window.</summary>
/// <param name="Document">A copy of its present state; null for an empty page.</param>
/// <param name="Path">The file that it was saved in, which may be older; null if it was not saved.</param>
internal sealed record CurrentPage(InkDocument? Document, string? Path);
