using System.Runtime.InteropServices;
using HmRnnInk.App.Rendering;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Live;

/// <summary>
/// The page as it is written: the person's pen goes in, rows go to the model, its traces colour them, and when the pen rests the model
/// goes on. One thread; time is passed in; nothing here waits.
/// </summary>
public sealed class LiveInk
{
    private readonly IInference? _inference;
    private readonly List<PageRow> _rows = [];
    private readonly List<Section> _sections = [];
    private readonly ModelHand _model;
    private PenPlace _place = PenPlace.Nowhere;
    private HandEstimate _hand;
    private int _fed, _traced, _epoch;
    private double _lastPenSeconds;

    /// <param name="inference">Null without a model: the page then only draws.</param>
    /// <param name="pixelsPerUnit">The scale the ruled lines show.</param>
    public LiveInk(IInference? inference, PageLayout layout, LiveSettings settings, float pixelsPerUnit)
    {
        _inference = inference;
        Layout = layout;
        Settings = settings;
        _hand = HandEstimate.Expect(pixelsPerUnit);
        _model = new ModelHand(this);
    }

    /// <summary>Set anew when the window's size changes; ink stays where it is.</summary>
    public PageLayout Layout { get; set; }

    public LiveSettings Settings { get; private set; }

    public LivePhase Phase { get; private set; }

    /// <summary>Why the model stopped writing, for the person; null while nothing needs saying.</summary>
    public string? Notice { get; private set; }

    /// <summary>Holds the model where it is.</summary>
    public bool Paused { get; set; }

    /// <summary>Everything on the page, in the order read.</summary>
    public IReadOnlyList<PageRow> Rows => _rows;

    /// <inheritdoc cref="Rows"/>
    /// <remarks>Valid until the next change.</remarks>
    public ReadOnlySpan<PageRow> RowSpan => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Rows that the model has read: those have traces.</summary>
    public int Traced => _traced;

    /// <summary>The lowest row that changed since the drawing last asked; <see cref="TakeChanges"/> sets it back.</summary>
    public int FirstChange { get; private set; }

    public int Layers => _inference?.Layers ?? 0;

    /// <summary>Null without a model.</summary>
    public HiddenHistory? Hiddens => _inference?.Hiddens;

    public string? Failure => _inference?.Failure;

    /// <summary>The scale of the newest ink.</summary>
    public PenScale Scale => Encoder?.Scale ?? Corrected(_hand);

    /// <summary>Newest events of the stroke being written, page units: ink that no row stands for yet.</summary>
    public IEnumerable<InkPoint> Unsettled =>
        Encoder is { PenIsDown: true } encoder ? encoder.Unsettled.Select(point => OnPage(point, _sections[^1].Strokes[^1])) : [];

    /// <summary>The line that is written on, for the page's guides.</summary>
    public int ActiveLine => Math.Max(0, Phase == LivePhase.ModelWrites ? _model.Place.Line : _place.Line);

    private OffsetEncoder? Encoder => _sections.Count > 0 ? _sections[^1].Encoder : null;

    /// <summary>Stops the model in this very call, and begins a stroke.</summary>
    public void PenDown(float x, float y, double seconds)
    {
        StopWriting();
        Notice = null;
        if (Encoder is not { } encoder)
        {
            InkPoint? from = _rows.Count == 0 ? null : new InkPoint(_place.X, _place.Y, 0);
            encoder = new OffsetEncoder(_hand, from, Settings.SizeFactor);
            _sections.Add(new Section(RowOwner.Person, _rows.Count, _place, encoder) { FirstStroke = NextStroke() });
        }

        _place = _place.PutDown(x, y, Layout, encoder.Scale.PixelsPerUnit);
        _sections[^1].Strokes.Add(_place);
        Phase = LivePhase.PersonWrites;
        _lastPenSeconds = seconds;
        encoder.PenDown(new InkPoint(_place.X, _place.Y, seconds));
        TakeRows();
    }

    public void PenMove(float x, float y, double seconds)
    {
        if (Phase != LivePhase.PersonWrites) return;
        _lastPenSeconds = seconds;
        Encoder!.PenMove(new InkPoint(x - _place.ShiftX, y - _place.ShiftY, seconds));
        TakeRows();
    }

    public void PenUp(float x, float y, double seconds)
    {
        if (Phase != LivePhase.PersonWrites) return;
        Phase = LivePhase.PenRests;
        _lastPenSeconds = seconds;
        Encoder!.PenUp(new InkPoint(x - _place.ShiftX, y - _place.ShiftY, seconds));
        _hand = Encoder.Hand;
        TakeRows();
        EncodedRow last = Encoder.Rows[^1];
        _place = _place.At(last.X, last.Y);
    }

