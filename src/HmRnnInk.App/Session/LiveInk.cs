using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// The page as it is written: the person's pen goes in, rows go to the model, its traces colour them, and when the pen rests the model
/// goes on. One thread; time is passed in; nothing here waits. Whatever changes the page is one step of its history.
/// </summary>
public sealed class LiveInk
{
    private readonly PageInk _page = new();
    private readonly History _history;
    private readonly PageReader _reader;
    private readonly PersonHand _person;
    private readonly ModelHand _model;
    private (float X, float Y) _pen;
    private double _lastPenSeconds, _waitsUntil;
    private Rewriting? _rewriting;
    private Action? _edit;

    // Where the model's pen was taken from it in the midst of its ink, or kept, how it would go on, and the moment of history for which that holds.
    private (int Moment, HandGuide Guide, HandPath Path)? _taken;

    // The model behind the page that was opened, for as long as the page is that one.
    private (int Moment, ModelMoment Of)? _kept;

    /// <param name="inference">Null without a model: the page then only draws.</param>
    /// <param name="pixelsPerUnit">The scale the ruled lines show.</param>
    /// <param name="seed">Of the ghosts.</param>
    public LiveInk(IInference? inference, PageLayout layout, LiveSettings settings, float pixelsPerUnit, int seed = 1)
    {
        Layout = layout;
        Settings = settings;
        _history = new History(_page);
        _reader = new PageReader(inference, _page);
        _person = new PersonHand(_page, pixelsPerUnit);
        _person.CorrectSize(settings.SizeFactor, now: true);
        _person.HoldsTop = settings.HoldTop;
        _model = new ModelHand(this);
        Ghosts = new LiveGhosts(this, inference, seed);
    }

    /// <summary>How the ink might go on.</summary>
    public LiveGhosts Ghosts { get; }

    /// <summary>Set anew when the window's size changes; ink stays where it is.</summary>
    public PageLayout Layout { get; set; }

    public LiveSettings Settings { get; private set; }

    public LivePhase Phase { get; private set; }

    /// <summary>Why the model stopped writing, for the person; null while nothing needs saying.</summary>
    public string? Notice { get; private set; }

    /// <summary>Takes over the context of a page that undo or redo has brought back.</summary>
    public Action<PageContext>? ContextRestored { get; set; }

    /// <summary>Holds the model where it is.</summary>
    public bool Paused { get; set; }

    /// <summary>Everything on the page, in the order read.</summary>
    public IReadOnlyList<PageRow> Rows => _page.Rows;

    /// <inheritdoc cref="Rows"/>
    /// <remarks>Valid until the next change.</remarks>
    public ReadOnlySpan<PageRow> RowSpan => _page.Span;

    /// <summary>Rows that the model has read: those have traces.</summary>
    public int Traced => _reader.Traced;

    /// <inheritdoc cref="PageInk.FirstChange"/>
    public int FirstChange => _page.FirstChange;

    public int Layers => _reader.Layers;

    /// <summary>Null without a model.</summary>
    public HiddenHistory? Hiddens => _reader.Hiddens;

    public string? Failure => _reader.Failure;

    /// <summary>Counts up with every step, taken, undone or done again.</summary>
    public int Moment => _history.Moment;

    /// <summary>The model as it is now, to be kept: some time after it was asked for, and until anything changes; else null.</summary>
    public ModelMoment? ModelMoment => Phase is LivePhase.Idle or LivePhase.PenRests ? _reader.Moment : null;

    /// <summary>The model's pen as it would go on, to be kept; null on an empty page and while somebody writes.</summary>
    public KeptPen? Pen => _page.Count > 0 && Phase is LivePhase.Idle or LivePhase.PenRests ? KeptPen.Of(NextHand()) : null;

    /// <summary>What is known of the person's hand.</summary>
    public HandEstimate Hand => _person.State.Hand;

    public bool CanUndo => _history.CanUndo || _history.IsOpen;

    public bool CanRedo => _history.CanRedo;

    /// <summary>The scale of the newest ink.</summary>
    public PenScale Scale => _person.Scale;

    /// <summary>Newest events of the stroke being written, page units: ink that no row stands for yet.</summary>
    public IReadOnlyList<InkPoint> Unsettled => _person.Unsettled;

