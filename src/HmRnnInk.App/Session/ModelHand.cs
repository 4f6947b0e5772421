using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.FirstMinute;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Session;

/// <summary>
/// The model's pen: asks for rows a little ahead, shows each when a hand would have written it, and keeps to the page. Where a ghost
/// showed how it would go on, it writes that one first.
/// </summary>
internal sealed class ModelHand(LiveInk ink)
{
    /// <summary>Rows that are written and not yet shown; enough for a slow frame, few to throw away.</summary>
    private const int RowsAhead = 8;

    /// <summary>The same for a hand as fast as the machine: what is ready in a frame is all that it shows in it.</summary>
    private const int RowsAheadAtFullSpeed = 128;

    /// <summary>What lifting the pen takes longer than a step.</summary>
    public const double LiftSeconds = 0.08;

    private readonly Queue<InferenceResult> _ready = new();
    private GhostPath? _followed;
    private HandGuide _guide;
    private HandPath _path;
    private int _asked, _shown;
    private double _due;

    /// <summary>What leads the pen.</summary>
    public HandGuide Guide => _guide;

    /// <summary>Where the pen is, and how it came there.</summary>
    public HandPath Path => _path;

    /// <inheritdoc cref="HandPath.Place"/>
    public PenPlace Place => _path.Place;

    /// <param name="path">Where the pen is taken over.</param>
    /// <param name="followed">The ghost that is written first; null to draw from the start.</param>
    public void Begin(double seconds, HandGuide guide, HandPath path, GhostPath? followed)
    {
        _ready.Clear();
        _asked = _shown = 0;
        _due = seconds;
        (_guide, _path, _followed) = (guide, path, followed);
    }

    public void Take(in InferenceResult result) => _ready.Enqueue(result);

    /// <summary>Lets no row fall due while time passes.</summary>
    public void Wait(double seconds) => _due = Math.Max(_due, seconds);

    /// <summary>Shows the rows that are due.</summary>
    public void Write(double seconds)
    {
        int ahead = ink.Settings.Speed > WritingSettings.Speed.Range.Maximum / 2 ? RowsAheadAtFullSpeed : RowsAhead;
        for (; _asked < _shown + ahead; _asked++) Ask();
        while (ink.Phase == LivePhase.ModelWrites && _due <= seconds && _ready.TryDequeue(out InferenceResult row)) Show(row);
        // A model slower than a hand is not hurried afterwards.
        if (_ready.Count == 0) _due = Math.Max(_due, seconds - 0.05);
    }

    private void Ask()
    {
        if (_followed is { } ghost && _asked < ghost.Count) ink.Turn.AskForRow(ghost[_asked]);
        else ink.Turn.AskForRow();
    }

    private void Show(in InferenceResult row)
    {
        if (_path.Lifted && _shown >= ink.Settings.StepCap)
        {
            ink.StopWriting($"The model has written {_shown} points: write on, or press Enter for more");
            return;
        }

        _guide = _guide with { Layout = ink.Layout };
        HandPath next = _guide.Next(_path, row.Offset);
        if (next.Stop == HandStop.EdgeOfPage)
        {
            ink.StopWriting("The model came to the edge of the page");
            return;
        }

        _path = next;
        ink.Turn.Show(row, Place, _guide.PixelsPerUnit);
        _shown++;
        _due += (TrainingPen.SecondsPerRow + (row.Offset.PenUp ? LiftSeconds : 0)) / ink.Settings.Speed;
        if (next.Stop == HandStop.PenRests) ink.StopWriting("The model's pen has come to rest: write on, or press Enter for more");
    }
}
