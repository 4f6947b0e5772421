using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
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
        var state = new PageState(_page, _history, _reader, _person);
        Edits = new PageEdits(this, state);
        Turn = new ModelTurn(this, state, _model);
        Opened = new OpenedPage(this, state);
        Ghosts = new LiveGhosts(this, inference, seed);
    }

    /// <summary>How the ink might go on.</summary>
    public LiveGhosts Ghosts { get; }

    public PageEdits Edits { get; }

    public ModelTurn Turn { get; }

    public OpenedPage Opened { get; }

    /// <summary>Set anew when the window's size changes; ink stays where it is.</summary>
    public PageLayout Layout { get; set; }

    public LiveSettings Settings { get; private set; }

    public LivePhase Phase { get; private set; }

    /// <summary>Why the model stopped writing, for the person; null while nothing needs saying.</summary>
    public string? Notice { get; private set; }

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
    public int Version => _history.Version;

    /// <summary>What is known of the person's hand.</summary>
    public HandEstimate Hand => _person.State.Hand;

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
            if (Phase == LivePhase.PenRests && seconds - _lastPenSeconds >= Settings.DelaySeconds && seconds >= _waitsUntil) Turn.GoOn(seconds);
            if (Phase == LivePhase.ModelWrites) _model.Write(seconds);
        }

        Ghosts.Advance(seconds);
    }

    /// <summary>The model does not go on by itself before then.</summary>
    public void WaitUntil(double seconds) => _waitsUntil = seconds;

    /// <summary>Makes another ghost the favourite. The model waits once more before it goes on along it.</summary>
    /// <inheritdoc cref="LiveGhosts.Choose"/>
    public bool Choose(int number, double seconds)
    {
        if (!Ghosts.Choose(number)) return false;
        if (Phase == LivePhase.PenRests) _lastPenSeconds = seconds;
        return true;
    }

    /// <summary>Takes over what the model has read or told by now.</summary>
    public void TakeAnswers()
    {
        while (_reader.TryTake(out InferenceResult written))
        {
            if (!Edits.Take(written)) _model.Take(written);
        }
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
            else if (!lifted) Turn.HoldPen(_model.Guide, _model.Path);
        }

        if (wrote) _reader.Return(_page.Count); // it has written ahead
        _reader.CatchUp();
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

    /// <inheritdoc cref="PageReader.Epoch"/>
    internal int Epoch => _reader.Epoch;

    /// <inheritdoc cref="PersonHand.Tip"/>
    internal PenPlace? PenTip(List<PenOffset> lead) => _person.Tip(lead);

    /// <summary>The model goes on as soon as it has read all that is on the page.</summary>
    internal void GoOnOnceRead() => (Phase, _lastPenSeconds) = (LivePhase.PenRests, double.NegativeInfinity);

    internal void BeginModelTurn() => (Phase, Notice) = (LivePhase.ModelWrites, null);

    /// <summary>It is nobody's turn: a stroke or an edit that is under way ends, and the model stops.</summary>
    internal void EndTurn()
    {
        Edits.End();
        PenUp(_pen.X, _pen.Y, _lastPenSeconds);
        StopWriting();
        Phase = LivePhase.Idle;
        Notice = null;
    }
}
