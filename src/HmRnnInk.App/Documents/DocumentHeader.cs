namespace HmRnnInk.App.Documents;

/// <summary>
/// The members that every version of a document has. They are read first, so that a newer version is not reported as a damaged file.
/// </summary>
internal sealed record DocumentHeader(string? Format = null, int Version = 0);
