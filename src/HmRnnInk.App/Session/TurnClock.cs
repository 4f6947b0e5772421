using HmRnnInk.App.Page;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>Decides when the model continues by itself: usually when the pen rests for longer than the person's pauses last.</summary>
internal sealed class TurnClock(LiveInk ink, PageState state)
{
    /// <summary>
    /// How much longer than the person's mean pause the pen has to rest, in standard deviations of the logarithm: after a word, and within
    /// one, where the model expects more of the word. Chosen with <c>app turns --validation</c>: the model interrupts one line in twenty of
    /// IAM-OnDB.
    /// </summary>
    private const double AfterWord = 1.4, WithinWord = 2.3;

    /// <summary>The number of newest rows whose pauses count.</summary>
    private const int RowsOfPauses = 4000;

    private double _restsSince, _waitsUntil;
    private (int Version, int TracedRows, double Seconds)? _longPause;

    /// <summary>Whether the person has asked the model to continue, so that it only waits until it has read the page.</summary>
    public bool IsAsked => double.IsNegativeInfinity(_restsSince);

    /// <summary>When the model continues, if the pen rests until then; infinity for never.</summary>
    public double DueSeconds => Math.Max(IsAsked ? double.NegativeInfinity : _restsSince + PauseSeconds, _waitsUntil);

    /// <summary>How long the pen has to rest.</summary>
    private double PauseSeconds => ink.Settings.Turns switch
    {
        _ when ink.Text.IsBeingEdited => double.PositiveInfinity,
        TurnTaking.Delay => ink.Settings.DelaySeconds,
        TurnTaking.OnRequest => double.PositiveInfinity,
        _ => LongPause(),
    };

    /// <summary>Starts to wait: the pen rests from this time on.</summary>
    public void Begin(double seconds) => _restsSince = seconds;

    /// <summary>Ends the wait, because the person has asked the model to continue.</summary>
    public void Ask() => _restsSince = double.NegativeInfinity;

    /// <summary>Keeps the model from continuing by itself before a time.</summary>
    public void WaitUntil(double seconds) => _waitsUntil = seconds;

    private double LongPause()
    {
        var now = (ink.Version, ink.TracedRows);
        if (_longPause is not { } known || (known.Version, known.TracedRows) != now)
        {
            double deviations = WithinWord + state.Reader.WordEndProbability * (AfterWord - WithinWord);
            _longPause = known = (now.Version, now.TracedRows, PausesOf(state.Page.Span).LongSeconds(PausePrior.OfTraining, deviations));
        }

        return known.Seconds;
    }

    /// <summary>The pauses of the person: the times between two of their strokes with nothing between them.</summary>
    private static PenPauses PausesOf(ReadOnlySpan<PageRow> rows)
    {
        var pauses = new PenPauses();
        for (int row = Math.Max(1, rows.Length - RowsOfPauses); row < rows.Length; row++)
        {
            ref readonly PageRow before = ref rows[row - 1];
            if (before.Offset.PenUp && before.Owner == RowOwner.Person && rows[row].Owner == RowOwner.Person)
                pauses = pauses.After(rows[row].TimeSeconds - before.TimeSeconds);
        }

        return pauses;
    }
}
