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

    public override void AddProducts(float** inputs, float** sums, int streams)
    {
        for (int pair = 0; streams > 0 && pair < pairs; pair += PanelPairs(pair))
        {
            // The panel stays in the second-level cache while all streams pass over it.
            for (int stream = 0; stream < streams;) stream += AddPanel(pair, inputs + stream, sums + stream, streams - stream);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Some streams over the panel that begins with a pair.</summary>
    /// <param name="streams">How many there are.</param>
    /// <returns>How many it took: 6, 4, 2 or 1.</returns>
    private int AddPanel(int pair, float** inputs, float** sums, int streams)
    {
        int width = PanelPairs(pair), row = pair * PairRows, stride = width * TFormat.PairBytes;
        byte* panel = panels.Pointer + (nint)pair * Columns * TFormat.PairBytes;
        float* panelScales = scales is null ? null : scales.Floats + row;
        if (streams == 1)
        {
            AddAlone(panel, width, inputs[0], sums[0] + row, panelScales);
            return 1;
        }

        // 8 as 4 + 4: fuller than 6 + 2.
        int taken = streams is 6 or > 8 ? 6 : streams >= 4 ? 4 : 2;
        int step = taken == 2 && width > 1 ? 2 : 1;
        for (int inPanel = 0; inPanel < width; inPanel += step)
        {
            int offset = inPanel * PairRows;
            byte* at = panel + inPanel * TFormat.PairBytes;
            float* rowScales = scales is null ? null : panelScales + offset;
            if (taken == 6) PanelProduct<TVector, TLanes, TFormat>.PairOfSix(at, stride, Columns, inputs, sums, rowScales, row + offset);
            else if (taken == 4) PanelProduct<TVector, TLanes, TFormat>.PairOfFour(at, stride, Columns, inputs, sums, rowScales, row + offset);
            else if (step == 2) PanelProduct<TVector, TLanes, TFormat>.TwoPairsOfTwo(at, stride, Columns, inputs, sums, rowScales, row + offset);
            else PanelProduct<TVector, TLanes, TFormat>.PairOfTwo(at, stride, Columns, inputs, sums, rowScales, row + offset);
        }

        return taken;
    }

    private void AddAlone(byte* panel, int width, float* input, float* sums, float* panelScales)
    {
        switch (width)
        {
            case 4: PanelProduct<TVector, TLanes, TFormat>.Eight(panel, Columns, input, sums, panelScales); break;
            case 2: PanelProduct<TVector, TLanes, TFormat>.Four(panel, Columns, input, sums, panelScales); break;
            default: PanelProduct<TVector, TLanes, TFormat>.Two(panel, Columns, input, sums, panelScales); break;
        }
    }

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
                byte* panel = panels.Pointer + (nint)pair * Columns * TFormat.PairBytes;
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
