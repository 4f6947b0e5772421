using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>How XML from outside is read, and what is asked of every point in it.</summary>
internal static class InkXml
{
    /// <summary>Beyond any whiteboard or screen, either way; IAM's own coordinates reach about 9,200.</summary>
    public const int LargestCoordinate = 1_000_000;

    /// <summary>Some thirty thousand years, either way.</summary>
    public const double LargestTimeSeconds = 1e12;

    /// <summary>Entity bombs live in DTDs, and no ink needs one.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Opens the content at its root element and reads it.</summary>
    /// <param name="source">The name by which errors call the file.</param>
    /// <param name="read">Finds the reader at the root element.</param>
    /// <exception cref="InkFormatException">The content is not well-formed, or has a DTD; or what <paramref name="read"/> throws.</exception>
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
            // The reader's own words advise to allow it.
            throw new InkFormatException(
                $"'{source}': there is a <!DOCTYPE> (a DTD) in it, which ink does not need and which can hide an entity bomb. Take it out, or get the file again.",
                error);
        }
        catch (XmlException error)
        {
            throw new InkFormatException(
                $"'{source}', line {error.LineNumber}: this is not XML that can be read ({error.Message}). The file is damaged or cut short: get it again.",
                error);
        }
    }

    /// <summary>Place and finding of what is wrong at the reader's position, and how to mend it.</summary>
    public static InkFormatException Error(XmlReader reader, string source, string found, string mend) =>
        new($"'{source}', line {((IXmlLineInfo)reader).LineNumber}: {found}. {mend}");
}
