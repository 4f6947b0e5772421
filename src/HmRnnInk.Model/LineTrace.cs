namespace HmRnnInk.Model;

/// <summary>The operations and boundaries of all layers of a model at each row of a line.</summary>
/// <param name="Rows">The line, in IAM units.</param>
/// <param name="Operations">[row][layer], lowest layer first.</param>
/// <param name="Boundaries">[row][layer]: z.</param>
/// <param name="BoundaryProbabilities">[row][layer]: z̃.</param>
/// <param name="Nats">[row]: log-likelihood given the previous rows; 0 for row 0, which is not predicted.</param>
public sealed record LineTrace(
    IReadOnlyList<PenOffset> Rows, Operation[][] Operations, bool[][] Boundaries, float[][] BoundaryProbabilities, double[] Nats)
{
    /// <summary>Reads a line from the model's zero state.</summary>
    /// <param name="engine">It is reset first.</param>
    public static LineTrace Of(IStepEngine engine, IReadOnlyList<PenOffset> rows)
    {
        int count = rows.Count;
        var line = new LineTrace(rows, new Operation[count][], new bool[count][], new float[count][], new double[count]);
        SequenceLikelihood.Of(engine, rows, (row, trace, nats) =>
        {
            line.Operations[row] = [.. trace.Operations];
            line.Boundaries[row] = [.. trace.Boundaries];
            line.BoundaryProbabilities[row] = [.. trace.BoundaryProbabilities];
            line.Nats[row] = nats;
        });
        return line;
    }

    /// <summary>A layer's segments. Each ends with a row at which the layer fired, and the last one with the line.</summary>
    /// <param name="layer">From 0.</param>
    /// <returns>First and last row of each segment, in order. Together they contain all rows.</returns>
    public IEnumerable<(int First, int Last)> Segments(int layer)
    {
        int first = 0;
        for (int row = 0; row < Rows.Count; row++)
        {
            if (!Boundaries[row][layer] && row < Rows.Count - 1) continue;
            yield return (first, row);
            first = row + 1;
        }
    }
}
