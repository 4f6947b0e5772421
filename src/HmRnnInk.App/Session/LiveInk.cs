using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// The page while it is written on. The person's pen adds rows, the model reads them and returns their traces, and when the pen rests, the
/// model continues. It runs on one thread, gets the time as an argument, and never blocks. Every change of the page is one undo step.
/// </summary>
internal sealed class LiveInk
{
    private readonly PageInk _page = new();
    private readonly History _history;
    private readonly PageReader _reader;
    private readonly PersonPen _person;
    private readonly ModelPen _model;
    private readonly TurnClock _clock;
    private InkPoint _pen;

    /// <param name="inference">Null without a model. The page then only draws.</param>
    /// <param name="pixelsPerUnit">The scale that the ruled lines show, page units per IAM unit.</param>
    /// <param name="seed">The random seed of the ghosts.</param>
    public LiveInk(RunningModel? inference, PageLayout layout, LiveSettings settings, float pixelsPerUnit, int seed = 1)
    {
        Layout = layout;
        Settings = settings;
        _history = new History(_page);
        _reader = new PageReader(inference, _page);
        _person = new PersonPen(_page, pixelsPerUnit);
        _person.CorrectSize(settings.SizeFactor, now: true);
        _person.HoldsTop = settings.HoldTop;
        _model = new ModelPen(this);
        var state = new PageState(_page, _history, _reader, _person);
        _clock = new TurnClock(this, state);
        Edits = new PageEdits(this, state);
        Turn = new ModelTurn(this, state, _model);
        Text = new LiveText(this, state);
        Opened = new OpenedPage(this, state);
        Ghosts = new LiveGhosts(this, inference, seed);
    }

    /// <summary>The possible continuations of the ink.</summary>
    public LiveGhosts Ghosts { get; }

    public PageEdits Edits { get; }

    public ModelTurn Turn { get; }

    public OpenedPage Opened { get; }

    /// <summary>The text that the model writes.</summary>
    public LiveText Text { get; }

    /// <summary>Replaced when the window's size changes. The ink keeps its position.</summary>
    public PageLayout Layout { get; set; }

    public LiveSettings Settings { get; private set; }

    public LivePhase Phase { get; private set; }

    /// <summary>Whether the person or the model writes now.</summary>
    public bool SomebodyWrites => Phase is LivePhase.PersonWrites or LivePhase.ModelWrites;

    /// <summary>Why the model stopped writing, as a message for the person; null if there is no need for one.</summary>
    public string? Notice { get; private set; }

    /// <summary>When the model continues, if the pen rests until then; null if it does not continue by itself.</summary>
    public double? ContinuesAt =>
        Phase == LivePhase.PenRests && _reader.CanRead && !Paused && double.IsFinite(_clock.DueSeconds) ? _clock.DueSeconds : null;

    /// <summary>Pauses the model.</summary>
    public bool Paused { get; set; }

    /// <summary>All rows on the page, in the order in which the model reads them.</summary>
    public IReadOnlyList<PageRow> Rows => _page.Rows;

    /// <inheritdoc cref="Rows"/>
    /// <remarks>Valid until the next change.</remarks>
    public ReadOnlySpan<PageRow> RowSpan => _page.Span;

    /// <summary>The number of rows that the model has read and that have traces.</summary>
    public int TracedRows => _reader.TracedRows;

    public int Layers => _reader.Layers;

    /// <summary>Null without a model.</summary>
    public HiddenHistory? Hiddens => _reader.Hiddens;

    public string? Failure => _reader.Failure;

    /// <inheritdoc cref="History.Version"/>
    public int Version => _history.Version;

    /// <summary>The estimate of the person's handwriting.</summary>
    public HandEstimate Hand => _person.State.Hand;

    /// <summary>The scale of the newest ink.</summary>
    public PenScale Scale => _person.Scale;

    /// <inheritdoc cref="PersonPen.Unsettled"/>
    public IReadOnlyList<InkPoint> Unsettled => _person.Unsettled;

    /// <summary>The line being written on, where the guide lines are shown.</summary>
    public int ActiveLine => Math.Max(0, Phase == LivePhase.ModelWrites ? _model.Place.Line : _person.Place.Line);

    /// <summary>Stops the model immediately and begins a stroke.</summary>
    /// <param name="pen">In page units.</param>
    public void PenDown(InkPoint pen)
    {
        bool interrupts = Turn.Interrupts(pen);
        EndTurn();
        Ghosts.Dismiss(pen.TimeSeconds);
        _history.Begin(_person.State);
        if (interrupts) Turn.Withdraw();
        _page.Lift(_page.Count - 1); // the pen may have interrupted a stroke of the model
        Text.PenTouches();
        Phase = LivePhase.PersonWrites;
        _pen = pen;
        _person.PenDown(pen, Layout);
        _reader.CatchUp();
    }

    /// <summary>Continues the person's stroke, if there is one, to a point in page units.</summary>
    public void PenMove(InkPoint pen)
    {
        if (Phase != LivePhase.PersonWrites) return;
        _pen = pen;
        _person.PenMove(pen);
        _reader.CatchUp();
    }

