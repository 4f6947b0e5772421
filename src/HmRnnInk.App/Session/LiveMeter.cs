using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session;

/// <summary>Figures for the status display, updated four times a second so that they can be read.</summary>
internal sealed class LiveMeter
{
    /// <summary>The number of newest rows over which the layers' figures are computed.</summary>
    public const int RowsCounted = 400;

    private const double IntervalSeconds = 0.25;

    /// <summary>The minimum number of rows for a warning that a layer never or always fires.</summary>
    private const int RowsToWarn = 200;

    private double _since;
    private int _frames, _rows, _lastRows;
    private LayerFigures[] _layers = [];

    public double FramesPerSecond { get; private set; }

    /// <summary>Rows that the model reads or writes per second.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>[layers], the lowest first; empty as long as there are no rows.</summary>
    public ReadOnlySpan<LayerFigures> Layers => _layers;

    /// <summary>Share of the newest rows that are at pen-ups: the last point of a stroke or the first point of the next.</summary>
    public double PenUpRate { get; private set; }

    /// <summary>Share of all layers' steps at which nothing was computed.</summary>
    public double Skipped { get; private set; }

    /// <summary>Counts a frame.</summary>
    /// <returns>Whether the figures were updated.</returns>
    public bool CountFrame(double seconds, LiveInk ink)
    {
        _frames++;
        _rows += Math.Max(0, ink.TracedRows - _lastRows);
        _lastRows = ink.TracedRows;
        double elapsed = seconds - _since;
        if (elapsed < IntervalSeconds) return false;
        FramesPerSecond = _frames / elapsed;
        StepsPerSecond = _rows / elapsed;
        (_frames, _rows, _since) = (0, 0, seconds);
        Count(ink.RowSpan[Math.Max(0, ink.TracedRows - RowsCounted)..ink.TracedRows], ink.Layers);
        return true;
    }

    private void Count(ReadOnlySpan<PageRow> rows, int layers)
    {
        if (rows.IsEmpty) layers = 0;
        if (_layers.Length != layers) _layers = new LayerFigures[layers];
        int penUps = 0;
        for (int row = 0; row < rows.Length; row++)
            if (IsAtPenUp(rows, row)) penUps++;
        PenUpRate = Share(penUps, rows.Length);
        Skipped = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            _layers[layer] = Of(rows, layer, hasDetector: layer < layers - 1);
            Skipped += _layers[layer].Skipped / layers;
        }
    }

    private static LayerFigures Of(ReadOnlySpan<PageRow> rows, int layer, bool hasDetector)
    {
        int boundaries = 0, atPenUps = 0, copies = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            if (rows[index].Trace is not { } trace) continue;
            if (trace.Operation(layer) == Operation.Copy) copies++;
            if (!trace.Boundary(layer)) continue;
            boundaries++;
            if (IsAtPenUp(rows, index)) atPenUps++;
        }

        Firing firing = !hasDetector || rows.Length < RowsToWarn ? Firing.Sometimes
            : boundaries == 0 ? Firing.Never
            : boundaries == rows.Length - copies ? Firing.Always
            : Firing.Sometimes;
        return new LayerFigures(
            Share(boundaries, rows.Length), boundaries == 0 ? double.NaN : Share(atPenUps, boundaries), Share(copies, rows.Length), firing);
    }

    /// <summary>Whether a row is a pen-up or the row after it, whose offset is the travel of the lifted pen.</summary>
    private static bool IsAtPenUp(ReadOnlySpan<PageRow> rows, int row) =>
        rows[row].Offset.PenUp || (row > 0 && rows[row - 1].Offset.PenUp);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