    /// <summary>The line that is written on, for the page's guides.</summary>
    public int ActiveLine => Math.Max(0, Phase == LivePhase.ModelWrites ? _model.Place.Line : _person.Place.Line);

    /// <summary>Stops the model in this very call, and begins a stroke.</summary>
    /// <param name="pressure">Of the tip, 0 to 1, for drawing; null where the device tells none.</param>
    public void PenDown(float x, float y, double seconds, float? pressure = null)
    {
        EndTurn();
        Ghosts.Dismiss(seconds);
        _history.Begin(_person.State);
        _page.Lift(_page.Count - 1); // a stroke of the model's may have been taken over half-way
        Phase = LivePhase.PersonWrites;
        (_pen, _lastPenSeconds) = ((x, y), seconds);
        _person.PenDown(x, y, seconds, pressure, Layout);
        _reader.CatchUp();
    }

    /// <param name="pressure">As of <see cref="PenDown"/>.</param>
    public void PenMove(float x, float y, double seconds, float? pressure = null)
    {
        if (Phase != LivePhase.PersonWrites) return;
        (_pen, _lastPenSeconds) = ((x, y), seconds);
        _person.PenMove(x, y, seconds, pressure);
        _reader.CatchUp();
    }

    /// <param name="pressure">As of <see cref="PenDown"/>.</param>
    public void PenUp(float x, float y, double seconds, float? pressure = null)
    {
        if (Phase != LivePhase.PersonWrites) return;
        Phase = LivePhase.PenRests;
        (_pen, _lastPenSeconds) = ((x, y), seconds);
        _person.PenUp(x, y, seconds, pressure);
        _history.Commit(_person.State);
        _reader.CatchUp();
    }

    /// <summary>Lets time pass: takes over what the model has read, and lets it write what is due.</summary>
    public void Advance(double seconds)
    {
        TakeAnswers();
        if (Paused || Failure is not null)
        {
            _model.Wait(seconds);
            if (Phase == LivePhase.PenRests) _lastPenSeconds = seconds;
        }
        else
        {
            if (Phase == LivePhase.PenRests && seconds - _lastPenSeconds >= Settings.DelaySeconds && seconds >= _waitsUntil) GoOn(seconds);
            if (Phase == LivePhase.ModelWrites) _model.Write(seconds);
        }

        Ghosts.Advance(seconds);
    }

    /// <summary>The model does not go on by itself before then.</summary>
    public void WaitUntil(double seconds) => _waitsUntil = seconds;

    /// <summary>Lets the model go on at once, from whatever is on the page: along the favourite ghost, where there is one.</summary>
    public void GoOn(double seconds)
    {
        if (!_reader.Reads || Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) return;
        EndEdits();
        if (Traced < _page.Count)
        {
            // It is still reading; as soon as it has caught up it goes on.
            (Phase, _lastPenSeconds) = (LivePhase.PenRests, double.NegativeInfinity);
            return;
        }

        Notice = null;
        GhostPath? followed = Ghosts.Follow(seconds);
        (HandGuide guide, HandPath path) = NextHand();
        if (!_history.IsOpen) _history.Begin(_person.State);
        _person.Leave();
        Phase = LivePhase.ModelWrites;
        _model.Begin(seconds, guide, path, followed);
    }

    /// <summary>Makes another ghost the favourite. The model waits once more before it goes on along it.</summary>
    /// <inheritdoc cref="LiveGhosts.Choose"/>
    public bool Choose(int number, double seconds)
    {
        if (!Ghosts.Choose(number)) return false;
        if (Phase == LivePhase.PenRests) _lastPenSeconds = seconds;
        return true;
    }

    /// <summary>Makes the first rows of a ghost ink of the model's. One step. The model waits then.</summary>
    /// <param name="ghost">One of <see cref="Ghosts"/>, as it goes on from the newest ink.</param>
    /// <param name="rows">How many; the stroke that they end in stays open for more.</param>
    public void Accept(GhostPath ghost, int rows)
    {
        if (rows <= 0 || Phase is LivePhase.PersonWrites or LivePhase.ModelWrites) return;
        HandGuide guide = ghost.Tree.Guide;
        var ink = new PageRow[rows];
        for (int row = 0; row < rows; row++)
        {
            (PenOffset offset, RowTrace trace) = ghost[row];
            PenPlace place = ghost.PlaceOf(row).Place;
            ink[row] = new PageRow(offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
                Layer: trace.DeepestFlush(Layers), PixelsPerUnit: guide.PixelsPerUnit, HoldsTop: Settings.HoldTop);
        }

        Append(ink);
        _taken = (Moment, guide, ghost.PlaceOf(rows - 1));
    }

