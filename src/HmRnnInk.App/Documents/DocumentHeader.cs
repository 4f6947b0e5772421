namespace HmRnnInk.App.Documents;

/// <summary>The members that a document of every version has. They are read first, so that a later version is not mistaken for a damaged file.</summary>
internal sealed record DocumentHeader(string? Format = null, int Version = 0);
