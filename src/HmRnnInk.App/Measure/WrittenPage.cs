using HmRnnInk.App.Inference;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>
/// A page without a window, on which a recorded line is written at its own pace. The clock counts frames and waits for the model, so that
/// the same line gives the same page on every machine.
/// </summary>
internal sealed class WrittenPage
{
    private const double FramesPerSecond = 60;

    private readonly ReplayPen _pen;
    private readonly List<InputEvent> _events = [];
    private int _frame;

    /// <param name="line">In IAM units.</param>
    /// <param name="settings">No ghosts are grown, because they do not change what happens.</param>
    /// <param name="size">
    /// The size of the writing relative to what the ruled lines show. The width of the sheet follows it, so that a line always
    /// holds the same number of letters.
    /// </param>
    public WrittenPage(PackedModel model, StrokeCollection line, LiveSettings settings, int seed, float size = 1)
    {
        float scale = PenScale.Default.PixelsPerUnit;
        var engine = new ReadingEngine(new SimdStepEngine(model), new SeededRandom((ulong)seed));
        Layout = PageLayout.Fit(1280 * size, 800, PageViewport.XHeight(scale));
        Ink = new LiveInk(new RunningModel(engine, inline: true), Layout, settings with { Ghosts = 0 }, scale, seed);
        _pen = new ReplayPen(line, Layout, scale * size, startSeconds: 0, longestRestSeconds: double.PositiveInfinity);
    }

    public LiveInk Ink { get; }

    public PageLayout Layout { get; }

    public double Seconds => _frame / FramesPerSecond;

    /// <summary>Whether the line is complete.</summary>
    public bool IsWritten => _pen.Ended;

    /// <summary>When the pen was lifted last.</summary>
    public double LiftedSeconds { get; private set; }

    /// <summary>Advances by one frame.</summary>
    public void AdvanceFrame()
    {
        _frame++;
        _events.Clear();
        _pen.TakeEvents(Seconds, _events);
        foreach (InputEvent input in _events)
        {
            if (input.Kind == InputKind.PenDown) Ink.PenDown(input.Point);
            else if (input.Kind == InputKind.PenMove) Ink.PenMove(input.Point);
            else
            {
                Ink.PenUp(input.Point);
                LiftedSeconds = input.TimeSeconds;
            }
        }

        Ink.Advance(Seconds);
    }
}
