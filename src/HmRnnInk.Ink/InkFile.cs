namespace HmRnnInk.Ink;

/// <summary>A file with one piece of ink: a line of IAM-OnDB or InkML, told apart by content.</summary>
public static class InkFile
{
    private const long LargestFileBytes = 64 << 20;

    private const string Mend = "Give an InkML file or a line of IAM-OnDB.";

    /// <exception cref="InkFormatException">There is no such file, it cannot be read, it is neither kind, or it is damaged.</exception>
    public static StrokeCollection Read(string path)
    {
        byte[] content = Content(path);
        if (content is [0x1F, 0x8B, ..])
            throw new InkFormatException($"'{path}': this is a gzip archive; expected one piece of ink. Give an InkML file or one line of the archive.");
        return InkXml.Read(content, path, reader => reader.LocalName) switch
        {
            "ink" => InkMl.Parse(content, path),
            "WhiteboardCaptureSession" or "form" => IamLineXml.Parse(content, path),
            var root => throw new InkFormatException(
                $"'{path}': the root element is <{root}>; expected <ink> (InkML) or <WhiteboardCaptureSession> (a line of IAM-OnDB). Give one of these."),
        };
    }

    private static byte[] Content(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new InkFormatException($"'{path}': there is no such file. {Mend}");
            if (file.Length > LargestFileBytes)
                throw new InkFormatException($"'{path}': {file.Length} bytes are too many for a piece of ink (at most {LargestFileBytes}). {Mend}");
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException) // of a path that is none
        {
            throw new InkFormatException($"'{path}': it cannot be read: {error.Message} {Mend}", error);
        }
    }
}