    /// <summary>Lets time pass: takes over what the model has read, and lets it write what is due.</summary>
    public void Advance(double seconds)
    {
        while (_inference is not null && _inference.TryTake(out InferenceResult result))
            if (result.Epoch == _epoch) Take(result);
        if (Paused || Failure is not null)
        {
            _model.Wait(seconds);
            if (Phase == LivePhase.PenRests) _lastPenSeconds = seconds;
            return;
        }

        if (Phase == LivePhase.PenRests && seconds - _lastPenSeconds >= Settings.DelaySeconds) GoOn(seconds);
        if (Phase == LivePhase.ModelWrites) _model.Write(seconds);
    }

    /// <summary>Lets the model go on at once, from whatever is on the page.</summary>
    public void GoOn(double seconds)
    {
        if (_inference is null || Failure is not null || Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) return;
        if (_traced < _rows.Count)
        {
            // It is still reading; as soon as it has caught up it goes on.
            (Phase, _lastPenSeconds) = (LivePhase.PenRests, double.NegativeInfinity);
            return;
        }

        Notice = null;
        if (_place.Line < 0) _place = new PenPlace(0, 0, Layout.LeftMargin, Layout.Baseline(0) - Layout.XHeight / 2, 0);
        _sections.Add(new Section(RowOwner.Model, _rows.Count, _place, encoder: null) { FirstStroke = NextStroke() });
        Phase = LivePhase.ModelWrites;
        _model.Begin(seconds, _place, Scale.PixelsPerUnit);
    }

    /// <summary>
    /// Takes the model back to a moment and lets it go on from there. What it had written since is taken away; one undo brings it back.
    /// The person's ink stays: a moment before its end means its end.
    /// </summary>
    /// <param name="row">The last row to stay.</param>
    public void GoOnFrom(int row, double seconds)
    {
        if (_inference is null || Failure is not null || Phase == LivePhase.PersonWrites) return;
        StopWriting();
        int kept = Math.Max(row, _rows.FindLastIndex(written => written.Owner == RowOwner.Person)) + 1;
        if (kept < _rows.Count)
        {
            PageRow last = _rows[kept - 1];
            _sections.Add(new Section(RowOwner.Model, kept, _place, encoder: null) { Replaced = [.. _rows[(kept - 1)..]] });
            _place = new PenPlace(last.X, last.Y, 0, 0, last.Line);
            Truncate(kept);
        }

        GoOn(seconds);
    }

    /// <summary>Takes the pen from the model: no further row of its appears, and what it has read is what is seen.</summary>
    /// <param name="notice">Why, for the person.</param>
    public void StopWriting(string? notice = null)
    {
        if (Phase is not (LivePhase.PenRests or LivePhase.ModelWrites)) return;
        bool wrote = Phase == LivePhase.ModelWrites;
        Phase = LivePhase.Idle;
        if (wrote)
        {
            Notice = notice;
            _place = _model.Place;
            if (_rows.Count == _sections[^1].FirstRow)
            {
                // Not a row was seen yet.
                _place = _sections[^1].Before;
                _sections.RemoveAt(_sections.Count - 1);
            }
        }

        if (_rows.Count > 0 && _rows[^1] is { Owner: RowOwner.Model, Offset.PenUp: false } last)
        {
            // Its last stroke ends here, so the model has to have lifted the pen here.
            _rows[^1] = last with { Offset = last.Offset with { PenUp = true }, Trace = null };
            Rewind(_rows.Count - 1);
        }
        else if (wrote)
        {
            Rewind(_rows.Count);
        }
    }

    /// <summary>
    /// Takes back the person's last stroke, or what the model wrote last; where that took the place of other ink, the other is back. The
    /// model then knows nothing of it.
    /// </summary>
    /// <returns>False where the page is empty.</returns>
    public bool Undo()
    {
        StopWriting();
        Phase = LivePhase.Idle;
        Notice = null;
        if (_sections.Count == 0) return false;
        Section section = _sections[^1];
        PenPlace before = section.Before;
        if (section.Encoder is { } encoder)
        {
            encoder.RemoveStroke();
            section.Strokes.RemoveAt(section.Strokes.Count - 1);
            _hand = encoder.Hand;
            Truncate(section.FirstRow + encoder.Rows.Count);
            if (section.Strokes.Count > 0) before = section.Strokes[^1].At(encoder.Rows[^1].X, encoder.Rows[^1].Y);
        }
        else
        {
            Truncate(section.FirstRow);
        }

        if (section.Strokes.Count == 0) _sections.RemoveAt(_sections.Count - 1);
        _place = before;
        if (section.Encoder is null) PutBack(section.Replaced is null && _sections.Count > 0 ? _sections[^1] : section);
        return true;
    }

    /// <summary>An empty page; what is known of the hand stays.</summary>
    public void Clear()
    {
        StopWriting();
        Phase = LivePhase.Idle;
        Notice = null;
        _sections.Clear();
        _place = PenPlace.Nowhere;
        Truncate(0);
    }

