using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>Computes the ink of a page with the time of each capsule, for replays and animations.</summary>
internal static class TimedPicture
{
    /// <summary>Longer pauses of the pen are cut to this time, because they are dull to watch.</summary>
    public const double LongestRestSeconds = 0.8;

    /// <param name="before">Receives the number of capsules before the ink of each row.</param>
    /// <returns>The capsules in the order written. The ink of a row is drawn while the pen moves to it.</returns>
    public static List<TimedCapsule> Of(IReadOnlyList<PageRow> rows, InkPaint paint, InkPen pen, List<int>? before = null)
    {
        var timed = new List<TimedCapsule>();
        var capsules = new List<Capsule>();
        var geometry = new InkGeometry(pen.Smoothing);
        PageRow[] all = [.. rows];
        double[] times = PageTiming.Of(rows, LongestRestSeconds);
        double end = 0;
        for (int index = 0; index < rows.Count; index++)
        {
            PageRow row = rows[index];
            before?.Add(timed.Count);
            pen.Append(geometry, all, index, paint.Of(index, row), row.Layer, capsules);
            if (row.Offset.PenUp || index == rows.Count - 1) geometry.EndStroke(capsules);
            // A dot takes the time of a row as well, which delays all that follows.
            double start = index > 0 && !rows[index - 1].Offset.PenUp ? end : Math.Max(end, times[index]);
            end = Math.Max(start, times[index] + TrainingPen.SecondsPerRow);
            // The ink of a row is one or more capsules, drawn one after another.
            for (int part = 0; part < capsules.Count; part++)
            {
                timed.Add(new(
                    capsules[part], start + (end - start) * part / capsules.Count, start + (end - start) * (part + 1) / capsules.Count));
            }

            capsules.Clear();
        }

        return timed;
    }
}