    /// <summary>
    /// Takes the model back to a moment and lets it go on from there. What it had written since is taken away; one undo brings it back.
    /// The person's ink stays: a moment before its end means its end.
    /// </summary>
    /// <param name="row">The last row to stay; −1 for none.</param>
    public void GoOnFrom(int row, double seconds)
    {
        if (!_reader.Reads || Phase == LivePhase.PersonWrites) return;
        EndEdits();
        StopWriting();
        int person = _page.Count - 1;
        while (person > row && _page.Rows[person].Owner != RowOwner.Person) person--;
        int kept = Math.Max(row, person) + 1;
        if (kept < _page.Count)
        {
            _history.Begin(_person.State);
            _person.Leave();
            _page.Replace(kept, _page.Count - kept, []);
            _reader.CatchUp();
        }

        GoOn(seconds);
    }

    /// <summary>Another page: it takes the place of this one. One step, so that undo brings this one back.</summary>
    /// <param name="rows">With the traces that are known of them; their strokes are counted anew.</param>
    /// <param name="hand">What is known of the hand that wrote them.</param>
    /// <param name="moment">The model behind the last row; null to have it read them all.</param>
    /// <param name="pen">Where the model's pen goes on; null to find it from the rows.</param>
    /// <param name="resumes">Whether the moment is of the model and the style that are at work; else it is for <see cref="ReadAsKept"/>.</param>
    /// <param name="before">The context of the page that is left, which undo restores; null for none.</param>
    /// <param name="after">The context of the page that is opened, which redo restores; null for none.</param>
    public void Open(
        ReadOnlySpan<PageRow> rows, HandEstimate hand, ModelMoment? moment, KeptPen? pen = null, bool resumes = true,
        PageContext? before = null, PageContext? after = null)
    {
        EndTurn();
        _history.Begin(_person.State, before, after);
        _person.Leave();
        _page.Replace(0, _page.Count, rows);
        _person.State = new PersonState(hand, null, 0, []);
        if (_history.Commit(_person.State) is { } unchanged) _person.State = unchanged;
        if (pen is { } kept && _page.Count > 0)
        {
            (HandGuide guide, HandPath path) = kept.On(Layout, _page.Rows[^1].Offset.PenUp);
            _taken = (Moment, guide, path);
        }

        _kept = moment is null ? null : (Moment, moment);
        if (moment is not null && resumes && _reader.Reads) _reader.Resume(moment);
        else _reader.CatchUp();
    }

    /// <summary>Takes over what the model has read or told by now.</summary>
    public void TakeAnswers()
    {
        while (_reader.TryTake(out InferenceResult written))
        {
            if (_rewriting is { } segment) Take(segment, written);
            else _model.Take(written);
        }
    }

    /// <summary>Asks for <see cref="ModelMoment"/>, if it is nobody's turn and all was read.</summary>
    public void AskForMoment()
    {
        if (Phase is LivePhase.Idle or LivePhase.PenRests) _reader.AskForMoment();
    }

    /// <summary>Takes the pen from the model: no further row of its appears, and what it has read is what is seen.</summary>
    /// <param name="notice">Why, for the person.</param>
    /// <param name="lifted">Whether the pen is lifted where it is; else its stroke stays open for more.</param>
    public void StopWriting(string? notice = null, bool lifted = true)
    {
        if (Phase is not (LivePhase.PenRests or LivePhase.ModelWrites)) return;
        bool wrote = Phase == LivePhase.ModelWrites;
        Phase = LivePhase.Idle;
        if (wrote) Notice = notice;
        if (_history.IsOpen)
        {
            // Its last stroke ends here, so the model has to have lifted the pen here.
            if (lifted && !_history.IsEmpty) _page.Lift(_page.Count - 1);
            if (_history.Commit(_person.State) is { } before) _person.State = before;
            else if (!lifted) _taken = (Moment, _model.Guide, _model.Path);
        }

        if (wrote) _reader.Return(_page.Count); // it has written ahead
        _reader.CatchUp();
    }

