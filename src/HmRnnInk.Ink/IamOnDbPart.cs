namespace HmRnnInk.Ink;

/// <summary>One of the archives in which IAM-OnDB is published.</summary>
/// <param name="Archive">The archive's file name.</param>
/// <param name="Extension">The extension of the files to read.</param>
/// <param name="Files">What error messages call these files.</param>
internal sealed record IamOnDbPart(string Archive, string Extension, string Files)
{
    public static readonly IamOnDbPart LineStrokes = new("lineStrokes-all.tar.gz", ".xml", "XML files");

    public static readonly IamOnDbPart Transcripts = new("ascii-all.tar.gz", ".txt", "text files");

    /// <summary>The last sentence of an error message: which paths are valid.</summary>
    public string Fix => $"Use {Archive} of IAM-OnDB, a folder of its {Files}, or one of them.";

    /// <summary>Whether a file belongs to the part. Hidden files, which some file systems add, do not.</summary>
    public bool Has(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(name.AsSpan()).StartsWith('.');
}
