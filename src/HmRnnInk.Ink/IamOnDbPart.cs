namespace HmRnnInk.Ink;

/// <summary>One of the archives that IAM-OnDB is published in.</summary>
/// <param name="Archive">The archive's name.</param>
/// <param name="Extension">The extension of the files that are read.</param>
/// <param name="Files">What these files are, for errors.</param>
internal sealed record IamOnDbPart(string Archive, string Extension, string Files)
{
    public static readonly IamOnDbPart LineStrokes = new("lineStrokes-all.tar.gz", ".xml", "XML files");

    public static readonly IamOnDbPart Transcripts = new("ascii-all.tar.gz", ".txt", "text files");

    /// <summary>The end of an error: what to give instead.</summary>
    public string Give => $"Give {Archive} of IAM-OnDB, a folder of its {Files}, or one of them.";

    /// <summary>Whether a file belongs to the part. File systems leave files whose names start with a dot; those do not.</summary>
    public bool Has(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(name.AsSpan()).StartsWith('.');
}
