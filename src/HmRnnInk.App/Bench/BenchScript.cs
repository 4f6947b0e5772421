using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Bench;

/// <summary>
/// Fills a page with loops through the pen's own path and waits until the model has read them; then writes in turns: a person's pen, on the
/// window, and the model, at its natural pace. All that while every frame is counted.
/// </summary>
/// <param name="points">To fill the page with.</param>
/// <param name="measuredSeconds">In which each hand has two turns.</param>
internal sealed class BenchScript(int points, double measuredSeconds, BenchWindow window, InkApp app)
{
    private const double StepSeconds = 0.0134, EventsPerSecond = 250, PersonsShare = 0.4;

    /// <summary>By then the page that was filled has been kept: its copy is as long as the page, and none of the measured frames'.</summary>
    private const double SettleSeconds = 5;

    /// <summary>A stroke's worth of loops, and what the model may be behind before the page is filled further.</summary>
    private const int StepsInStroke = 75, MostUnread = 2000;

    private readonly FrameTimes _times = new();
    private double _filled = double.NaN, _nextEvent, _started;
    private int _line, _points, _modelPoints;
    private float _x = -1;
    private bool _down;

    /// <summary>Null until all is measured.</summary>
    public FrameRow? Row { get; private set; }

    private LiveInk Ink => app.Ink;

    private double TurnSeconds => measuredSeconds / 2;

    private double Now => window.TimeSeconds;

    private double Elapsed => Now - _filled - SettleSeconds;

    public void Begin()
    {
        window.FrameBegins = FrameBegins;
        window.FrameEnds = FrameEnds;
        window.Pen = AddEvents;
    }

    private void FrameBegins()
    {
        if (double.IsNaN(_filled))
        {
            Fill();
            return;
        }

        if (Elapsed < 0) return;
        if (_points == 0)
        {
            GC.Collect(); // what filling left is none of the frames'
            (_points, _modelPoints) = (Ink.Rows.Count, CountOfModel());
        }

        _times.Begin(Now, window.SwappedSeconds);
        if (Elapsed < measuredSeconds || Row is not null) return;
        Row = _times.Row(_points, CountOfModel() - _modelPoints);
        window.Close();
    }

    private void FrameEnds()
    {
        if (_points > 0) _times.End();
    }

    /// <summary>Some of the page, as much as a page that grows frame by frame has lines for.</summary>
    private void Fill()
    {
        if (Ink.Failure is { } failure) throw new InvalidOperationException($"The model stopped while the page was filled: {failure}");
        if (Ink.Rows.Count >= points)
        {
            Ink.StopWriting();
            if (Ink.Layers == 0 || Ink.Traced == Ink.Rows.Count) _filled = Now;
            return;
        }

        if (Ink.Layers > 0 && Ink.Rows.Count - Ink.Traced > MostUnread) return;
        for (int stroke = 0; stroke < 8 && _line < Ink.Layout.Lines && Ink.Rows.Count < points; stroke++)
        {
            if (_x < 0) _x = Ink.Layout.LeftMargin;
            double seconds = Now;
            for (int step = 0; step <= StepsInStroke; step++)
            {
                (float x, float y) = Loop(step);
                InputKind kind = step == 0 ? InputKind.PenDown : step == StepsInStroke ? InputKind.PenUp : InputKind.PenMove;
                app.Page.TakeOnPage(new InputEvent(kind, x, y, seconds + step * StepSeconds), seconds);
            }

            Advance();
        }
    }

    /// <summary>The person's pen in the window, where the page shows the line that is written on: what arrived since the last frame.</summary>
    private void AddEvents(List<InputEvent> events)
    {
        if (double.IsNaN(_filled) || Elapsed < 0) return;
        if (Elapsed % TurnSeconds >= PersonsShare * TurnSeconds)
        {
            if (_down) Add(events, InputKind.PenUp, Now);
            _down = false;
            return;
        }

        if (!_down)
        {
            // Behind what the model wrote, on the next line.
            (_line, _x, _down, _nextEvent) = (Ink.ActiveLine + 1, Ink.Layout.LeftMargin, true, Now);
            _started = _nextEvent;
            Add(events, InputKind.PenDown, Now);
        }

        for (double now = Now; _nextEvent + 1 / EventsPerSecond <= now;)
            Add(events, InputKind.PenMove, _nextEvent += 1 / EventsPerSecond);
    }

    private void Add(List<InputEvent> events, InputKind kind, double seconds)
    {
        (float pageX, float pageY) = Loop((seconds - _started) / StepSeconds);
        (float x, float y) = app.View.ToWindow(pageX, pageY);
        events.Add(new InputEvent(kind, MathF.Round(x), MathF.Round(y), seconds));
        _times.Arrived(seconds);
    }

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

    private int CountOfModel()
    {
        int count = 0;
        foreach (ref readonly PageRow row in Ink.RowSpan)
            if (row.Owner == RowOwner.Model) count++;
        return count;
    }
}
