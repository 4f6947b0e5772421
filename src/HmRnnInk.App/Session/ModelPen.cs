using HmRnnInk.App.Commands;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// The model's pen. It requests rows slightly ahead, shows each at the time a person would have written it, and leads them along the
/// lines of the page. If the model follows a ghost, the rows of the ghost come first.
/// </summary>
internal sealed class ModelPen(LiveInk ink)
{
    /// <summary>How many rows the model writes ahead of those that are shown: enough for a slow frame, and few to discard.</summary>
    private const int RowsAhead = 8;

    /// <summary>The same for a text: the next word is written several times and chosen while the pen writes the word before.</summary>
    private const int RowsAheadInText = 80;

    /// <summary>The same at the highest speeds, where one frame shows many rows.</summary>
    private const int RowsAheadAtFullSpeed = 128;

    /// <summary>
    /// The width of the widest words, IAM units. Where it does not fit before the margin, the pen begins a word only when all of its rows
    /// are ready.
    /// </summary>
    private const float WidestWord = 2000;

    /// <summary>The number of rows of the longest words. The pen waits for no more of them.</summary>
    private const int RowsOfLongestWord = 160;

    /// <summary>The extra time that lifting the pen takes.</summary>
    public const double LiftSeconds = 0.08;

    /// <summary>After a slow model, the pen makes up for at most this much of the delay.</summary>
    private const double MaximumLagSeconds = 0.05;

    private readonly Queue<InferenceResult> _ready = new();
    private GhostPath? _followed;
    private int _requested, _shown;
    private double _dueSeconds;

    public ModelPenGuide Guide { get; private set; }

    public ModelPenState State { get; private set; }

    /// <inheritdoc cref="ModelPenState.Place"/>
    public PenPlace Place => State.Place;

    /// <param name="state">The state of the pen when the model begins.</param>
    /// <param name="followed">The ghost that is written first; null to sample from the start.</param>
    public void Begin(double seconds, ModelPenGuide guide, ModelPenState state, GhostPath? followed)
    {
        _ready.Clear();
        _requested = _shown = 0;
        _dueSeconds = seconds;
        (Guide, State, _followed) = (guide, state, followed);
    }

    public void Take(in InferenceResult result) => _ready.Enqueue(result);

    /// <summary>Forgets the rows that were written ahead, so that others are requested.</summary>
    public void DiscardRowsAhead()
    {
        _ready.Clear();
        (_requested, _followed) = (_shown, null);
    }

    /// <summary>Postpones the rows that are due, because the model is paused or the pen waits for more rows.</summary>
    public void Wait(double seconds) => _dueSeconds = Math.Max(_dueSeconds, seconds);

    /// <summary>Shows the rows that are due.</summary>
    public void Write(double seconds)
    {
        int ahead = ink.Settings.Speed > WritingSettings.Speed.Range.Maximum / 2 ? RowsAheadAtFullSpeed
            : ink.Text.Turn.WritesText ? RowsAheadInText : RowsAhead;
        bool nearMargin = State.Lifted && !Fits(WidestWord);
        if (nearMargin) ahead = Math.Max(ahead, RowsOfLongestWord);
        for (; _requested < _shown + ahead; _requested++) Ask();
        while (ink.Phase == LivePhase.ModelWrites && _dueSeconds <= seconds && _ready.Count > 0)
        {
            WordExtent extent = Extent();
            if (nearMargin && NeedsMoreRows(extent))
            {
                Wait(seconds);
                break;
            }

            Show(_ready.Dequeue(), extent);
            nearMargin = State.Lifted && !Fits(WidestWord);
        }

        if (_ready.Count == 0) _dueSeconds = Math.Max(_dueSeconds, seconds - MaximumLagSeconds);
    }

    private void Ask()
    {
        if (_followed is { } ghost && _requested < ghost.Count) ink.Turn.AskForRow(ghost[_requested]);
        else ink.Turn.AskForRow();
    }

    /// <summary>How far the ready rows of the next word or stroke reach.</summary>
    private WordExtent Extent()
    {
        if (!State.Lifted || _ready.Count == 0) return default;
        WordExtent extent = ink.Text.Turn.ExtentFrom(_ready.Peek(), State.GapBefore(_ready.Peek().Offset), isFirstOfTurn: _shown == 0);
        foreach (InferenceResult row in _ready)
        {
            extent.Take(row.Offset, row.Trace.Letter);
            if (extent.IsComplete) break;
        }

        return extent;
    }

    /// <summary>Whether only further rows of the next word or stroke can tell if it fits on the line.</summary>
    /// <param name="extent">That of the ready rows.</param>
    private bool NeedsMoreRows(in WordExtent extent)
    {
        if (extent.IsComplete || _ready.Count >= RowsOfLongestWord) return false;
        // If the ready part of a word is too wide already, its further rows do not matter.
        return !extent.BeginsWord || Fits(_ready.Peek().Offset.DeltaX + extent.Units);
    }

    /// <summary>Whether ink of this width fits before the margin, IAM units.</summary>
    private bool Fits(float units) => Place.PageX + units * Guide.Map.PixelsPerUnit <= ink.Layout.RightMargin;

    private void Show(in InferenceResult row, WordExtent extent)
    {
        TextTurn text = ink.Text.Turn;
        if (text.TryBeginWord(row, State.GapBefore(row.Offset)))
        {
            if (text.StopsAfterWord)
            {
                ink.StopWriting();
                return;
            }

            ink.Turn.BeginWord();
        }

        if (State.Lifted && _shown >= ink.Settings.StepCap && !text.WritesText)
        {
            ink.StopWriting($"The model waits after a long passage. Write on, or press {PageKeys.Continue} for more");
            return;
        }

        Guide = Guide with { Layout = ink.Layout };
        // A stroke within a word may reach beyond the margin. While no ready row of a word lies to the right of its first one, its width is
        // not known unless the word is complete.
        float? reach = !extent.BeginsWord ? extent.Units - Guide.Overhang : extent.Units > 0 ? extent.Units : extent.Known;
        ModelPenState next = Guide.Next(State, row.Offset, reach, text.WidthOfWord(row.Trace.Letter));
        if (next.Stop == ModelPenStop.EdgeOfPage)
        {
            ink.StopWriting($"The model reached the edge of the page. Write on, or press {PageKeys.Continue} for more");
            return;
        }

        if (next.Place.Line != Place.Line)
        {
            // The first row of the word is no longer among those that are ready.
            IEnumerable<PenOffset> word = _ready.Take(extent.Rows - 1).Select(later => later.Offset).Prepend(row.Offset);
            next = Guide.StandOnLine(next, WritingFeet.Below(word, Guide.Map));
        }

        State = next;
        ink.Turn.Show(row, Place, Guide.Map);
        _shown++;
        _dueSeconds += (TrainingPen.SecondsPerRow + (row.Offset.PenUp ? LiftSeconds : 0)) / ink.Settings.Speed;
        bool rests = next.Stop == ModelPenStop.PenRests;
        if (text.TakeRow(row, rests, out string? notice)) ink.StopWriting(notice);
        else if (rests) ink.StopWriting($"The model has finished its line. Write on, or press {PageKeys.Continue} for more");
    }
}
