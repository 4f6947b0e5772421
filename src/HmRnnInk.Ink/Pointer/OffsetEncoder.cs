namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Pen events in pixels, at whatever rate they come, to rows as the pens of IAM-OnDB write them: uniform in time, so that the pen is
/// slow where a hand is slow, at the training data's size and mean step.
/// </summary>
/// <remarks>
/// A row, once in <see cref="Rows"/>, stays: it is held back until later events have smoothed it and its pen-up is known. At a
/// pen-up, when the hand turns out to write at another size or pace than assumed, all strokes are encoded anew and
/// <see cref="Reading"/> counts one up: a reader then starts again at row 0.
/// </remarks>
public sealed class OffsetEncoder
{
    /// <summary>How far a row lies behind the newest event, rows: it is smoothed by what comes after it.</summary>
    public const double LagRows = 2.5;

    private readonly List<List<InkPoint>> _strokes = [];
    private readonly List<HandEstimate> _hands = [];
    private readonly List<EncodedRow> _rows = [];
    private readonly InkPoint? _from;
    private readonly HandEstimate _expected;
    private StrokeEncoder _encoder;

    /// <param name="expected">What is known of the hand.</param>
    /// <param name="from">Where the pen was, in pixels, when the rows go on after others; null for the beginning of a line.</param>
    /// <param name="sizeFactor">The person's own correction of the scale; 1 to trust the estimate.</param>
    public OffsetEncoder(HandEstimate expected, InkPoint? from = null, float sizeFactor = 1)
    {
        _expected = expected;
        _from = from;
        SizeFactor = sizeFactor;
        Scale = Estimate;
        _encoder = new StrokeEncoder(Scale, _rows, _from);
    }

    /// <summary>The scale all <see cref="Rows"/> are encoded at.</summary>
    public PenScale Scale { get; private set; }

    /// <summary>The person's own correction of the scale.</summary>
    public float SizeFactor { get; private set; }

    /// <summary>The hand as known after the last finished stroke.</summary>
    public HandEstimate Hand => _hands.Count == 0 ? _expected : _hands[^1];

    /// <summary>Counts the times that <see cref="Rows"/> began anew.</summary>
    public int Reading { get; private set; }

    /// <summary>The rows that are settled. Between two readings only ever longer.</summary>
    public IReadOnlyList<EncodedRow> Rows => _rows;

    /// <summary>The person's strokes as they came, pixels.</summary>
    public IReadOnlyList<IReadOnlyList<InkPoint>> Strokes => _strokes;

    /// <summary>The newest events of an open stroke, pixels: ink that no row stands for yet.</summary>
    public IEnumerable<InkPoint> Unsettled => _encoder.Unsettled;

    public bool PenIsDown { get; private set; }

    private PenScale Estimate => Hand.Scale with { PixelsPerUnit = Hand.Scale.PixelsPerUnit * SizeFactor };

    /// <summary>Takes an event of whichever kind.</summary>
    public void Take(PointerSample sample)
    {
        switch (sample.Kind)
        {
            case PointerSampleKind.Down: PenDown(sample.Point); break;
            case PointerSampleKind.Move: PenMove(sample.Point); break;
            default: PenUp(sample.Point); break;
        }
    }

    /// <summary>Begins a stroke; one that is still open is ended first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or the time is not a finite number; so for every pen event.</exception>
    public void PenDown(InkPoint point)
    {
        Check(point);
        if (PenIsDown) PenUp(_strokes[^1][^1]);
        PenIsDown = true;
        _strokes.Add([point]);
        _encoder.Begin(point, _strokes.Count - 1);
    }

    /// <summary>Takes a move of the pen. Without a stroke begun it is ignored: a pen in the air writes nothing.</summary>
    public void PenMove(InkPoint point)
    {
        Check(point);
        if (!PenIsDown) return;
        _strokes[^1].Add(point);
        _encoder.Move(point);
    }

    /// <summary>Ends the stroke: all its rows are out, or the line is read anew.</summary>
    public void PenUp(InkPoint point)
    {
        if (!PenIsDown) return;
        List<InkPoint> stroke = _strokes[^1];
        if (point.X != stroke[^1].X || point.Y != stroke[^1].Y) PenMove(point);
        PenIsDown = false;
        _encoder.End();
        _hands.Add(Hand.After(stroke, _encoder.PathPixels, _encoder.Steps * Scale.SecondsPerRow));
        if (Estimate.IsFar(Scale)) Encode(Estimate);
    }

    /// <summary>Corrects the scale; between strokes all of them are encoded anew at once, else when the stroke ends.</summary>
    public void CorrectSize(float factor)
    {
        SizeFactor = factor;
        if (!PenIsDown) Encode(Estimate);
    }

    /// <summary>Takes the last stroke back. The rows before it stay, at their scale.</summary>
    /// <returns>False where there is none.</returns>
    public bool RemoveStroke()
    {
        if (_strokes.Count == 0) return false;
        int last = _strokes.Count - 1;
        _strokes.RemoveAt(last);
        if (_hands.Count > last) _hands.RemoveAt(last);
        PenIsDown = false;
        while (_rows.Count > 0 && _rows[^1].Stroke == last) _rows.RemoveAt(_rows.Count - 1);
        _encoder = new StrokeEncoder(Scale, _rows, _from);
        return true;
    }

    private static void Check(InkPoint point)
    {
        if (!float.IsFinite(point.X) || !float.IsFinite(point.Y) || !double.IsFinite(point.TimeSeconds))
            throw new ArgumentOutOfRangeException(nameof(point), point, "A pen event needs finite coordinates and time.");
    }

    private void Encode(PenScale scale)
    {
        Scale = scale;
        Reading++;
        _rows.Clear();
        _encoder = new StrokeEncoder(scale, _rows, _from);
        for (int stroke = 0; stroke < _strokes.Count; stroke++)
        {
            List<InkPoint> points = _strokes[stroke];
            _encoder.Begin(points[0], stroke);
            foreach (InkPoint point in points.Skip(1)) _encoder.Move(point);
            _encoder.End();
        }
    }
}
