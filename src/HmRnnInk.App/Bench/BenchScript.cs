using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Bench;

/// <summary>
/// Fills a page with written loops, by the code that handles pen input, and waits until the model has read them. Then a simulated pen and
/// the model take turns writing, and every frame is measured.
/// </summary>
/// <param name="points">The number of points on the page before measuring.</param>
/// <param name="measuredSeconds">How long to measure. In this time the simulated pen and the model have two turns each.</param>
internal sealed class BenchScript(int points, double measuredSeconds, BenchWindow window, InkApp app)
{
    /// <summary>
    /// The duration of a step of the pen's path, the pen's report rate, and the pen's share of the time that
    /// it and the model have for one turn each.
    /// </summary>
    private const double StepSeconds = 0.0134, EventsPerSecond = 250, PersonsShare = 0.4;

    /// <summary>
    /// The wait before measuring. By then the autosave of the filled page is finished; its cost grows with the page and does not belong to
    /// the measured frames.
    /// </summary>
    private const double SettleSeconds = 5;

    /// <summary>The steps of one stroke, and the maximum number of unread rows before more strokes are added.</summary>
    private const int StepsInStroke = 75, MaximumUnread = 2000;

    private readonly FrameTimes _times = new();
    // The times when the page was full, when the newest event happened, and when the current stroke of the pen began.
    private double _filledSeconds = double.NaN, _newestEventSeconds, _penDownSeconds;
    private int _line, _pointsBefore, _modelPointsBefore;
    private float _x = -1;
    private bool _isDown;

    /// <summary>Null until the measurement is complete.</summary>
    public FrameRow? Row { get; private set; }

    private LiveInk Ink => app.Ink;

    private double TurnSeconds => measuredSeconds / 2;

    private double Now => window.TimeSeconds;

    /// <summary>Seconds since measuring began; negative before.</summary>
    private double MeasuredFor => Now - _filledSeconds - SettleSeconds;

    public void Begin()
    {
        window.FrameBegins = FrameBegins;
        window.FrameEnds = FrameEnds;
        window.Pen = AddEvents;
    }

    private void FrameBegins()
    {
        if (double.IsNaN(_filledSeconds))
        {
            Fill();
            return;
        }

        if (MeasuredFor < 0) return;
        if (_pointsBefore == 0)
        {
            GC.Collect(); // garbage from filling must not be collected during the measurement
            (_pointsBefore, _modelPointsBefore) = (Ink.Rows.Count, ModelRows());
        }

        _times.Begin(Now, window.SwappedSeconds);
        if (MeasuredFor < measuredSeconds || Row is not null) return;
        Row = _times.Row(_pointsBefore, ModelRows() - _modelPointsBefore);
        window.Close();
    }

    private void FrameEnds()
    {
        if (_pointsBefore > 0) _times.End();
    }

    /// <summary>Adds strokes on the lines of the page, until it has enough points. The page gets more lines with every frame.</summary>
    private void Fill()
    {
        if (Ink.Failure is { } failure) throw new InvalidOperationException($"The model failed while the page was being filled: {failure}");
        if (Ink.Rows.Count >= points)
        {
            Ink.StopWriting();
            if (Ink.Layers == 0 || Ink.TracedRows == Ink.Rows.Count) _filledSeconds = Now;
            return;
        }

        if (Ink.Layers > 0 && Ink.Rows.Count - Ink.TracedRows > MaximumUnread) return;
        for (int stroke = 0; stroke < 8 && _line < Ink.Layout.Lines && Ink.Rows.Count < points; stroke++)
        {
            if (_x < 0) _x = Ink.Layout.LeftMargin;
            double seconds = Now;
            for (int step = 0; step <= StepsInStroke; step++)
            {
                (float x, float y) = Loop(step);
                InputKind kind = step == 0 ? InputKind.PenDown : step == StepsInStroke ? InputKind.PenUp : InputKind.PenMove;
                app.Parts.Page.TakeOnPage(new InputEvent(kind, x, y, seconds + step * StepSeconds), seconds);
            }

            Advance();
        }
    }

    /// <summary>Adds the events of the simulated pen since the last frame, in window units.</summary>
    private void AddEvents(List<InputEvent> events)
    {
        if (double.IsNaN(_filledSeconds) || MeasuredFor < 0) return;
        if (MeasuredFor % TurnSeconds >= PersonsShare * TurnSeconds)
        {
            if (_isDown) Add(events, InputKind.PenUp, Now);
            _isDown = false;
            return;
        }

        if (!_isDown)
        {
            // The pen writes on the line below what the model wrote.
            (_line, _x, _isDown, _newestEventSeconds) = (Ink.ActiveLine + 1, Ink.Layout.LeftMargin, true, Now);
            _penDownSeconds = _newestEventSeconds;
            Add(events, InputKind.PenDown, Now);
        }

        for (double now = Now; _newestEventSeconds + 1 / EventsPerSecond <= now;)
            Add(events, InputKind.PenMove, _newestEventSeconds += 1 / EventsPerSecond);
    }

    private void Add(List<InputEvent> events, InputKind kind, double seconds)
    {
        (float pageX, float pageY) = Loop((seconds - _penDownSeconds) / StepSeconds);
        (float x, float y) = app.View.ToWindow(pageX, pageY);
        events.Add(new InputEvent(kind, MathF.Round(x), MathF.Round(y), seconds));
        _times.NoteArrival(seconds);
    }

    /// <summary>
    /// The pen's position on the page after a number of steps of a stroke. Each loop has 15 steps, and every fourth is twice as high.
    /// </summary>
    private (float X, float Y) Loop(double step)
    {
        PageLayout page = Ink.Layout;
        float t = (float)step * MathF.Tau / 15, height = (int)(step / 15) % 4 == 1 ? page.XHeight : page.XHeight * 0.5f;
        return (_x + 0.12f * page.XHeight * t - 6 * MathF.Sin(t), page.Baseline(_line) - height * (1 - MathF.Cos(t)));
    }

    private void Advance()
    {
        _x = Loop(StepsInStroke).X + 14;
        if (_x + 110 < Ink.Layout.RightMargin) return;
        (_line, _x) = (_line + 1, Ink.Layout.LeftMargin);
    }

    private int ModelRows() => Ink.Rows.Count(row => row.Owner == RowOwner.Model);
}
