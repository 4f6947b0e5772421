using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

public sealed class MatrixRowsTests
{
    private const int Columns = 2;

    /// <summary>Three groups of two rows, numbered from 1, each padded to four.</summary>
    private static readonly float[] Padded = [1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0, 9, 10, 11, 12, 0, 0, 0, 0];

    private readonly MatrixRows _rows = new((first, weights) =>
    {
        for (int index = 0; index < weights.Length; index++) weights[index] = first + index + 1;
    }, groups: 3, groupRows: 2, paddedGroupRows: 4, Columns);

    [Fact]
    public void ReadRows_AreThoseOfThePaddedMatrix_ThenZeros()
    {
        Assert.Equal(12, _rows.Rows);
        for (int first = 0; first < 14; first++)
        {
            for (int count = 1; count < 16; count++)
            {
                var run = new float[count * Columns];
                Array.Fill(run, float.NaN);
                _rows.Read(first, run);
                Assert.Equal(Padded.Concat(Enumerable.Repeat(0f, 64)).Skip(first * Columns).Take(run.Length), run);
            }
        }
    }
}
