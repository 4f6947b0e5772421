using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Measure;

/// <summary>What the model did while a person wrote one line.</summary>
/// <param name="Starts">How often it began to write within the line.</param>
/// <param name="WrittenInto">Whether ink of the model remained within the line.</param>
/// <param name="WaitSeconds">The time from the end of the line to the first ink of the model.</param>
internal sealed record LineTurns(int Starts, bool WrittenInto, double WaitSeconds)
{
    /// <summary>A model that has not begun after this time is counted as if it had begun then.</summary>
    private const double LongestWaitSeconds = 60;

    public static LineTurns Of(PackedModel model, StrokeCollection line, LiveSettings settings, int seed)
    {
        var page = new WrittenPage(model, line, settings, seed);
        int starts = 0;
        for (LivePhase before = LivePhase.Idle; !page.IsWritten; before = page.Ink.Phase)
        {
            page.AdvanceFrame();
            if (page.Ink.Phase == LivePhase.ModelWrites && before != LivePhase.ModelWrites) starts++;
        }

        bool writtenInto = page.Ink.Rows.Any(row => row.Owner == RowOwner.Model);
        while (page.Ink.Phase != LivePhase.ModelWrites && page.Seconds - page.LiftedSeconds < LongestWaitSeconds) page.AdvanceFrame();
        return new LineTurns(starts, writtenInto, page.Seconds - page.LiftedSeconds);
    }
}
