using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Reads XML from untrusted sources, and defines limits for the points in it.</summary>
internal static class InkXml
{
    /// <summary>Maximum absolute value, larger than any whiteboard or screen; IAM-OnDB's coordinates go up to about 9,200.</summary>
    public const int MaximumCoordinate = 1_000_000;

    /// <summary>Maximum absolute value: about thirty thousand years.</summary>
    public const double MaximumTimeSeconds = 1e12;

    // A DTD can define an entity bomb ("billion laughs"), and ink does not need one.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Moves a reader to the root element of the content and calls <paramref name="read"/>.</summary>
    /// <param name="source">The file's name in error messages.</param>
    /// <exception cref="InkFormatException">The content is not well-formed or has a DTD, or <paramref name="read"/> throws it.</exception>
    public static T Read<T>(byte[] content, string source, Func<XmlReader, T> read)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            reader.MoveToContent();
            return read(reader);
        }
        catch (XmlException error) when (error.LineNumber == 0 && content.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0)
        {
            // The reader's message would advise to allow DTDs.
            throw new InkFormatException(
                $"'{source}': the file has a <!DOCTYPE> (a DTD), which ink does not need and which can hide an entity bomb. "
                + "Remove it, or get the file again.",
                error);
        }
        catch (XmlException error)
        {
            throw new InkFormatException(
                $"'{source}', line {error.LineNumber}: this is not well-formed XML ({error.Message}). "
                + "The file is damaged or truncated: get it again.",
                error);
        }
    }

    /// <summary>An error at the reader's position.</summary>
    /// <param name="found">What is wrong there.</param>
    /// <param name="fix">A sentence that says how to fix it.</param>
    public static InkFormatException Error(XmlReader reader, string source, string found, string fix) =>
        new($"'{source}', line {((IXmlLineInfo)reader).LineNumber}: {found}. {fix}");
}
