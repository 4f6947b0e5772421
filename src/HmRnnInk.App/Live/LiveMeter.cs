namespace HmRnnInk.App.Live;

/// <summary>Figures for the small display, taken anew four times a second so that they can be read.</summary>
public sealed class LiveMeter
{
    private const double IntervalSeconds = 0.25;

    /// <summary>Boundary rates are over so many rows.</summary>
    private const int RateRows = 400;

    private double _since;
    private int _frames, _rows, _lastRows;

    public double FramesPerSecond { get; private set; }

    /// <summary>Rows the model read or wrote.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>Share of the newest rows at which each layer found a boundary; a value a layer but the top one.</summary>
    public double[] BoundaryRates { get; private set; } = [];

    /// <summary>Counts a frame.</summary>
    /// <returns>Whether the figures are new.</returns>
    public bool Frame(double seconds, LiveInk ink)
    {
        _frames++;
        _rows += Math.Max(0, ink.Traced - _lastRows);
        _lastRows = ink.Traced;
        double elapsed = seconds - _since;
        if (elapsed < IntervalSeconds) return false;
        FramesPerSecond = _frames / elapsed;
        StepsPerSecond = _rows / elapsed;
        (_frames, _rows, _since) = (0, 0, seconds);
        BoundaryRates = [.. Enumerable.Range(0, Math.Max(0, ink.Layers - 1)).Select(layer => Rate(ink, layer))];
        return true;
    }

    private static double Rate(LiveInk ink, int layer)
    {
        int first = Math.Max(0, ink.Traced - RateRows), boundaries = 0;
        for (int row = first; row < ink.Traced; row++)
            if (ink.Rows[row].Trace is { } trace && trace.Boundary(layer)) boundaries++;
        return ink.Traced == first ? 0 : (double)boundaries / (ink.Traced - first);
    }
}
