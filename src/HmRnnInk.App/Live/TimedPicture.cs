using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Live;

/// <summary>The ink of a page with the time of each piece of it, for a picture that writes itself.</summary>
public static class TimedPicture
{
    /// <param name="penWidth">Diameter of the pen, page units.</param>
    /// <returns>In the order written: a step a row, and a little more where the pen is lifted, as the model's pen does in the window.</returns>
    public static List<TimedSegment> Of(IReadOnlyList<PageRow> rows, InkPaint paint, float penWidth)
    {
        var timed = new List<TimedSegment>();
        var pieces = new List<InkSegment>();
        var geometry = new InkGeometry();
        double start = 0;
        for (int index = 0; index < rows.Count; index++)
        {
            PageRow row = rows[index];
            double end = start + TrainingPen.SecondsPerRow;
            geometry.Append(new InkVertex(row.X, row.Y, penWidth, paint.Of(index, row), row.Layer), pieces);
            if (row.Offset.PenUp || index == rows.Count - 1) geometry.EndStroke(pieces);
            // A row's piece is of one or more chords, drawn one after another.
            for (int piece = 0; piece < pieces.Count; piece++)
            {
                timed.Add(new(
                    pieces[piece], start + (end - start) * piece / pieces.Count, start + (end - start) * (piece + 1) / pieces.Count));
            }

            pieces.Clear();
            start = end + (row.Offset.PenUp ? ModelHand.LiftSeconds : 0);
        }

        return timed;
    }
}
