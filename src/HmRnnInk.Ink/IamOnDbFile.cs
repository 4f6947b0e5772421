namespace HmRnnInk.Ink;

/// <summary>One XML file of IAM-OnDB, not parsed yet.</summary>
/// <param name="Name">Its path in the archive or folder, with forward slashes.</param>
/// <param name="Content">Its bytes, in the encoding its declaration names.</param>
public sealed record IamOnDbFile(string Name, byte[] Content)
{
    /// <summary>The line's name: the file's, without folder and extension.</summary>
    public string LineId => Path.GetFileNameWithoutExtension(Name);
}
