using System.Collections.Immutable;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// The person's pen: turns its events into rows on the page. If the handwriting turns out to be larger or smaller than assumed, all strokes
/// since the last other change of the page are encoded again.
/// </summary>
/// <param name="pixelsPerUnit">The scale that the ruled lines show, page units per IAM unit.</param>
internal sealed class PersonPen(PageInk page, float pixelsPerUnit)
{
    private readonly List<InkPoint> _unsettled = [];
    private HandEstimate _hand = HandEstimate.Expect(pixelsPerUnit);
    private OffsetEncoder? _encoder;
    private ImmutableList<PenPlace> _places = [];
    private float _sizeFactor = 1;
    private int _firstRow;

    // The revision of the encoder's rows that is on the page; −1 if its rows must be put there again.
    private int _revision;

    /// <summary>The state between two strokes. Set it together with the rows that belong to it.</summary>
    public PersonState State
    {
        get => new(_hand, _encoder?.State, _firstRow, _places);
        set
        {
            (_hand, EncoderState? encoder, _firstRow, _places) = value;
            _encoder = encoder is null ? null : new OffsetEncoder(encoder, _sizeFactor);
            _revision = 0;
        }
    }

    /// <summary>Whether there are strokes that may still be encoded again.</summary>
    public bool HasStrokes => _encoder is not null;

    public PenScale Scale => _encoder?.Scale ?? _hand.Scale with { PixelsPerUnit = _hand.Scale.PixelsPerUnit * _sizeFactor };

    /// <summary>Where the pen is; or the end of the page, if something else was written since.</summary>
    public PenPlace Place =>
        _encoder is null || _places.IsEmpty ? PenPlace.AtEndOf(page.Span)
        : _encoder.Place is { } place ? _places[^1].At(place.X, place.Y)
        : _places[^1];

    /// <summary>The newest events of the stroke being written, page units. No row covers this ink yet.</summary>
    /// <remarks>Valid until the next call.</remarks>
    public IReadOnlyList<InkPoint> Unsettled
    {
        get
        {
            _unsettled.Clear();
            if (_encoder is not { PenIsDown: true } encoder) return _unsettled;
            encoder.AddUnsettledTo(_unsettled);
            for (int point = 0; point < _unsettled.Count; point++) _unsettled[point] = OnPage(_unsettled[point]);
            return _unsettled;
        }
    }

    /// <summary>
    /// Whether the model's top layer is held at the next rows, except for the first <see cref="PageInk.RowsBeforeHeldTop"/> of a page.
    /// </summary>
    public bool HoldsTop { get; set; }

    public void PenDown(InkPoint pen, PageLayout layout)
    {
        if (_encoder is null)
        {
            PenPlace end = PenPlace.AtEndOf(page.Span);
            _encoder = new OffsetEncoder(_hand, page.Count == 0 ? null : new InkPoint(end.X, end.Y, 0), _sizeFactor);
            (_firstRow, _revision, _places) = (page.Count, 0, []);
        }

        PenPlace place = Place.Touch(pen.X, pen.Y, layout, _encoder.Scale.PixelsPerUnit);
        _places = _places.Add(place);
        _encoder.PenDown(OnLine(pen));
        TakeRows();
    }

    public void PenMove(InkPoint pen)
    {
        _encoder!.PenMove(OnLine(pen));
        TakeRows();
    }

    public void PenUp(InkPoint pen)
    {
        _encoder!.PenUp(OnLine(pen));
        EncoderState state = _encoder.State;
        if (HandChange.Find(state.Expected, state.Strokes) is { } first) BeginHand(state, first);
        _hand = _encoder.Hand;
        TakeRows();
    }

    /// <summary>Forgets the person's handwriting: a new page begins with the size that the ruled lines show.</summary>
    public void Forget()
    {
        FixRows();
        _hand = HandEstimate.Expect(pixelsPerUnit);
    }

    /// <summary>Fixes the rows as they are. Call it when anything else writes on the page or changes it.</summary>
    public void FixRows()
    {
        _encoder = null;
        _places = [];
    }

    /// <param name="factor">The person's correction of the scale.</param>
    /// <param name="now">Whether to encode the strokes again at once instead of when the next stroke ends.</param>
    public void CorrectSize(float factor, bool now)
    {
        _sizeFactor = factor;
        if (_encoder is null) return;
        _encoder.CorrectSize(factor, now);
        TakeRows();
    }