    /// <summary>
    /// Takes back the newest step: a stroke of the person, what the model wrote in one go, or whatever else changed the page. What it had
    /// taken the place of is back, and the model knows what is on the page and nothing else.
    /// </summary>
    /// <returns>False where there is none.</returns>
    public bool Undo()
    {
        EndTurn();
        if (!_history.CanUndo) return false;
        HistoryStep step = _history.Undo();
        _person.State = step.Before;
        _reader.CatchUp();
        if (step.ContextBefore is { } context) ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>Does again what was taken back last.</summary>
    /// <returns>False where nothing was taken back, or the page has changed since.</returns>
    public bool Redo()
    {
        EndTurn();
        if (!_history.CanRedo) return false;
        HistoryStep step = _history.Redo();
        _person.State = step.After;
        _reader.CatchUp();
        if (step.ContextAfter is { } context) ContextRestored?.Invoke(context);
        return true;
    }

    /// <summary>Has the model, which is another now, read the page from its beginning; until it has, what the one before made of it stands.</summary>
    public void ReadAnew()
    {
        EndEdits();
        StopWriting();
        _reader.Return(0);
        _reader.CatchUp();
    }

    /// <summary>The model, with its style, is now what the opened page was written with: it is as it was kept, if the page is still as it was opened.</summary>
    public void ReadAsKept()
    {
        bool asOpened = _kept is { } kept && kept.Moment == Moment && !_history.IsOpen && kept.Of.Rows == _page.Count;
        if (asOpened && _reader.Reads) _reader.Resume(_kept!.Value.Of);
        else ReadAnew();
    }

    /// <summary>An empty page; what is known of the hand stays. One step.</summary>
    public void Clear() => Replace(0, _page.Count, []);

    /// <summary>Puts rows behind what is on the page, as if the model had written them; it reads them. One step.</summary>
    /// <param name="rows">Their strokes are counted anew.</param>
    public void Append(ReadOnlySpan<PageRow> rows) => Replace(_page.Count, 0, rows);

    /// <summary>Puts rows in the place of others, which the model then reads. One step.</summary>
    /// <param name="index">Of the first row that goes.</param>
    /// <param name="count">How many go.</param>
    /// <param name="rows">Their strokes are counted anew.</param>
    public void Replace(int index, int count, ReadOnlySpan<PageRow> rows)
    {
        BeginEdit(static () => { }).Replace(index, count, rows);
        EndEdits();
    }

    /// <summary>Takes the newest step back as if it had never been: a stroke that turned out not to be meant as one.</summary>
    public void Forget()
    {
        EndTurn();
        if (!_history.CanUndo) return;
        _person.State = _history.Retract();
        _reader.CatchUp();
    }

    /// <summary>
    /// Has the model write a segment again, in its place; the old one stays until the new one is whole. One step. Whatever else happens to
    /// the page before that is the end of it.
    /// </summary>
    /// <param name="layer">Whose segment it is.</param>
    /// <param name="boundaries">How many of that layer's boundaries it has; 0 for a stroke.</param>
    /// <param name="done">Is told how many rows it is now.</param>
    public void Rewrite(RowRange range, int layer, int boundaries, Action<int>? done = null)
    {
        EndTurn();
        if (!_reader.Reads) return;
        _rewriting = new Rewriting(range, layer, boundaries, done);
        _reader.Return(range.First);
        _reader.CatchUp(range.First);
        for (int row = 0; row < Rewriting.Batch; row++) AskForRow();
    }

    public void Change(LiveSettings settings)
    {
        bool resized = settings.SizeFactor != Settings.SizeFactor;
        Settings = settings;
        _person.HoldsTop = settings.HoldTop;
        if (!resized) return;
        // How strokes are read is a part of the step that wrote the last of them. While others wait to be done again they stay as they are.
        bool now = _person.HasStrokes && !_history.IsOpen && _history.CanUndo && !_history.CanRedo;
        if (now) _history.Reopen();
        _person.CorrectSize(settings.SizeFactor, now);
        if (now) _history.Commit(_person.State);
        _reader.CatchUp();
    }

    /// <inheritdoc cref="PageInk.TakeChanges"/>
    public int TakeChanges() => _page.TakeChanges();

    /// <summary>For whoever has opened a step.</summary>
    internal PageInk Page => _page;

    /// <summary>
    /// Opens a step for some changes of the page: until <see cref="EndEdits"/>, or until anything else happens. The model reads the page
    /// again after that.
    /// </summary>
    /// <param name="finish">Does what is left to do at the end.</param>
    internal PageInk BeginEdit(Action finish)
    {
        EndTurn();
        _edit = finish;
        _history.Begin(_person.State);
        _person.Leave();
        return _page;
    }

    /// <summary>Closes the step that <see cref="BeginEdit"/> opened, and drops a segment that is being written again.</summary>
    /// <param name="keep">False to leave the page as it was before.</param>
    internal void EndEdits(bool keep = true)
    {
        if (_rewriting is { } segment)
        {
            _rewriting = null;
            _reader.Return(segment.Range.First); // it has written ahead
            _reader.CatchUp();
        }

        if (_edit is not { } finish) return;
        _edit = null;
        if (keep) finish();
        if ((keep ? _history.Commit(_person.State) : _history.Cancel()) is { } before) _person.State = before;
        _reader.CatchUp();
    }

    /// <summary>Asks the model for its next row.</summary>
    internal void AskForRow() => _reader.Write(Settings.Bias, Settings.HoldTop);

    /// <summary>Has the model write a row that a ghost has shown.</summary>
    internal void AskForRow(in GhostRow row) => _reader.Write(row, Settings.HoldTop);

    /// <summary>Asks the model for ghosts; null for none any more.</summary>
    internal void AskFor(GhostRequest? ghosts) => _reader.Imagine(ghosts);

    /// <inheritdoc cref="PageReader.Epoch"/>
    internal int Epoch => _reader.Epoch;

    /// <summary>Where the model's pen goes on from, and what leads it.</summary>
    internal (HandGuide Guide, HandPath Path) NextHand()
    {
        bool lifted = _page.Count > 0 && _page.Rows[^1].Offset.PenUp;
        if (_taken is { } taken && taken.Moment == Moment && !_history.IsOpen)
            return (taken.Guide with { Layout = Layout }, taken.Path with { Lifted = lifted });
        PenPlace place = _person.Place.Line < 0
            ? new PenPlace(0, 0, Layout.LeftMargin, Layout.Baseline(0) - Layout.XHeight / 2, 0)
            : _person.Place;
        return (HandGuide.On(Layout, RowSpan, place.Line, Scale.PixelsPerUnit), HandGuide.Begin(place, lifted));
    }

    /// <inheritdoc cref="PersonHand.Tip"/>
    internal PenPlace? PenTip(List<PenOffset> lead) => _person.Tip(lead);

    /// <summary>Shows a row that the model has written.</summary>
    internal void Show(in InferenceResult result, PenPlace place, float pixelsPerUnit)
    {
        _page.Append(new PageRow(result.Offset, place.PageX, place.PageY, RowOwner.Model, 0, place.Line,
            result.Trace, result.Trace.DeepestFlush(Layers), pixelsPerUnit, result.HeldTop));
        _reader.Follow(_page.Count);
    }

    private void Take(Rewriting segment, in InferenceResult written)
    {
        if (!segment.Take(written))
        {
            for (int row = 0; segment.NeedsMore && row < Rewriting.Batch; row++) AskForRow();
            return;
        }

        _rewriting = null;
        _reader.Return(segment.Range.First); // and reads it with what follows
        int rows = InkEdits.Rewrite(BeginEdit(static () => { }), segment.Range, segment.Written, Layout, Layers, Settings.HoldTop);
        EndEdits();
        segment.Done?.Invoke(rows);
    }

    /// <summary>It is nobody's turn: a stroke or an edit that is under way ends, and the model stops.</summary>
    private void EndTurn()
    {
        EndEdits();
        PenUp(_pen.X, _pen.Y, _lastPenSeconds);
        StopWriting();
        Phase = LivePhase.Idle;
        Notice = null;
    }
}
