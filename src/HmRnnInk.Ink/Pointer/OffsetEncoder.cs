using System.Collections.Immutable;

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

    private readonly List<EncodedRow> _rows = [];
    private readonly InkPoint? _from;
    private readonly HandEstimate _expected;
    private readonly InkPoint? _before;
    private ImmutableList<EncodedStroke> _strokes;
    private List<InkPoint>? _open;
    private StrokeEncoder _encoder;

    // The correction that is in Scale.
    private float _encodedFactor;

    /// <param name="expected">What is known of the hand.</param>
    /// <param name="from">Where the pen was, in pixels, when the rows go on after others; null for the beginning of a line.</param>
    /// <param name="sizeFactor">The person's own correction of the scale; 1 to trust the estimate.</param>
    public OffsetEncoder(HandEstimate expected, InkPoint? from = null, float sizeFactor = 1)
    {
        _expected = expected;
        _from = from;
        _strokes = [];
        SizeFactor = _encodedFactor = sizeFactor;
        Scale = Estimate;
        _encoder = new StrokeEncoder(Scale, _rows, _from);
    }

    /// <summary>Goes on where another encoder was between two strokes.</summary>
    /// <param name="state">The other's.</param>
    /// <param name="sizeFactor">Where it is not the other's, all is encoded anew at the next pen-up.</param>
    public OffsetEncoder(EncoderState state, float sizeFactor)
    {
        (_expected, _from, _strokes, Scale, _encodedFactor, RowsBefore, _before) = state;
        SizeFactor = sizeFactor;
        _encoder = new StrokeEncoder(Scale, _rows, _before ?? _from);
    }

    /// <summary>The scale all <see cref="Rows"/> are encoded at.</summary>
    public PenScale Scale { get; private set; }

    /// <summary>The person's own correction of the scale.</summary>
    public float SizeFactor { get; private set; }

    /// <summary>The hand as known after the last finished stroke.</summary>
    public HandEstimate Hand => _strokes.IsEmpty ? _expected : _strokes[^1].Hand;

    /// <summary>Counts the times that <see cref="Rows"/> began anew.</summary>
    public int Reading { get; private set; }

    /// <summary>The rows that are settled, from <see cref="RowsBefore"/> on. Between two readings only ever longer.</summary>
    public IReadOnlyList<EncodedRow> Rows => _rows;

    /// <summary>Rows of the state that it went on from, which are not in <see cref="Rows"/>; 0 once they were encoded anew.</summary>
    public int RowsBefore { get; private set; }

    /// <summary>Where the newest row is, pixels; null before the first.</summary>
    public InkPoint? Place => _rows.Count > 0 ? new InkPoint(_rows[^1].X, _rows[^1].Y, 0) : RowsBefore > 0 ? _before : null;

    /// <summary>Adds the newest events of an open stroke, pixels: ink that no row stands for yet.</summary>
    public void CopyUnsettledTo(List<InkPoint> points) => _encoder.CopyUnsettledTo(points);

    public bool PenIsDown => _open is not null;

    /// <summary>What another encoder needs to go on from here; between strokes.</summary>
    public EncoderState State => new(_expected, _from, _strokes, Scale, _encodedFactor, RowsBefore + _rows.Count, Place);

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
        if (_open is { } open) PenUp(open[^1]);
        _open = [point];
        _encoder.Begin(point, _strokes.Count);
    }

    /// <summary>Takes a move of the pen. Without a stroke begun it is ignored: a pen in the air writes nothing.</summary>
    public void PenMove(InkPoint point)
    {
        Check(point);
        if (_open is not { } open) return;
        open.Add(point);
        _encoder.Move(point);
    }

    /// <summary>Ends the stroke: all its rows are out, or the line is read anew.</summary>
    public void PenUp(InkPoint point)
    {
        if (_open is not { } stroke) return;
        if (point.X != stroke[^1].X || point.Y != stroke[^1].Y) PenMove(point);
        _open = null;
        _encoder.End();
        _strokes = _strokes.Add(new(stroke, Hand.After(stroke, _encoder.PathPixels, _encoder.Steps * Scale.SecondsPerRow)));
        if (SizeFactor != _encodedFactor || Estimate.IsFar(Scale)) Encode(Estimate);
    }

    /// <summary>Corrects the scale.</summary>
    /// <param name="factor">As <see cref="SizeFactor"/>.</param>
    /// <param name="now">Encodes all strokes anew at once; else, and while one is open, when the next ends.</param>
    public void CorrectSize(float factor, bool now = true)
    {
        SizeFactor = factor;
        if (now && !PenIsDown) Encode(Estimate);
    }

    private static void Check(InkPoint point)
    {
        if (!float.IsFinite(point.X) || !float.IsFinite(point.Y) || !double.IsFinite(point.TimeSeconds))
            throw new ArgumentOutOfRangeException(nameof(point), point, "A pen event needs finite coordinates and time.");
    }

    private void Encode(PenScale scale)
    {
        Scale = scale;
        _encodedFactor = SizeFactor;
        Reading++;
        _rows.Clear();
        RowsBefore = 0;
        _encoder = new StrokeEncoder(scale, _rows, _from);
        int number = 0;
        foreach (EncodedStroke stroke in _strokes)
        {
            _encoder.Begin(stroke.Points[0], number++);
            for (int point = 1; point < stroke.Points.Count; point++) _encoder.Move(stroke.Points[point]);
            _encoder.End();
        }
    }
}
