using HmRnnInk.App.Rendering;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Live;

/// <summary>The model's pen: asks for rows a little ahead, shows each when a hand would have written it, and keeps to the page.</summary>
internal sealed class ModelHand(LiveInk ink)
{
    /// <summary>Rows that are written and not yet shown; enough for a slow frame, few to throw away.</summary>
    private const int RowsAhead = 8;

    /// <summary>The same for a hand as fast as the machine: what is ready in a frame is all that it shows in it.</summary>
    private const int RowsAheadAtFullSpeed = 128;

    /// <summary>No ink comes nearer to the edge of the sheet, page units.</summary>
    private const float Edge = 4;

    /// <summary>
    /// A mean step below this is a pen at rest, IAM units. Lines of the training data end, and nothing comes after: a model that has
    /// ended its line may hold the pen where it is.
    /// </summary>
    private const float RestingPace = 1.5f;

    /// <summary>What lifting the pen takes longer than a step.</summary>
    public const double LiftSeconds = 0.08;

    /// <summary>A gap between words, and a word that should still fit behind it, IAM units.</summary>
    private const float WordGap = 130, Word = 420;

    /// <summary>Newest rows of the person that tell how high a hand lies on its lines.</summary>
    private const int RowsOfHand = 300;

    private readonly Queue<InferenceResult> _ready = new();
    private int _asked, _shown;
    private double _due;
    private float _pixelsPerUnit, _height, _drift, _pace;

    /// <summary>Where the pen is.</summary>
    public PenPlace Place { get; private set; }

    public void Begin(double seconds, PenPlace place, float pixelsPerUnit)
    {
        _ready.Clear();
        _asked = _shown = 0;
        _due = seconds;
        _pixelsPerUnit = pixelsPerUnit;
        _drift = 0;
        _pace = TrainingPen.MeanStep;
        Place = place;
        _height = HeightOfHand();
    }

    public void Take(in InferenceResult result) => _ready.Enqueue(result);

    /// <summary>Lets no row fall due while time passes.</summary>
    public void Wait(double seconds) => _due = Math.Max(_due, seconds);

    /// <summary>Shows the rows that are due.</summary>
    public void Write(double seconds)
    {
        int ahead = ink.Settings.Speed > LiveSettings.FastestSpeed / 2 ? RowsAheadAtFullSpeed : RowsAhead;
        for (; _asked < _shown + ahead; _asked++) ink.AskForRow();
        while (ink.Phase == LivePhase.ModelWrites && _due <= seconds && _ready.TryDequeue(out InferenceResult row)) Show(row);
        // A model slower than a hand is not hurried afterwards.
        if (_ready.Count == 0) _due = Math.Max(_due, seconds - 0.05);
    }

    private void Show(in InferenceResult row)
    {
        PenPlace from = Place;
        bool lifted = ink.Rows.Count > 0 && ink.Rows[^1].Offset.PenUp;
        if (lifted && _shown >= ink.Settings.StepCap)
        {
            ink.StopWriting($"The model has written {_shown} points: write on, or press Enter for more");
            return;
        }

        Place = from.At(from.X + row.Offset.DeltaX * _pixelsPerUnit, from.Y + row.Offset.DeltaY * _pixelsPerUnit);
        if (lifted && _shown == 0) KeepClear();
        if (lifted) KeepToLine(row.Offset.DeltaX);
        KeepBelowTheTop();
        if (IsOffPage(ink.Layout))
        {
            Place = from;
            ink.StopWriting("The model came to the edge of the page");
            return;
        }

        ink.Show(row, Place, _pixelsPerUnit);
        _shown++;
        _due += (TrainingPen.SecondsPerRow + (row.Offset.PenUp ? LiftSeconds : 0)) / ink.Settings.Speed;
        _drift += 0.06f * (HeightOnLine(Place.PageY, Place.Line) - _height - _drift);
        _pace += 0.05f * (MathF.Sqrt(row.Offset.DeltaX * row.Offset.DeltaX + row.Offset.DeltaY * row.Offset.DeltaY) - _pace);
        if (_pace < RestingPace) ink.StopWriting("The model's pen has come to rest: write on, or press Enter for more");
    }

    /// <summary>Between strokes: turns to the next line at the margin, and leads the writing back to its height on the line.</summary>
    private void KeepToLine(float deltaX)
    {
        bool gap = deltaX > WordGap;
        float right = Place.PageX + (gap ? Word * _pixelsPerUnit : 0);
        if (right > ink.Layout.RightMargin)
        {
            Place = Place.NextLine(ink.Layout);
            return;
        }

        float limit = 0.1f * ink.Layout.LineSpacing;
        float correction = Math.Clamp(0.5f * _drift, -limit, limit);
        Place = Place with { ShiftY = Place.ShiftY - correction };
        _drift -= correction;
    }

    /// <summary>
    /// A hand that has gone back to dot an i goes on behind its last word. A model that does not know so would write over it: only its
    /// place on the page is changed.
    /// </summary>
    private void KeepClear()
    {
        float right = float.MinValue;
        foreach (ref readonly PageRow row in ink.RowSpan)
            if (row.Line == Place.Line) right = Math.Max(right, row.X);
        if (Place.PageX < right) Place = Place with { ShiftX = Place.ShiftX + right + WordGap * _pixelsPerUnit - Place.PageX };
    }

    /// <summary>A tall letter of a hand that climbs slides along the sheet's edge rather than over it.</summary>
    private void KeepBelowTheTop()
    {
        float over = ink.Layout.Y + Edge - Place.PageY;
        if (over > 0) Place = Place with { ShiftY = Place.ShiftY + over };
    }

    /// <summary>The page goes on downwards as far as it is written on, but not for a pen that falls off its line.</summary>
    private bool IsOffPage(PageLayout page) =>
        Place.PageX < page.X + Edge || Place.PageX > page.X + page.Width - Edge
        || Place.PageY > page.Baseline(Place.Line) + PageLayout.SpareLines * page.LineSpacing;

    /// <summary>How high the ink on the page lies over its ruled lines; the model's is led there.</summary>
    private float HeightOfHand()
    {
        ReadOnlySpan<PageRow> rows = ink.RowSpan;
        float sum = 0;
        int count = 0;
        for (int row = rows.Length - 1; row >= 0 && count < RowsOfHand; row--)
        {
            if (rows[row].Owner != RowOwner.Person) continue;
            sum += HeightOnLine(rows[row].Y, rows[row].Line);
            count++;
        }

        return count == 0 ? -ink.Layout.XHeight / 2 : sum / count;
    }

    private float HeightOnLine(float pageY, int line) => pageY - ink.Layout.Baseline(line);
}
