namespace HmRnnInk.App.Documents;

/// <summary>What a document of any version says it is. It is read first: nothing in a file of another kind or of a later version is an error.</summary>
internal sealed record DocumentHeader(string? Format = null, int Version = 0);