    public void Change(LiveSettings settings)
    {
        bool resized = settings.SizeFactor != Settings.SizeFactor;
        Settings = settings;
        if (!resized || Phase == LivePhase.ModelWrites || Encoder is not { } encoder) return;
        encoder.CorrectSize(settings.SizeFactor);
        TakeRows();
    }

    /// <returns><see cref="FirstChange"/>, which is set back.</returns>
    public int TakeChanges()
    {
        int first = FirstChange;
        FirstChange = _rows.Count;
        return first;
    }

    internal void Post(InferenceKind kind) =>
        _inference!.Post(new InferenceRequest(kind, _epoch, Bias: Settings.Bias));

    /// <summary>Shows a row that the model has written.</summary>
    internal void Show(in InferenceResult result, PenPlace place)
    {
        Change(_rows.Count);
        _rows.Add(new PageRow(result.Offset, place.PageX, place.PageY, RowOwner.Model, NextStroke(), place.Line,
            result.Trace, result.Trace.DeepestFlush(Layers)));
        _fed = _traced = _rows.Count;
    }

    /// <summary>Brings back the ink that a section took the place of, if it did, and forgets the section.</summary>
    private void PutBack(Section section)
    {
        if (section.Replaced is not { } rows) return;
        _sections.Remove(section);
        Truncate(section.FirstRow - 1);
        _rows.AddRange(rows);
        _place = section.Before;
        Feed();
    }

    private PenScale Corrected(HandEstimate hand) =>
        hand.Scale with { PixelsPerUnit = hand.Scale.PixelsPerUnit * Settings.SizeFactor };

    /// <summary>The stroke that a row after the last would belong to.</summary>
    private int NextStroke() => _rows.Count == 0 ? 0 : _rows[^1].Offset.PenUp ? _rows[^1].Stroke + 1 : _rows[^1].Stroke;

    private void Take(in InferenceResult result)
    {
        if (result.Written)
        {
            _model.Take(result);
            return;
        }

        PageRow row = _rows[result.Row];
        _rows[result.Row] = row with { Trace = result.Trace, Layer = result.Trace.DeepestFlush(Layers) };
        _traced = result.Row + 1;
        Change(result.Row);
    }

    /// <summary>Takes over what the encoder has settled, and feeds it.</summary>
    private void TakeRows()
    {
        Section section = _sections[^1];
        OffsetEncoder encoder = section.Encoder!;
        int first = section.FirstRow;
        PageRow[] before = [];
        if (encoder.Reading != section.Reading)
        {
            section.Reading = encoder.Reading;
            before = [.. _rows.Skip(first)];
            Truncate(first);
        }

        for (int index = _rows.Count - first; index < encoder.Rows.Count; index++)
        {
            EncodedRow row = encoder.Rows[index];
            PenPlace place = section.Strokes[row.Stroke];
            Change(_rows.Count);
            _rows.Add(new PageRow(
                row.Offset, row.X + place.ShiftX, row.Y + place.ShiftY, RowOwner.Person, section.FirstStroke + row.Stroke, place.Line));
        }

        if (before.Length > 0) KeepTraces(before, first);
        Feed();
    }

    /// <summary>Until the model has read the line anew, what it made of it before stands, stroke for stroke: colours do not flicker.</summary>
    private void KeepTraces(PageRow[] before, int first)
    {
        ILookup<int, PageRow> strokes = before.ToLookup(row => row.Stroke);
        for (int start = first; start < _rows.Count;)
        {
            int end = start + 1;
            while (end < _rows.Count && _rows[end].Stroke == _rows[start].Stroke) end++;
            PageRow[] old = [.. strokes[_rows[start].Stroke]];
            for (int row = start; row < end && old.Length > 0; row++)
            {
                PageRow known = old[(row - start) * old.Length / (end - start)];
                _rows[row] = _rows[row] with { Trace = known.Trace, Layer = known.Layer };
            }

            start = end;
        }
    }

    private void Feed()
    {
        if (_inference is null) return;
        for (; _fed < _rows.Count; _fed++)
            _inference.Post(new InferenceRequest(InferenceKind.Feed, _epoch, _rows[_fed].Offset));
    }

    private void Truncate(int rows)
    {
        Change(rows);
        _rows.RemoveRange(rows, _rows.Count - rows);
        Rewind(rows);
    }

    /// <summary>Takes the model back to so many rows; those it had not read then are fed again.</summary>
    private void Rewind(int rows)
    {
        _traced = _fed = Math.Min(rows, _traced);
        _epoch++;
        _inference?.Post(new InferenceRequest(InferenceKind.Rewind, _epoch, Rows: _fed));
        Feed();
    }

    private void Change(int row) => FirstChange = Math.Min(FirstChange, row);

    private static InkPoint OnPage(InkPoint point, PenPlace place) =>
        point with { X = point.X + place.ShiftX, Y = point.Y + place.ShiftY };
}
