using System.Collections.Immutable;

namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Converts pen events in pixels, at any event rate, to rows like those of IAM-OnDB: uniform in time (steps are short where the writer
/// is slow), with the size and mean step of the training data, and without an unusual slant.
/// </summary>
/// <remarks>
/// A row is added to <see cref="Rows"/> when later events have smoothed it and its pen-up is known. It does not change after that, with two
/// exceptions: all strokes are encoded again if at a pen-up the writer's size, pace or slant differs much from the assumed one, and after
/// <see cref="CorrectSize"/>. Then <see cref="Revision"/> increases, and the rows must be read again from row 0.
/// </remarks>
public sealed class OffsetEncoder
{
    /// <summary>Delay of a row relative to the newest event, in rows: smoothing a row needs the events after it.</summary>
    public const double LagRows = 2.5;

    private readonly List<EncodedRow> _rows = [];
    private readonly InkPoint? _from; // the pen before the first stroke
    private readonly HandEstimate _expected;
    private readonly InkPoint? _before; // the last row of the state that this encoder continued from
    private ImmutableList<EncodedStroke> _strokes;
    private List<InkPoint>? _open;
    private StrokeEncoder _encoder;

    // The size factor that is part of Scale.
    private float _encodedFactor;

    /// <param name="expected">The estimate before the first stroke.</param>
    /// <param name="from">Position of the pen in pixels if the rows continue others; null at the beginning of a line.</param>
    /// <param name="sizeFactor">The person's own correction of the scale; 1 for none.</param>
    public OffsetEncoder(HandEstimate expected, InkPoint? from = null, float sizeFactor = 1)
    {
        _expected = expected;
        _from = from;
        _strokes = [];
        SizeFactor = _encodedFactor = sizeFactor;
        Scale = Estimate;
        _encoder = new StrokeEncoder(Scale, _rows, _from);
    }

    /// <summary>Continues from another encoder's state between two strokes.</summary>
    /// <param name="sizeFactor">If it differs from the state's, all strokes are encoded again at the next pen-up.</param>
    public OffsetEncoder(EncoderState state, float sizeFactor)
    {
        (_expected, _from, _strokes, Scale, _encodedFactor, RowsBefore, _before) = state;
        SizeFactor = sizeFactor;
        _encoder = new StrokeEncoder(Scale, _rows, _before ?? _from);
    }

    /// <summary>The scale at which all <see cref="Rows"/> are encoded.</summary>
    public PenScale Scale { get; private set; }

    /// <summary>The person's own correction of the scale.</summary>
    public float SizeFactor { get; private set; }

    /// <summary>The estimate after the last completed stroke.</summary>
    public HandEstimate Hand => _strokes.IsEmpty ? _expected : _strokes[^1].Hand;

    /// <summary>Version counter: increases whenever all strokes are encoded again. Otherwise rows are only appended.</summary>
    public int Revision { get; private set; }

    /// <summary>The final rows, without the first <see cref="RowsBefore"/>.</summary>
    public IReadOnlyList<EncodedRow> Rows => _rows;

    /// <summary>
    /// Number of rows in the state that this encoder continued from. They are not in <see cref="Rows"/>; 0 after re-encoding.
    /// </summary>
    public int RowsBefore { get; private set; }

    /// <summary>Position of the newest row, in pixels; null before the first row.</summary>
    public InkPoint? Place => _rows.Count > 0 ? new InkPoint(_rows[^1].X, _rows[^1].Y, 0) : RowsBefore > 0 ? _before : null;

    public bool PenIsDown => _open is not null;

    /// <summary>A snapshot from which another encoder can continue. Only valid between strokes.</summary>
    public EncoderState State => new(_expected, _from, _strokes, Scale, _encodedFactor, RowsBefore + _rows.Count, Place);

    private PenScale Estimate => Hand.Scale with { PixelsPerUnit = Hand.Scale.PixelsPerUnit * SizeFactor };

    /// <inheritdoc cref="StrokeEncoder.AddUnsettledTo"/>
    public void AddUnsettledTo(List<InkPoint> points) => _encoder.AddUnsettledTo(points);

    /// <summary>Processes an event of any kind.</summary>
    public void Take(PointerSample sample)
    {
        switch (sample.Kind)
        {
            case PointerSampleKind.Down: PenDown(sample.Point); break;
            case PointerSampleKind.Move: PenMove(sample.Point); break;
            default: PenUp(sample.Point); break;
        }
    }

    /// <summary>Begins a stroke. If a stroke is still open, it is ended first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A coordinate or the time is not finite. <see cref="PenMove"/> and <see cref="PenUp"/> throw it too.
    /// </exception>
    public void PenDown(InkPoint point)
    {
        Check(point);
        if (_open is { } open) PenUp(open[^1]);
        _open = [point];
        _encoder.Begin(point, _strokes.Count);
    }

    /// <summary>Processes a movement of the pen. It is ignored while the pen is up.</summary>
    public void PenMove(InkPoint point)
    {
        Check(point);
        if (_open is not { } open) return;
        open.Add(point);
        _encoder.Move(point);
    }

    /// <summary>Ends the stroke and adds its last rows, or encodes all strokes again.</summary>
    public void PenUp(InkPoint point)
    {
        if (_open is not { } stroke) return;
        if (point.X != stroke[^1].X || point.Y != stroke[^1].Y) PenMove(point);
        _open = null;
        _encoder.End();
        _strokes = _strokes.Add(new(stroke, Hand.After(stroke, _encoder.PathPixels, _encoder.Steps * Scale.SecondsPerRow, _encoder.Slant)));
        if (SizeFactor != _encodedFactor || Estimate.DiffersFrom(Scale)) Encode(Estimate);
    }

    /// <summary>Sets <see cref="SizeFactor"/>.</summary>
    /// <param name="now">
    /// Whether to encode all strokes again immediately. If false, or while a stroke is open, this happens at the next pen-up.
    /// </param>
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
        Revision++;
        _rows.Clear();
        RowsBefore = 0;
        _encoder = new StrokeEncoder(scale, _rows, _from);
        foreach ((int number, EncodedStroke stroke) in _strokes.Index()) _encoder.Encode(stroke.Points, number);
    }
}
