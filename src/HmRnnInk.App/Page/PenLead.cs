using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// Estimates the rows from the newest row to the tip of a moving pen, with steps of the usual length. The encoder will produce them a
/// little later; with the estimate, ghosts grow from where the pen is now.
/// </summary>
internal static class PenLead
{
    /// <summary>The encoder is never more than this many rows behind.</summary>
    private const int MaximumRows = 4;

    /// <param name="x">The position of the newest row on the endless line, page units.</param>
    /// <param name="events">The pointer events after the newest row, in the same units.</param>
    /// <param name="lead">An empty list, which gets the estimated rows.</param>
    public static void Find(float x, float y, List<InkPoint> events, UnitMap map, List<PenOffset> lead)
    {
        double length = 0;
        (float tipX, float tipY) = (x, y);
        foreach (InkPoint point in events)
        {
            length += double.Hypot(point.X - tipX, point.Y - tipY);
            (tipX, tipY) = (point.X, point.Y);
        }

        int rows = Math.Clamp((int)Math.Round(length / map.PixelsPerUnit / TrainingPen.MeanStep), 1, MaximumRows);
        double step = length / rows, due = step, passed = 0;
        if (length <= 0) return;
        (float fromX, float fromY) = (x, y);
        (float beforeX, float beforeY) = (x, y);
        foreach (InkPoint point in events)
        {
            double chord = double.Hypot(point.X - beforeX, point.Y - beforeY);
            for (; lead.Count < rows - 1 && passed + chord >= due; due += step)
            {
                float share = (float)((due - passed) / chord);
                float atX = beforeX + share * (point.X - beforeX), atY = beforeY + share * (point.Y - beforeY);
                lead.Add(map.ToUnits(atX - fromX, atY - fromY, penUp: false));
                (fromX, fromY) = (atX, atY);
            }

            passed += chord;
            (beforeX, beforeY) = (point.X, point.Y);
        }

        lead.Add(map.ToUnits(tipX - fromX, tipY - fromY, penUp: false));
    }
}
