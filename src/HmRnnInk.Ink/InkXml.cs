using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace HmRnnInk.Ink;

/// <summary>Readers for XML from untrusted sources, with limits for the points in it, and the writer of this program's XML.</summary>
internal static partial class InkXml
{
    /// <summary>Maximum absolute value, larger than any whiteboard or screen; IAM-OnDB's coordinates go up to about 9,200.</summary>
    public const int MaximumCoordinate = 1_000_000;

    /// <summary>Maximum absolute value in seconds: about thirty thousand years.</summary>
    public const double MaximumTimeSeconds = 1e12;

    // A DTD can define an entity bomb ("billion laughs"), and a line of IAM-OnDB does not need one.
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    // There may be several roots. A DTD was blanked, so its entities are undefined.
    private static readonly XmlReaderSettings Lenient = Strict.Clone();

    static InkXml()
    {
        (Lenient.ConformanceLevel, Lenient.CheckCharacters) = (ConformanceLevel.Fragment, false);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    }

    /// <summary>Moves a reader to the root element of the content and calls <paramref name="read"/>.</summary>
    /// <param name="source">The file's name in error messages.</param>
    /// <exception cref="InkFormatException">The content is not well-formed or has a DTD, or <paramref name="read"/> throws it.</exception>
    public static T Read<T>(byte[] content, string source, Func<XmlReader, T> read)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Strict);
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
            throw NotWellFormed(source, error);
        }
    }

    /// <summary>A writer of indented UTF-8. It leaves the output open.</summary>
    /// <param name="isDocument">Whether to write a document with an XML declaration (else a part of one).</param>
    public static XmlWriter Create(Stream output, bool isDocument = true) => XmlWriter.Create(output, new XmlWriterSettings
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(false),
        OmitXmlDeclaration = !isDocument,
        ConformanceLevel = isDocument ? ConformanceLevel.Document : ConformanceLevel.Fragment,
    });

    /// <summary>A reader of decoded text that may have several roots.</summary>
    public static XmlReader Open(string text)
    {
        // Some programs forget to declare these.
        var namespaces = new XmlNamespaceManager(new NameTable());
        namespaces.AddNamespace("inkml", InkMl.Namespace);
        namespaces.AddNamespace("svg", SvgWriter.Namespace);
        namespaces.AddNamespace("xlink", "http://www.w3.org/1999/xlink");
        return XmlReader.Create(new StringReader(text), Lenient, new XmlParserContext(null, namespaces, null, XmlSpace.None));
    }

    /// <summary>
    /// Decodes a file by its byte order mark or its XML declaration; if its bytes are not what it declares, as UTF-8 or Latin-1.
    /// Declarations and DTDs are replaced by spaces, so that a wrong encoding or version does no harm and an entity bomb has no entities.
    /// </summary>
    public static string Text(byte[] content)
    {
        string text = Decode(content, EncodingOf(content) ?? new UTF8Encoding(false, true));
        if (text.Length > 0 && text[0] == '\uFEFF') text = text[1..];
        text = Declaration().Replace(text, match => InLine().Replace(match.Value, " "));
        return DocumentType().Replace(text, match => InLine().Replace(match.Value, " "), count: 1);
    }

    /// <summary>Reads a finite number in the notation of XML, which is that of the invariant culture.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static int Line(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    public static InkFormatException NotWellFormed(string source, XmlException error) => new(
        $"'{source}', line {error.LineNumber}: this is not well-formed XML ({error.Message}). "
        + "The file is damaged or truncated: get it again.",
        error);

    private static Encoding? EncodingOf(byte[] content)
    {
        switch (content)
        {
            case [0xEF, 0xBB, 0xBF, ..]: return null;
            case [0xFF, 0xFE, 0, 0, ..] or [(byte)'<', 0, 0, 0, ..]: return Encoding.UTF32;
            case [0xFF, 0xFE, ..] or [(byte)'<', 0, ..]: return Encoding.Unicode;
            case [0xFE, 0xFF, ..] or [0, (byte)'<', ..]: return Encoding.BigEndianUnicode;
        }

        Match declared = DeclaredEncoding().Match(Encoding.Latin1.GetString(content.AsSpan(0, Math.Min(content.Length, 200))));
        if (!declared.Success) return null;
        try
        {
            var encoding = Encoding.GetEncoding(
                declared.Groups[1].Value, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
            return encoding.GetByteCount("<") == 1 ? encoding : null; // declared as UTF-16, but the bytes are not
        }
        catch (ArgumentException)
        {
            return null; // an unknown name
        }
    }

    private static string Decode(byte[] content, Encoding encoding)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(content);
        }
    }

    [GeneratedRegex("""<\?xml\s[^>]*?\?>""")]
    private static partial Regex Declaration();

    [GeneratedRegex("""<!DOCTYPE(?:[^\["'>]|"[^"]*"|'[^']*')*(?:\[(?:[^\]"']|"[^"]*"|'[^']*')*\]\s*)?>""")]
    private static partial Regex DocumentType();

    // Line breaks stay, so that errors name the right line.
    [GeneratedRegex("""[^\r\n]""")]
    private static partial Regex InLine();

    [GeneratedRegex("""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")]
    private static partial Regex DeclaredEncoding();
}
