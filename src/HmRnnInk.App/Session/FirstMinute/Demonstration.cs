using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>
/// Shows what the program is for when nobody writes after the first start. Faint ink, which is not part of the page, shows a few words by a
/// person and then the model's continuation, repeatedly, until the person writes.
/// </summary>
/// <param name="wanted">Whether this is the first start.</param>
internal sealed class Demonstration(BackgroundWork work, bool wanted)
{
    /// <summary>How long nobody writes before the demonstration begins, and how long the finished line stays.</summary>
    public const double WaitSeconds = 6, StaySeconds = 3;

    /// <summary>The length of the words and the continuation, IAM units.</summary>
    public const float Length = 5200;

    /// <summary>The speed relative to natural handwriting: high, so that nobody has to wait.</summary>
    private const double Speed = 2;

    private const double FadeSeconds = 0.6, PauseSeconds = 2, Bias = 1;
    private const int MaximumRows = 240;

    private bool _over = !wanted, _requested;
    private double? _waitsSince, _writesSince;
    private int _lines;

    /// <summary>IAM units: x from the left margin, y from the baseline downwards.</summary>
    public (float X, float Y, bool PenUp)[] Points { get; private set; } = [];

    /// <summary>How many of the points are the person's.</summary>
    public int PersonPoints { get; private set; }

    /// <summary>How many of the points have been written so far.</summary>
    public int Written { get; private set; }

    /// <summary>Opacity, 0 to 1.</summary>
    public float Opacity { get; private set; }

    /// <summary>Advances the demonstration to the time of the current frame.</summary>
    /// <param name="packed">Null if there is no model.</param>
    public void Update(LiveInk ink, PackedModel? packed, double seconds)
    {
        if (_over) return;
        if (ink.Rows.Count > 0 || ink.Phase != LivePhase.Idle || packed is null)
        {
            (_over, Written, Opacity) = (true, 0, 0);
            return;
        }

        _waitsSince ??= seconds;
        if (seconds - _waitsSince < WaitSeconds) return;
        if (Points.Length == 0)
        {
            if (!_requested) Begin(packed);
            return;
        }

        _writesSince ??= seconds;
        double elapsed = seconds - _writesSince.Value, writingSeconds = Points.Length * TrainingPen.SecondsPerRow / Speed;
        Written = Math.Clamp((int)(elapsed * Speed / TrainingPen.SecondsPerRow), 0, Points.Length);
        Opacity = (float)Math.Clamp((writingSeconds + StaySeconds + FadeSeconds - elapsed) / FadeSeconds, 0, 1);
        if (elapsed > writingSeconds + StaySeconds + FadeSeconds + PauseSeconds) (Points, _requested, _writesSince) = ([], false, null);
    }

    private void Begin(PackedModel packed)
    {
        _requested = true;
        int seed = ++_lines;
        work.Do(() => Write(packed, seed), written => (Points, PersonPoints) = written);
    }

    private static ((float X, float Y, bool PenUp)[] Points, int Person) Write(PackedModel packed, int seed)
    {
        StrokeCollection ink = SampleWords.Read();
        float baseline = LineOfText.BaselineOf(ink.Strokes.Select(stroke => stroke.Points.Max(point => point.Y)));
        InkPoint[] points = [.. ink.Strokes.SelectMany(stroke => stroke.Points)];
        PenOffset[] rows = StrokeOffsets.FromStrokes(ink);
        InkPoint last = points[^1];
        var written = WrittenLine.Write(packed, Bias, seed, rows, Length - last.X, MaximumRows);
        return (
            [
                .. points.Zip(rows, (point, row) => (point.X, point.Y - baseline, row.PenUp)),
                .. written.Select(point => (last.X + point.X, last.Y - baseline + point.Y, point.PenUp)),
            ],
            points.Length);
    }
}
