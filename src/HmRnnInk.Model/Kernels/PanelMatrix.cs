namespace HmRnnInk.Model.Kernels;

/// <summary>A <see cref="PackedMatrix"/> for one width of vectors and one format of weights.</summary>
/// <remarks>
/// Panels have eight vectors of rows. The remaining rows form, as needed, a panel of four vectors and one of two. Rows that do not fill two
/// vectors are padded with zeros.
/// </remarks>
internal sealed unsafe class PanelMatrix<TVector, TLanes, TFormat> : PackedMatrix
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
    where TFormat : IPanelFormat<TVector>
{
    private readonly int _pairs;
    private readonly AlignedMemory _panels;
    private readonly AlignedMemory? _scales; // [padded rows]

    public PanelMatrix(MatrixRows matrix)
        : base(matrix.Rows, matrix.Columns)
    {
        _pairs = (Rows + PairRows - 1) / PairRows;
        _panels = new((long)_pairs * Columns * TFormat.PairBytes);
        _scales = TFormat.HasScales ? AlignedMemory.OfFloats(_pairs * PairRows) : null;
        Pack(matrix);
    }

    public override long Bytes => _panels.Length + (_scales?.Length ?? 0);

    private static int PairRows => 2 * TLanes.Count;

    public override void AddProducts(RowList streams)
    {
        for (int pair = 0; streams.Count > 0 && pair < _pairs; pair += PanelPairs(pair))
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

    /// <summary>
    /// Multiplies the pairs of a panel one by one, or two by two if there are two streams. They stay in the cache for all streams.
    /// </summary>
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

    private byte* Panel(int firstPair) => _panels.Pointer + (nint)firstPair * Columns * TFormat.PairBytes;

    private float* Scales(nint row) => _scales is null ? null : _scales.Floats + row;

    /// <returns>The number of pairs in the panel that starts with this one: 4, 2 or 1.</returns>
    private int PanelPairs(int pair) => _pairs - pair >= 4 ? 4 : _pairs - pair >= 2 ? 2 : 1;

    /// <summary>
    /// Packs lane by lane, so that the rows are read sequentially. The writes are strided, but the panel stays in the second-level cache.
    /// </summary>
    private void Pack(MatrixRows matrix)
    {
        var rows = new float[PairRows * Columns];
        fixed (float* weights = rows)
        {
            for (int pair = 0; pair < _pairs; pair += PanelPairs(pair))
            {
                int width = PanelPairs(pair);
                byte* panel = Panel(pair);
                for (int inPanel = 0; inPanel < width; inPanel++)
                {
                    int first = (pair + inPanel) * PairRows;
                    matrix.Read(first, rows);
                    for (int lane = 0; lane < TLanes.Count && first + lane < Rows; lane++)
                    {
                        int other = TLanes.Count + lane;
                        float* low = weights + (nint)lane * Columns, high = weights + (nint)other * Columns;
                        float lowInverse = StoreScale(first + lane, low), highInverse = StoreScale(first + other, high);
                        byte* target = panel + inPanel * TFormat.PairBytes;
                        TFormat.StoreLane(low, high, lowInverse, highInverse, Columns, target, lane, width * TFormat.PairBytes);
                    }
                }
            }
        }
    }

    /// <summary>Stores the scale of a row, if the format has scales.</summary>
    /// <param name="weights">The row's weights.</param>
    /// <returns>
    /// 1 / scale; 0 if the format has no scales, or if the scale is 0 or subnormal: such a row is stored as zeros.
    /// </returns>
    private float StoreScale(int row, float* weights)
    {
        if (_scales is null) return 0;
        float scale = _scales.Floats[row] = TFormat.Scale(WeightScan.MaximumMagnitude(weights, Columns));
        return float.IsNormal(scale) ? 1 / scale : 0;
    }
}
