using HmRnnInk.App.Background;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>
/// At a first start on whose page nobody writes, faint ink shows what the program is for: a few words, as if by a person, and then the
/// model goes on, again and again, until the pen comes. It is not on the page: no file has it.
/// </summary>
/// <param name="wanted">Whether this is a first start.</param>
public sealed class Demonstration(BackgroundWork work, bool wanted)
{
    /// <summary>Of an empty page before it begins, and of the line when it is whole.</summary>
    public const double WaitSeconds = 6, StandSeconds = 3;

    /// <summary>Of the words and what the model adds, IAM units.</summary>
    public const float Length = 5200;

    /// <summary>Of a natural hand's pace: nobody wants to wait for what he need not see.</summary>
    private const double Pace = 2;

    private const double FadeSeconds = 0.6, PauseSeconds = 2, Bias = 1;
    private const int MostRows = 240;

    private bool _over = !wanted, _asked;
    private double? _waitsSince, _begun;
    private int _times;

    /// <summary>x from the left margin, y from the baseline, IAM units, y downwards.</summary>
    public (float X, float Y, bool PenUp)[] Points { get; private set; } = [];

    /// <summary>How many of the points are the person's.</summary>
    public int PersonPoints { get; private set; }

    /// <summary>How many of the points are written by now.</summary>
    public int Written { get; private set; }

    /// <summary>0 to 1.</summary>
    public float Strength { get; private set; }

    /// <summary>For a frame.</summary>
    /// <param name="packed">Null without a model.</param>
    public void Update(LiveInk ink, PackedModel? packed, double seconds)
    {
        if (_over) return;
        if (ink.Rows.Count > 0 || ink.Phase != LivePhase.Idle || packed is null)
        {
            (_over, Written, Strength) = (true, 0, 0);
            return;
        }

        _waitsSince ??= seconds;
        if (seconds - _waitsSince < WaitSeconds) return;
        if (Points.Length == 0)
        {
            if (!_asked) Begin(packed);
            return;
        }

        _begun ??= seconds;
        double age = seconds - _begun.Value, whole = Points.Length * TrainingPen.SecondsPerRow / Pace;
        Written = Math.Clamp((int)(age * Pace / TrainingPen.SecondsPerRow), 0, Points.Length);
        Strength = (float)Math.Clamp((whole + StandSeconds + FadeSeconds - age) / FadeSeconds, 0, 1);
        if (age > whole + StandSeconds + FadeSeconds + PauseSeconds) (Points, _asked, _begun) = ([], false, null);
    }

    private void Begin(PackedModel packed)
    {
        _asked = true;
        int seed = ++_times;
        work.Do(() => Write(packed, seed), written => (Points, PersonPoints) = written);
    }

    private static ((float X, float Y, bool PenUp)[] Points, int Person) Write(PackedModel packed, int seed)
    {
        StrokeCollection ink = SampleWords.Read();
        // Most strokes stand on the line, some hang below it.
        float[] bottoms = [.. ink.Strokes.Select(stroke => stroke.Points.Max(point => point.Y)).Order()];
        float baseline = bottoms[bottoms.Length / 2];
        InkPoint[] points = [.. ink.Strokes.SelectMany(stroke => stroke.Points)];
        PenOffset[] rows = StrokeOffsets.FromStrokes(ink);
        InkPoint last = points[^1];
        var written = WrittenLine.Write(packed, Bias, seed, rows, Length - last.X, MostRows);
        return (
            [
                .. points.Zip(rows, (point, row) => (point.X, point.Y - baseline, row.PenUp)),
                .. written.Select(point => (last.X + point.X, last.Y - baseline + point.Y, point.PenUp)),
            ],
            points.Length);
    }
}
