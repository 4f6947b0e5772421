using System.Globalization;

namespace HmRnnInk.Ink;

/// <summary>
/// Parses a trace's text: points are separated by commas, and values by white space, signs or prefixes (InkML, section 3.2.2).
/// </summary>
/// <remarks>
/// A prefix applies to its channel until the next prefix: <c>!</c> means absolute values, <c>'</c> first differences, <c>"</c> second
/// differences. <c>*</c> repeats the previous value or difference. <c>?</c> means an unknown value; the previous value is used. <c>#</c>
/// begins a hexadecimal integer.
/// </remarks>
internal ref struct InkMlTrace(InkMlContext context, ReadOnlySpan<char> text, ReadingNotes notes, int line)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly InkMlTraceFormat _format = context.Format;
    private readonly InkMlValue[] _values = context.Format.Values;

    // Older drafts separate values only by white space; each point then has all values.
    private readonly bool _hasCommas = text.Contains(',');

    // Positions after a transform are those of the canvas.
    private readonly InkMlTraceFormat _canvas =
        context.Transform is null ? context.Format : context.Canvas ?? InkMlTraceFormat.Default;

    private readonly (double X, double Y) _unit = context.MillimetresPerUnit ?? (1, 1);
    private readonly double _secondsPerTimeUnit = context.Format.T < 0 ? 0 : context.SecondsPerTimeUnit;
    private int _position;

    // The channels before this index may hold values of this trace, and are cleared at its end.
    private int _used;

    /// <summary>Adds the points of the trace to the last of the strokes, and after each lift of the pen's tip to a new one.</summary>
    public void AddTo(List<MeasuredStroke> strokes)
    {
        MeasuredStroke stroke = strokes[^1];
        SkipBlanks();
        int first = _position;
        while (_position < _text.Length)
        {
            int start = _position;
            bool isReadable = TryReadPoint(out int count);
            bool isEmpty = count == 0 && _position == start;
            if (_position < _text.Length && _text[_position] == ',') _position++;
            SkipBlanks();
            if (isEmpty)
            {
                if (start > first) notes.AddSkipped("empty point", line, "empty points");
            }
            else if (!isReadable) notes.AddSkipped("unreadable point", line, "unreadable points");
            else if (!TryPoint(count, out MeasuredPoint point)) notes.AddSkipped("point without a position", line);
            else if (_format.S >= 0 && _format.S < count && _values[_format.S].Value == 0)
            {
                if (stroke.Points.Count > 0) strokes.Add(stroke = new MeasuredStroke());
            }
            else stroke.Points.Add(point);
        }

        for (int channel = 0; channel < _used; channel++) _values[channel] = default;
    }

    private readonly bool TryPoint(int count, out MeasuredPoint point)
    {
        point = default;
        if (!_values[_format.X].IsKnown || !_values[_format.Y].IsKnown) return false;
        double x = _values[_format.X].Value, y = _values[_format.Y].Value;
        if (context.Transform is { } transform) (x, y) = transform.Of(x, y);
        if (_canvas.X >= 0 && _canvas.Channels[_canvas.X].IsReversed) x = -x;
        if (_canvas.Y >= 0 && _canvas.Channels[_canvas.Y].IsReversed) y = -y;
        (x, y) = (x * _unit.X, y * _unit.Y);
        if (!double.IsFinite(x) || !double.IsFinite(y)) return false;
        point = new MeasuredPoint(x, y, Seconds(), Pressure(count));
        return true;
    }

    private readonly double Seconds()
    {
        if (_format.T < 0 || !_values[_format.T].IsKnown) return double.NaN;
        double seconds = _values[_format.T].Value * _secondsPerTimeUnit + _format.Channels[_format.T].OriginSeconds;
        return Math.Abs(seconds) <= InkXml.MaximumTimeSeconds ? seconds : double.NaN;
    }

    private readonly float? Pressure(int count)
    {
        if (_format.F < 0 || _format.F >= count || _format.Channels[_format.F].Range is not { } range) return null;
        return (float)Math.Clamp((_values[_format.F].Value - range.Minimum) / (range.Maximum - range.Minimum), 0, 1);
    }

    /// <summary>Reads up to the next comma. After an unreadable value the rest of the point is skipped.</summary>
    /// <param name="count">The number of values that the point has.</param>
    private bool TryReadPoint(out int count)
    {
        count = 0;
        bool isReadable = true;
        while (true)
        {
            SkipBlanks();
            if (_position == _text.Length || _text[_position] == ',') return isReadable;
            if (count == _values.Length)
            {
                if (!_hasCommas) return isReadable;
                notes.AddSkipped("point with more values than channels", line, "points with more values than channels");
                SkipPoint();
                return isReadable;
            }

            if (count == _used) _values[_used] = InkMlValue.Of(_format.Channels[_used++].Default);
            if (TryReadValue(ref _values[count++])) continue;
            isReadable = false;
            SkipPoint();
        }
    }

    private bool TryReadValue(ref InkMlValue channel)
    {
        if (_text[_position] is '!' or '\'' or '"')
        {
            channel.Order = _text[_position] switch { '!' => 0, '\'' => 1, _ => 2 };
            _position++;
            SkipBlanks();
        }

        if (_position == _text.Length) return false;
        switch (_text[_position])
        {
            case '*':
                _position++;
                if (channel.IsKnown) channel.Repeat();
                return channel.IsKnown;
            case '?':
                _position++;
                return true;
            case 'T' or 'F':
                channel.Take(_text[_position++] == 'T' ? 1 : 0);
                return true;
        }

        if (!TryReadNumber(out double value)) return false;
        channel.Take(value);
        return true;
    }

    private bool TryReadNumber(out double value)
    {
        bool isNegative = _text[_position] == '-';
        if (_text[_position] is '-' or '+') _position++;
        SkipBlanks();
        int start = _position;
        bool isHexadecimal = _position < _text.Length && _text[_position] == '#';
        if (isHexadecimal) start = ++_position;
        while (_position < _text.Length && (isHexadecimal ? char.IsAsciiHexDigit(_text[_position]) : ContinuesNumber(start))) _position++;
        ReadOnlySpan<char> number = _text[start.._position];
        bool isNumber;
        if (isHexadecimal)
        {
            isNumber = ulong.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong whole);
            value = whole;
        }
        else isNumber = InkXml.TryNumber(number, out value);

        if (isNegative) value = -value;
        return isNumber;
    }

    // A sign starts a new value unless it belongs to an exponent.
    private readonly bool ContinuesNumber(int start)
    {
        char next = _text[_position];
        if (next is '+' or '-') return _position > start && _text[_position - 1] is 'e' or 'E';
        return char.IsAsciiDigit(next) || next is '.' or 'e' or 'E';
    }

    private void SkipPoint()
    {
        int rest = _text[_position..].IndexOf(',');
        _position = rest < 0 ? _text.Length : _position + rest;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position])) _position++;
    }
}