    /// <summary>
    /// Encodes strokes of another writing size separately, so that they get their own scale and earlier ink keeps its scale.
    /// </summary>
    /// <param name="first">The first of these strokes.</param>
    private void BeginHand(EncoderState state, int first)
    {
        _encoder = Encode(state.Expected, state.From, state.Strokes.Take(first));
        _revision = -1;
        TakeRows();
        (_firstRow, _places, _revision) = (page.Count, _places.RemoveRange(0, first), -1);
        _encoder = Encode(HandEstimate.Expect(pixelsPerUnit), _encoder.Place ?? state.From, state.Strokes.Skip(first));
    }

    private OffsetEncoder Encode(HandEstimate expected, InkPoint? from, IEnumerable<EncodedStroke> strokes)
    {
        var encoder = new OffsetEncoder(expected, from, _sizeFactor);
        foreach (EncodedStroke stroke in strokes)
        {
            encoder.PenDown(stroke.Points[0]);
            foreach (InkPoint point in stroke.Points.Skip(1)) encoder.PenMove(point);
            encoder.PenUp(stroke.Points[^1]);
        }

        return encoder;
    }

    /// <summary>Adds to the page the rows that the encoder has finished.</summary>
    private void TakeRows()
    {
        OffsetEncoder encoder = _encoder!;
        if (encoder.Revision != _revision)
        {
            _revision = encoder.Revision;
            ReadOnlySpan<PageRow> before = page.Span[_firstRow..];
            var rows = new PageRow[encoder.Rows.Count];
            for (int index = 0; index < rows.Length; index++) rows[index] = OnPage(encoder.Rows[index], _firstRow + index);
            CarryTracesOver(before, rows);
            page.Replace(_firstRow, before.Length, rows);
            return;
        }

        for (int index = page.Count - _firstRow - encoder.RowsBefore; index < encoder.Rows.Count; index++)
            page.Append(OnPage(encoder.Rows[index], page.Count));
    }

    /// <summary>
    /// Carries the traces over to the newly encoded rows, stroke by stroke, so that the colours do not flicker until the model has read
    /// them.
    /// </summary>
    private static void CarryTracesOver(ReadOnlySpan<PageRow> before, Span<PageRow> rows)
    {
        int oldStart = 0;
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1, oldEnd = Math.Min(oldStart + 1, before.Length);
            while (!rows[end - 1].Offset.PenUp && end < rows.Length) end++;
            while (oldEnd < before.Length && !before[oldEnd - 1].Offset.PenUp) oldEnd++;
            for (int row = start; row < end && oldStart < oldEnd; row++)
            {
                // A stroke of some minutes has enough rows for an int product to overflow.
                PageRow known = before[oldStart + (int)((long)(row - start) * (oldEnd - oldStart) / (end - start))];
                rows[row] = rows[row] with { Trace = known.Trace, Layer = known.Layer };
            }

            (start, oldStart) = (end, oldEnd);
        }
    }

    private PageRow OnPage(EncodedRow row, int index) =>
        PageRow.Of(row, _places[row.Stroke], _encoder!.Scale) with { HoldsTop = HoldsTop && index >= PageInk.RowsBeforeHeldTop };

    /// <summary>The tip of a moving pen, slightly ahead of the newest row, and an estimate of the rows that lead there.</summary>
    /// <param name="lead">Overwritten with the estimated rows.</param>
    /// <returns>Null if the pen is up or its stroke has no settled row yet.</returns>
    public PenPlace? Tip(List<PenOffset> lead)
    {
        lead.Clear();
        if (_encoder is not { PenIsDown: true, Rows: [.., var newest] } encoder || newest.Stroke != _places.Count - 1) return null;
        UnitMap map = encoder.Scale.Map;
        _unsettled.Clear();
        encoder.AddUnsettledTo(_unsettled);
        PenLead.Find(newest.X, newest.Y, _unsettled, map, lead);
        (float x, float y) = (newest.X, newest.Y);
        foreach (PenOffset row in lead)
        {
            (float travelX, float travelY) = map.ToPixels(row);
            (x, y) = (x + travelX, y + travelY);
        }

        return _places[^1].At(x, y);
    }

    private InkPoint OnPage(InkPoint point) => point with { X = point.X + _places[^1].ShiftX, Y = point.Y + _places[^1].ShiftY };

    private InkPoint OnLine(InkPoint point) => point with { X = point.X - _places[^1].ShiftX, Y = point.Y - _places[^1].ShiftY };
}
