namespace HmRnnInk.Ink;

/// <summary>One file of IAM-OnDB, not parsed yet.</summary>
/// <param name="Name">Its path in the archive or folder, with forward slashes.</param>
/// <param name="Content">Its bytes. An XML file names its encoding in its declaration.</param>
internal sealed record IamOnDbFile(string Name, byte[] Content)
{
    /// <summary>Why the file could not be read; null if it could.</summary>
    public string? Problem { get; init; }

    /// <summary>The file's name without folder and extension, for example <c>a01-000u-01</c>.</summary>
    public string LineId => Path.GetFileNameWithoutExtension(Name);

    /// <exception cref="InkFormatException">The file could not be read, or is not a valid line of IAM-OnDB.</exception>
    public StrokeCollection ParseLine() => Problem is null ? IamLineXml.Parse(Content, Name) : throw new InkFormatException(Problem);
}
