namespace HmRnnInk.Ink;

/// <summary>
/// Reads a line that is formatted exactly as in the IAM-OnDB archive, about ten times as fast as an XML reader. It accepts a subset of
/// well-formed XML and gives up at anything else: <see cref="IamLineXml"/> then reads the line with an XML reader and reports errors.
/// </summary>
internal ref struct IamLineScanner
{
    // Integers of up to 15 digits and the matching powers of ten are exact in a double. Their quotient is therefore the double nearest to
    // the decimal number, the same one that double.Parse returns.
    private const int MaximumDigits = 15;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, MaximumDigits + 1).Select(power => Math.Pow(10, power))];

    private ReadOnlySpan<byte> _rest;

    private IamLineScanner(ReadOnlySpan<byte> content) => _rest = content;

    /// <returns>The strokes, or null if the content is invalid or formatted in another way.</returns>
    public static StrokeCollection? TryParse(ReadOnlySpan<byte> content)
    {
        var scanner = new IamLineScanner(content);
        return scanner.TryReadHead() ? scanner.TryReadStrokes() : null;
    }

    private bool TryReadHead() =>
        TrySkip("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"u8)
            && TrySkipTag("<WhiteboardCaptureSession>"u8)
            && TrySkipTag("<WhiteboardDescription>"u8)
            && TrySkipTag("<SensorLocation corner=\""u8) && TrySkipText() && TrySkip("/>"u8)
            && TrySkipTag("<DiagonallyOppositeCoords x=\""u8) && TrySkipText() && TrySkip(" y=\""u8) && TrySkipText() && TrySkip("/>"u8)
            && TrySkipTag("<VerticallyOppositeCoords x=\""u8) && TrySkipText() && TrySkip(" y=\""u8) && TrySkipText() && TrySkip("/>"u8)
            && TrySkipTag("<HorizontallyOppositeCoords x=\""u8) && TrySkipText() && TrySkip(" y=\""u8) && TrySkipText() && TrySkip("/>"u8)
            && TrySkipTag("</WhiteboardDescription>"u8)
            && TrySkipTag("<StrokeSet>"u8);

    private StrokeCollection? TryReadStrokes()
    {
        var strokes = new List<Stroke>();
        var clock = new MonotonicClock();
        while (TrySkipTag("<Stroke colour=\""u8))
        {
            if (!(TrySkipText() && TrySkip(" start_time=\""u8) && TrySkipText())) return null;
            if (!(TrySkip(" end_time=\""u8) && TrySkipText() && TrySkip(">"u8))) return null;
            var points = new List<InkPoint>();
            while (TrySkipTag("<Point x=\""u8))
            {
                if (!(TryReadCoordinate(out int x) && TrySkip("\" y=\""u8) && TryReadCoordinate(out int y))) return null;
                if (!(TrySkip("\" time=\""u8) && TryReadSeconds(out double seconds) && TrySkip("\"/>"u8))) return null;
                points.Add(new InkPoint(x, y, clock.Next(seconds)));
            }

            if (points.Count == 0 || !TrySkipTag("</Stroke>"u8)) return null;
            strokes.Add(new Stroke(points));
        }

        bool isComplete = TrySkipTag("</StrokeSet>"u8) && TrySkipTag("</WhiteboardCaptureSession>"u8) && IsAtEnd();
        return isComplete && strokes.Count > 0 ? new StrokeCollection(strokes) : null;
    }

    private bool TrySkip(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal)) return false;
        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Skips white space and then a literal.</summary>
    private bool TrySkipTag(ReadOnlySpan<byte> literal)
    {
        SkipBlanks();
        return TrySkip(literal);
    }

    /// <summary>Skips the rest of an attribute's value and its closing quote. Fails at characters that would need decoding.</summary>
    private bool TrySkipText()
    {
        for (int index = 0; index < _rest.Length; index++)
        {
            byte letter = _rest[index];
            if (letter == '"')
            {
                _rest = _rest[(index + 1)..];
                return true;
            }

            if (letter is < 0x20 or > 0x7E or (byte)'<' or (byte)'&') return false;
        }

        return false;
    }

    private bool TryReadCoordinate(out int value)
    {
        bool isNegative = TrySkip("-"u8);
        int digits = ReadDigits(out long number);
        value = (int)(isNegative ? -number : number);
        return digits is > 0 and <= MaximumDigits && number <= InkXml.MaximumCoordinate;
    }

    private bool TryReadSeconds(out double value)
    {
        value = 0;
        int digits = ReadDigits(out long whole);
        if (digits is 0 or > MaximumDigits || whole > InkXml.MaximumTimeSeconds) return false;
        int decimals = 0;
        long fraction = 0;
        if (TrySkip("."u8)) decimals = ReadDigits(out fraction);
        if (digits + decimals > MaximumDigits) return false;
        value = (whole * PowersOfTen[decimals] + fraction) / PowersOfTen[decimals];
        return true;
    }

    /// <returns>The number of digits. If it exceeds <see cref="MaximumDigits"/>, <paramref name="number"/> is not valid.</returns>
    private int ReadDigits(out long number)
    {
        number = 0;
        int count = 0;
        while (count < _rest.Length && (uint)(_rest[count] - '0') <= 9)
        {
            if (count < MaximumDigits) number = number * 10 + (_rest[count] - '0');
            count++;
        }

        _rest = _rest[count..];
        return count;
    }

    private void SkipBlanks()
    {
        int count = 0;
        while (count < _rest.Length && _rest[count] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') count++;
        _rest = _rest[count..];
    }

    private bool IsAtEnd()
    {
        SkipBlanks();
        return _rest.IsEmpty;
    }
}
