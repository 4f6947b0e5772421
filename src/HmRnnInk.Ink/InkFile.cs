namespace HmRnnInk.Ink;

/// <summary>Reads a file with one piece of ink: a line of IAM-OnDB or InkML. The content tells which of the two it is.</summary>
public static class InkFile
{
    private const long MaximumFileBytes = 64 << 20;

    private const string Fix = "Use an InkML file or a line of IAM-OnDB.";

    /// <exception cref="InkFormatException">The file does not exist, cannot be read, has another format, or is damaged.</exception>
    public static StrokeCollection Read(string path)
    {
        byte[] content = Content(path);
        if (content is [0x1F, 0x8B, ..])
        {
            throw new InkFormatException(
                $"'{path}': this is a gzip archive; expected one piece of ink. Use an InkML file or one line of the archive.");
        }

        return InkXml.Read(content, path, reader => reader.LocalName) switch
        {
            "ink" => InkMl.Parse(content, path),
            "WhiteboardCaptureSession" or "form" => IamLineXml.Parse(content, path),
            var root => throw new InkFormatException(
                $"'{path}': the root element is <{root}>; expected <ink> (InkML) or <WhiteboardCaptureSession> (IAM-OnDB). {Fix}"),
        };
    }

    private static byte[] Content(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new InkFormatException($"'{path}': there is no such file. {Fix}");
            if (RegularFile.Is(path) && file.Length > MaximumFileBytes)
            {
                throw new InkFormatException(
                    $"'{path}': {file.Length} bytes are too many for a piece of ink (maximum {MaximumFileBytes}). {Fix}");
            }

            return RegularFile.ReadAllBytes(path, MaximumFileBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // ArgumentException is thrown for an invalid path.
            throw new InkFormatException($"'{path}': the file cannot be read: {error.Message} {Fix}", error);
        }
    }
}