    /// <summary>Ends the person's stroke, if there is one, at a point in page units. The pen rests from then on.</summary>
    public void PenUp(InkPoint pen)
    {
        if (Phase != LivePhase.PersonWrites) return;
        Phase = LivePhase.PenRests;
        _pen = pen;
        _clock.Begin(pen.TimeSeconds);
        _person.PenUp(pen);
        _history.Commit(_person.State);
        _reader.CatchUp();
    }

    /// <summary>Advances to a time: takes the model's answers, and shows what the model has to write by then.</summary>
    public void Advance(double seconds)
    {
        TakeAnswers();
        Text.Update();
        if (Paused || Failure is not null)
        {
            _model.Wait(seconds);
            if (Phase == LivePhase.PenRests && !_clock.IsAsked) _clock.Begin(seconds);
        }
        else
        {
            if (Phase == LivePhase.PenRests && seconds >= _clock.DueSeconds) Turn.Continue(seconds, _clock.IsAsked);
            if (Phase == LivePhase.ModelWrites) _model.Write(seconds);
        }

        Ghosts.Advance(seconds);
    }

    /// <summary>Keeps the model from continuing by itself before a time.</summary>
    public void WaitUntil(double seconds) => _clock.WaitUntil(seconds);

    /// <summary>Makes another ghost the favourite. The waiting time before the model follows it begins again.</summary>
    /// <inheritdoc cref="LiveGhosts.Choose"/>
    public bool Choose(int number, double seconds)
    {
        if (!Ghosts.Choose(number)) return false;
        if (Phase == LivePhase.PenRests) _clock.Begin(seconds);
        return true;
    }

    /// <summary>Takes the answers that the model has given so far.</summary>
    public void TakeAnswers()
    {
        while (_reader.TryTake(out InferenceResult written))
            if (!Edits.Take(written)) _model.Take(written);
    }

    /// <summary>Stops the model. No more of its rows appear, and it forgets the rows that it has written ahead.</summary>
    /// <param name="notice">Why, as a message for the person.</param>
    /// <param name="lifted">Whether to lift the pen there; otherwise the stroke stays open for more.</param>
    public void StopWriting(string? notice = null, bool lifted = true)
    {
        if (Phase is not (LivePhase.PenRests or LivePhase.ModelWrites)) return;
        bool wrote = Phase == LivePhase.ModelWrites;
        (Phase, Notice) = (LivePhase.Idle, wrote ? notice : Notice);
        if (_history.IsOpen)
        {
            // The last stroke ends here, so its last row must be a pen-up.
            if (lifted && !_history.OpenStepIsEmpty) _page.Lift(_page.Count - 1);
            if (_history.Commit(_person.State) is { } before) _person.State = before; // nothing was written, so the step was dropped
            else if (!lifted) Turn.ContinuePenFrom(_model.Guide, _model.State);
        }

        if (wrote) _reader.Rewind(_page.Count); // it has written ahead
        _reader.CatchUp();
    }

    public void Change(LiveSettings settings)
    {
        bool resized = settings.SizeFactor != Settings.SizeFactor;
        Settings = settings;
        _person.HoldsTop = settings.HoldTop;
        if (!resized) return;
        // How strokes are encoded belongs to the step that wrote the last of them. While steps can be redone, the strokes stay unchanged.
        bool now = _person.HasStrokes && !_history.IsOpen && _history.CanUndo && !_history.CanRedo;
        if (now) _history.Reopen();
        _person.CorrectSize(settings.SizeFactor, now);
        if (now) _history.Commit(_person.State);
        _reader.CatchUp();
    }

    /// <inheritdoc cref="PageInk.TakeChanges"/>
    public int TakeChanges() => _page.TakeChanges();

    /// <summary>Whether the model's top layer is held at the next row.</summary>
    internal bool HoldsTop => Settings.HoldTop && _page.Count >= PageInk.RowsBeforeHeldTop;

    /// <inheritdoc cref="PageReader.Epoch"/>
    internal int Epoch => _reader.Epoch;

    /// <inheritdoc cref="PersonPen.Tip"/>
    internal PenPlace? PenTip(List<PenOffset> lead) => _person.Tip(lead);

    /// <summary>Lets the model continue when it has read the whole page.</summary>
    /// <param name="asked">Whether to continue at once then. Otherwise the pen must also have rested for long enough.</param>
    internal void ContinueOnceRead(bool asked)
    {
        Phase = LivePhase.PenRests;
        if (asked) _clock.Ask();
    }

    internal void BeginModelTurn() => (Phase, Notice) = (LivePhase.ModelWrites, null);

    /// <summary>Ends a stroke or edit in progress, and stops the model.</summary>
    internal void EndTurn()
    {
        Edits.End();
        PenUp(_pen);
        StopWriting();
        Phase = LivePhase.Idle;
        Notice = null;
    }
}
