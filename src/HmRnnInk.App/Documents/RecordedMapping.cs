using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Converts between the recorded points of rows and their JSON.</summary>
internal static class RecordedMapping
{
    /// <returns>Null if no row has recorded points.</returns>
    public static DocumentV1.RecordedColumns? ToJson(ReadOnlySpan<PageRow> rows, double start)
    {
        int?[] counts = DocumentMapping.Column(rows, static row => row.Recorded?.Length);
        if (Array.TrueForAll(counts, static count => count is null)) return null;
        InkPoint[] points = [.. DocumentMapping.Column(rows, static row => row.Recorded ?? []).SelectMany(static recorded => recorded)];
        float?[] pressure = [.. points.Select(point => point.Pressure)];
        double[] seconds = [.. points.Select(point => Math.Round(point.TimeSeconds - start, 5))];
        return new(counts, [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], seconds,
            Array.Exists(pressure, static value => value is not null) ? pressure : null);
    }

    /// <param name="taken">The number of points that earlier rows have taken. Increased by those of this row.</param>
    /// <returns>Null if the row has no recorded points.</returns>
    public static InkPoint[]? ToPoints(DocumentV1.RecordedColumns? recorded, int row, ref int taken)
    {
        if (recorded?.Counts[row] is not { } count) return null;
        var points = new InkPoint[count];
        for (int point = 0; point < count; point++, taken++)
            points[point] = new InkPoint(recorded.X[taken], recorded.Y[taken], recorded.Seconds[taken], recorded.Pressure?[taken]);
        return points;
    }
}
