namespace HmRnnInk.Ink;

/// <summary>Reads the data of an SVG path (SVG 1.1, section 8.3): each subpath becomes a stroke, its curves short chords.</summary>
internal ref struct SvgPath(ReadOnlySpan<char> data)
{
    private const int MaximumChords = 64;

    /// <summary>Maximum distance between a curve and its chords, as a share of the curve's length.</summary>
    private const double Tolerance = 0.005;

    /// <summary>Maximum angle of an arc that one chord spans.</summary>
    private const double ArcStep = Math.PI / 16;

    private readonly ReadOnlySpan<char> _data = data;
    private readonly List<MeasuredStroke> _strokes = [];
    private int _position;
    private (double X, double Y) _at, _start, _control;

    /// <param name="isComplete">False if the data has an error. The ink before the error is returned, as SVG requires.</param>
    public List<MeasuredStroke> Read(out bool isComplete)
    {
        char command = '\0', before = '\0';
        isComplete = true;
        while (true)
        {
            SkipSeparators();
            if (_position == _data.Length) return _strokes;
            if (char.IsAsciiLetter(_data[_position])) command = _data[_position++];
            isComplete = command != '\0' && (_strokes.Count > 0 || command is 'M' or 'm') && TryDraw(command, before);
            if (!isComplete) return _strokes;
            before = command;
            command = command switch { 'M' => 'L', 'm' => 'l', 'Z' or 'z' => '\0', _ => command };
        }
    }

    private bool TryDraw(char command, char before)
    {
        bool isRelative = char.IsAsciiLetterLower(command);
        (double X, double Y) origin = isRelative ? _at : (0, 0), first, second, end;
        char kind = char.ToUpperInvariant(command), last = char.ToUpperInvariant(before);
        // If a closed subpath is not followed by a move, the next subpath begins where it began.
        if (last == 'Z' && kind is not ('M' or 'Z')) _strokes.Add(new MeasuredStroke { Points = [new MeasuredPoint(_at.X, _at.Y)] });
        switch (kind)
        {
            case 'M':
                if (!TryPoint(origin, out end)) return false;
                _start = end;
                _strokes.Add(new MeasuredStroke { Points = [new MeasuredPoint(end.X, end.Y)] });
                break;
            case 'Z':
                LineTo(end = _start);
                break;
            case 'L':
                if (!TryPoint(origin, out end)) return false;
                LineTo(end);
                break;
            case 'H' or 'V':
                if (!TryNumber(out double value)) return false;
                end = kind == 'H' ? (origin.X + value, _at.Y) : (_at.X, origin.Y + value);
                LineTo(end);
                break;
            case 'C' or 'S':
                first = last is 'C' or 'S' ? Mirrored() : _at;
                if (kind == 'C' && !TryPoint(origin, out first)) return false;
                if (!TryPoint(origin, out second) || !TryPoint(origin, out end)) return false;
                CurveTo(first, second, end);
                _control = second;
                break;
            case 'Q' or 'T':
                first = last is 'Q' or 'T' ? Mirrored() : _at;
                if (kind == 'Q' && !TryPoint(origin, out first)) return false;
                if (!TryPoint(origin, out end)) return false;
                CurveTo(CubicControl(_at, first), CubicControl(end, first), end);
                _control = first;
                break;
            case 'A':
                if (!TryNumber(out double radiusX) || !TryNumber(out double radiusY) || !TryNumber(out double turn)) return false;
                if (!TryFlag(out bool isLarge) || !TryFlag(out bool isClockwise) || !TryPoint(origin, out end)) return false;
                ArcTo(Math.Abs(radiusX), Math.Abs(radiusY), turn * Math.PI / 180, isLarge, isClockwise, end);
                break;
            default:
                return false;
        }

        _at = end;
        return true;
    }

    private readonly (double X, double Y) Mirrored() => (2 * _at.X - _control.X, 2 * _at.Y - _control.Y);

    /// <summary>A control point of the cubic curve that equals a quadratic one: two thirds of the way to its control point.</summary>
    private static (double X, double Y) CubicControl((double X, double Y) end, (double X, double Y) control) =>
        (end.X + 2 * (control.X - end.X) / 3, end.Y + 2 * (control.Y - end.Y) / 3);

    private readonly void LineTo((double X, double Y) point) => _strokes[^1].Points.Add(new MeasuredPoint(point.X, point.Y));

    private readonly void CurveTo((double X, double Y) first, (double X, double Y) second, (double X, double Y) end)
    {
        // Wang's formula, as in InkGeometry.
        double length = Distance(_at, first) + Distance(first, second) + Distance(second, end);
        double bend = Math.Max(
            double.Hypot(_at.X - 2 * first.X + second.X, _at.Y - 2 * first.Y + second.Y),
            double.Hypot(first.X - 2 * second.X + end.X, first.Y - 2 * second.Y + end.Y));
        int chords = length > 0 ? Math.Clamp((int)Math.Ceiling(Math.Sqrt(0.75 * bend / (Tolerance * length))), 1, MaximumChords) : 1;
        (double X, double Y) from = _at;
        for (int chord = 1; chord < chords; chord++)
        {
            double t = (double)chord / chords, s = 1 - t;
            LineTo((
                s * s * s * from.X + 3 * s * s * t * first.X + 3 * s * t * t * second.X + t * t * t * end.X,
                s * s * s * from.Y + 3 * s * s * t * first.Y + 3 * s * t * t * second.Y + t * t * t * end.Y));
        }

        LineTo(end);
    }

    /// <summary>The conversion to a centre is that of SVG 1.1, appendix F.6.</summary>
    private readonly void ArcTo(double radiusX, double radiusY, double turn, bool isLarge, bool isClockwise, (double X, double Y) end)
    {
        (double sin, double cos) = Math.SinCos(turn);
        double halfX = (_at.X - end.X) / 2, halfY = (_at.Y - end.Y) / 2;
        double x = cos * halfX + sin * halfY, y = cos * halfY - sin * halfX;
        if (radiusX > 0 && radiusY > 0 && (x != 0 || y != 0))
        {
            double reach = x * x / (radiusX * radiusX) + y * y / (radiusY * radiusY);
            if (reach > 1) (radiusX, radiusY) = (radiusX * Math.Sqrt(reach), radiusY * Math.Sqrt(reach));
            double root = Math.Sqrt(Math.Max(0, 1 / Math.Min(reach, 1) - 1)) * (isLarge == isClockwise ? -1 : 1);
            double centreX = root * radiusX * y / radiusY, centreY = -root * radiusY * x / radiusX;
            double from = Math.Atan2((y - centreY) / radiusY, (x - centreX) / radiusX);
            double sweep = Math.Atan2((-y - centreY) / radiusY, (-x - centreX) / radiusX) - from;
            if (isClockwise && sweep < 0) sweep += 2 * Math.PI;
            if (!isClockwise && sweep > 0) sweep -= 2 * Math.PI;
            double middleX = (_at.X + end.X) / 2, middleY = (_at.Y + end.Y) / 2;
            int chords = Math.Max(1, (int)Math.Ceiling(Math.Abs(sweep) / ArcStep));
            for (int chord = 1; chord < chords; chord++)
            {
                (double alongY, double alongX) = Math.SinCos(from + sweep * chord / chords);
                (alongX, alongY) = (centreX + radiusX * alongX, centreY + radiusY * alongY);
                LineTo((middleX + cos * alongX - sin * alongY, middleY + sin * alongX + cos * alongY));
            }
        }

        LineTo(end);
    }

    private static double Distance((double X, double Y) from, (double X, double Y) to) => double.Hypot(to.X - from.X, to.Y - from.Y);

    private bool TryPoint((double X, double Y) origin, out (double X, double Y) point)
    {
        point = default;
        if (!TryNumber(out double x) || !TryNumber(out double y)) return false;
        point = (origin.X + x, origin.Y + y);
        return true;
    }

    private bool TryFlag(out bool flag)
    {
        SkipSeparators();
        flag = _position < _data.Length && _data[_position] == '1';
        return _position < _data.Length && _data[_position++] is '0' or '1';
    }

    private bool TryNumber(out double value)
    {
        SkipSeparators();
        int start = _position;
        bool hasPoint = false, hasExponent = false;
        for (; _position < _data.Length; _position++)
        {
            char next = _data[_position];
            if (char.IsAsciiDigit(next)) continue;
            if (next is '+' or '-' && (_position == start || _data[_position - 1] is 'e' or 'E')) continue;
            if (next == '.' && !hasPoint && !hasExponent) hasPoint = true;
            else if (next is 'e' or 'E' && !hasExponent && _position > start) hasExponent = true;
            else break;
        }

        return InkXml.TryNumber(_data[start.._position], out value);
    }

    private void SkipSeparators()
    {
        while (_position < _data.Length && (char.IsWhiteSpace(_data[_position]) || _data[_position] == ',')) _position++;
    }
}
