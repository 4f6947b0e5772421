using System.Globalization;

namespace HmRnnInk.Ink;

/// <summary>
/// Parses a trace's text: points are separated by commas, and values by white space, signs or prefixes (InkML, section 3.2.2).
/// </summary>
/// <remarks>
/// A prefix applies to its channel until the next prefix: <c>!</c> means absolute values, <c>'</c> first differences, <c>"</c> second
/// differences. <c>*</c> repeats the previous value or difference. <c>?</c> means an unknown value; the previous value is used.
/// </remarks>
internal ref struct InkMlTrace(InkMlTraceFormat format, ReadOnlySpan<char> text, string place)
{
    private const string Fix = "Export the ink again as InkML.";

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Channel[] _channels = new Channel[format.Channels.Count];
    private int _position;
    private int _point;

    /// <exception cref="InkFormatException">There are no points, or a point cannot be read.</exception>
    public List<InkPoint> Points(ref PenClock clock)
    {
        int x = Index("X"), y = Index("Y"), time = Index("T"), force = Index("F");
        var points = new List<InkPoint>();
        SkipBlanks();
        if (_position == _text.Length) throw Error("the trace has no points");
        while (true)
        {
            _point++;
            int values = ReadPoint();
            // If the time channel is intermittent, there may be no time yet.
            bool hasTime = time >= 0 && _channels[time].IsKnown;
            if (values < format.Required)
                throw Error($"it has {values} values; expected {format.Required} ({string.Join(' ', format.Channels)})");
            points.Add(new InkPoint(
                (float)(Coordinate(x) * format.SignX),
                (float)(Coordinate(y) * format.SignY),
                hasTime ? clock.Next(Seconds(time)) : clock.Tick(),
                force >= 0 && force < values && format.Force is { } range ? Pressure(force, range.Minimum, range.Maximum) : null));
            if (_position == _text.Length) return points;
            _position++; // the comma
        }
    }

    private int Index(string name)
    {
        for (int index = 0; index < format.Channels.Count; index++)
            if (format.Channels[index] == name) return index;
        return -1;
    }

    private int ReadPoint()
    {
        int values = 0;
        while (true)
        {
            SkipBlanks();
            if (_position == _text.Length || _text[_position] == ',') return values;
            if (values == _channels.Length) throw Error($"it has more than {values} values ({string.Join(' ', format.Channels)})");
            ReadValue(ref _channels[values++]);
        }
    }

    private void ReadValue(ref Channel channel)
    {
        if (_text[_position] is '!' or '\'' or '"')
        {
            channel.Order = _text[_position] switch { '!' => 0, '\'' => 1, _ => 2 };
            _position++;
            SkipBlanks();
        }

        int start = _position;
        if (_position < _text.Length && _text[_position] is '*' or '?')
        {
            bool isUnknown = _text[_position++] == '?';
            if (!channel.IsKnown) throw Error($"'{_text[start]}' refers to a previous value, but its channel has none yet");
            if (!isUnknown) channel.Repeat();
            return;
        }

        if (_position < _text.Length && _text[_position] is 'T' or 'F')
        {
            channel.Take(_text[_position++] == 'T' ? 1 : 0);
            return;
        }

        while (_position < _text.Length && IsOfNumber(start)) _position++;
        ReadOnlySpan<char> number = _text[start.._position];
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Error($"it has the value '{Excerpt(start)}'; expected a finite number");
        channel.Take(value);
    }

    // A sign starts a new value unless it belongs to an exponent.
    private readonly bool IsOfNumber(int start)
    {
        char next = _text[_position];
        if (next is '+' or '-') return _position == start || _text[_position - 1] is 'e' or 'E';
        return char.IsAsciiDigit(next) || next is '.' or 'e' or 'E';
    }

    private readonly double Coordinate(int channel)
    {
        double value = _channels[channel].Value;
        if (!(Math.Abs(value) <= InkXml.MaximumCoordinate))
        {
            throw Error(string.Create(
                CultureInfo.InvariantCulture,
                $"it has {format.Channels[channel]} = {value}; the maximum absolute value is {InkXml.MaximumCoordinate}"));
        }

        return value;
    }

    private readonly float Pressure(int channel, double minimum, double maximum) =>
        (float)Math.Clamp((_channels[channel].Value - minimum) / (maximum - minimum), 0, 1);

    private readonly double Seconds(int channel)
    {
        double seconds = _channels[channel].Value * format.SecondsPerTimeUnit;
        if (!(Math.Abs(seconds) <= InkXml.MaximumTimeSeconds))
        {
            throw Error(string.Create(
                CultureInfo.InvariantCulture,
                $"it has T = {_channels[channel].Value}; expected a time of at most {InkXml.MaximumTimeSeconds:0} seconds"));
        }

        return seconds;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position])) _position++;
    }

    private readonly string Excerpt(int start) => _text[start..Math.Min(start + 12, _text.Length)].ToString();

    private readonly InkFormatException Error(string found) => new($"{place}, point {_point}: {found}. {Fix}");

    /// <summary>A channel's last value and differences.</summary>
    private struct Channel
    {
        private double _velocity;
        private double _acceleration;

        /// <summary>What the numbers of the text are: 0 values, 1 first differences, 2 second differences.</summary>
        public int Order { get; set; }

        public double Value { get; private set; }

        public bool IsKnown { get; private set; }

        public void Take(double number)
        {
            double before = Value;
            if (Order == 2) _acceleration = number;
            if (Order == 2) _velocity += number;
            if (Order == 1) _velocity = number;
            Value = Order == 0 ? number : before + _velocity;
            if (Order == 0) _velocity = IsKnown ? Value - before : 0;
            IsKnown = true;
        }

        public void Repeat() => Take(Order switch { 0 => Value, 1 => _velocity, _ => _acceleration });
    }
}
