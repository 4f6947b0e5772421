namespace HmRnnInk.Model.Kernels;

/// <summary>A <see cref="PackedMatrix"/> for one width of vectors and one format of weights.</summary>
/// <remarks>
/// Panels are eight vectors of rows, and the rows left over a panel each of four and of two. Rows that do not fill two vectors are padded
/// with zeros.
/// </remarks>
internal sealed unsafe class PanelMatrix<TVector, TLanes, TFormat> : PackedMatrix
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
    where TFormat : IPanelFormat<TVector>
{
    private readonly int pairs;
    private readonly AlignedMemory panels;
    private readonly AlignedMemory? scales; // [padded rows]

    public PanelMatrix(MatrixRows matrix)
        : base(matrix.Rows, matrix.Columns)
    {
        pairs = (Rows + PairRows - 1) / PairRows;
        panels = new((long)pairs * Columns * TFormat.PairBytes);
        scales = TFormat.HasScales ? AlignedMemory.OfFloats(pairs * PairRows) : null;
        Pack(matrix);
    }

    public override long Bytes => panels.Length + (scales?.Length ?? 0);

    private static int PairRows => 2 * TLanes.Count;

    public override void AddProducts(RowList streams)
    {
        for (int pair = 0; streams.Count > 0 && pair < pairs; pair += PanelPairs(pair))
        {
            if (streams.Count == 1 && PanelPairs(pair) > 1) AddAlone(pair, streams.Inputs[0], streams.Outputs[0]);
            else AddPairs(pair, streams);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(streams);
    }

    private void AddAlone(int firstPair, float* input, float* sums)
    {
        nint row = (nint)firstPair * PairRows;
        bool isWhole = PanelPairs(firstPair) == 4;
        if (isWhole) PanelProduct<TVector, TLanes, TFormat>.Eight(Panel(firstPair), Columns, input, sums + row, Scales(row));
        else PanelProduct<TVector, TLanes, TFormat>.Four(Panel(firstPair), Columns, input, sums + row, Scales(row));
    }

    /// <summary>A pair of the panel after the other, which stays in a cache while all streams pass over it.</summary>
    private void AddPairs(int firstPair, RowList streams)
    {
        int width = PanelPairs(firstPair), step = streams.Count == 2 && width > 1 ? 2 : 1;
        for (int inPanel = 0; inPanel < width; inPanel += step)
        {
            nint row = (nint)(firstPair + inPanel) * PairRows;
            PanelPair pair = new(Panel(firstPair) + inPanel * TFormat.PairBytes, width * TFormat.PairBytes, Columns, row, Scales(row));
            float** inputs = streams.Inputs, sums = streams.Outputs;
            if (step == 2) PairProduct<TVector, TLanes, TFormat>.AddTwoPairs(in pair, inputs, sums);
            else PairProduct<TVector, TLanes, TFormat>.Multiply(in pair, inputs, step: 1, sums, streams.Count, add: true);
        }
    }

    private byte* Panel(int firstPair) => panels.Pointer + (nint)firstPair * Columns * TFormat.PairBytes;

    private float* Scales(nint row) => scales is null ? null : scales.Floats + row;

    /// <returns>How many pairs the panel that begins with this one has: 4, 2 or 1.</returns>
    private int PanelPairs(int pair) => pairs - pair >= 4 ? 4 : pairs - pair >= 2 ? 2 : 1;

    /// <summary>
    /// A lane after the other, so that the rows are read from front to back; what is written jumps, in a panel that stays in the second-level
    /// cache.
    /// </summary>
    private void Pack(MatrixRows matrix)
    {
        var rows = new float[PairRows * Columns];
        fixed (float* weights = rows)
        {
            for (int pair = 0; pair < pairs; pair += PanelPairs(pair))
            {
                int width = PanelPairs(pair);
                byte* panel = Panel(pair);
                for (int inPanel = 0; inPanel < width; inPanel++)
                {
                    int first = (pair + inPanel) * PairRows;
                    matrix.Read(first, rows);
                    for (int lane = 0; lane < TLanes.Count && first + lane < Rows; lane++)
                    {
                        float* low = Row(weights, first, lane, out float lowInverse);
                        float* high = Row(weights, first, TLanes.Count + lane, out float highInverse);
                        TFormat.StoreLane(low, high, lowInverse, highInverse, Columns, panel + inPanel * TFormat.PairBytes, lane, width * TFormat.PairBytes);
                    }
                }
            }
        }
    }

    /// <summary>A row's weights, once its scale is kept.</summary>
    /// <param name="pairRows">The rows of a pair of vectors.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="row">Counted from it.</param>
    /// <param name="inverse">One over its scale. A row that is as good as zero has none, and stays zero.</param>
    private float* Row(float* pairRows, int first, int row, out float inverse)
    {
        inverse = 0;
        float* values = pairRows + (nint)row * Columns;
        if (scales is null) return values;
        float scale = scales.Floats[first + row] = TFormat.Scale(WeightScan.GreatestMagnitude(values, Columns));
        inverse = float.IsNormal(scale) ? 1 / scale : 0;
        return values;
    }
}
