using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HmRnnInk.Model;

/// <summary>Matrix times vector, at batch 1: bound by reading the matrix once.</summary>
internal static class MatrixVector
{
    /// <summary>Adds the product to what <paramref name="sums"/> holds.</summary>
    /// <param name="matrix">[rows, columns], row-major.</param>
    /// <param name="vector">[columns].</param>
    /// <param name="sums">[rows].</param>
    /// <remarks>
    /// Four rows at a time, so that each piece of the vector is loaded once for four multiplications and four chains of additions hide
    /// each other's latency. A row's sum is kept in the lanes of one SIMD vector, the lanes are added at its end, and columns that do
    /// not fill the lanes follow one by one. So the order of additions differs from <see cref="AddProductScalar"/>'s, which is as
    /// good as any: the result differs by rounding alone.
    /// </remarks>
    public static void AddProduct(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> sums)
    {
        int columns = vector.Length, rows = sums.Length, row = 0;
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, rows * columns); // The loops below do not check bounds.
        ref float weights = ref MemoryMarshal.GetReference(matrix);
        ref float values = ref MemoryMarshal.GetReference(vector);
        for (; row + 4 <= rows; row += 4)
            AddFourRows(ref Unsafe.Add(ref weights, row * columns), ref values, columns, sums.Slice(row, 4));
        for (; row < rows; row++)
            sums[row] += Dot(ref Unsafe.Add(ref weights, row * columns), ref values, columns);
    }

    /// <summary>As <see cref="AddProduct"/>, one multiplication at a time: what the kernel is tested against.</summary>
    public static void AddProductScalar(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> sums)
    {
        for (int row = 0; row < sums.Length; row++)
        {
            float sum = 0;
            for (int column = 0; column < vector.Length; column++) sum += matrix[row * vector.Length + column] * vector[column];
            sums[row] += sum;
        }
    }

    private static void AddFourRows(ref float row0, ref float vector, int columns, Span<float> sums)
    {
        ref float row1 = ref Unsafe.Add(ref row0, columns);
        ref float row2 = ref Unsafe.Add(ref row1, columns);
        ref float row3 = ref Unsafe.Add(ref row2, columns);
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            Vector<float> values = Load(ref vector, column);
            sum0 = Vector.FusedMultiplyAdd(Load(ref row0, column), values, sum0);
            sum1 = Vector.FusedMultiplyAdd(Load(ref row1, column), values, sum1);
            sum2 = Vector.FusedMultiplyAdd(Load(ref row2, column), values, sum2);
            sum3 = Vector.FusedMultiplyAdd(Load(ref row3, column), values, sum3);
        }

        float total0 = Vector.Sum(sum0), total1 = Vector.Sum(sum1), total2 = Vector.Sum(sum2), total3 = Vector.Sum(sum3);
        for (; column < columns; column++)
        {
            float value = Unsafe.Add(ref vector, column);
            total0 += Unsafe.Add(ref row0, column) * value;
            total1 += Unsafe.Add(ref row1, column) * value;
            total2 += Unsafe.Add(ref row2, column) * value;
            total3 += Unsafe.Add(ref row3, column) * value;
        }

        sums[0] += total0;
        sums[1] += total1;
        sums[2] += total2;
        sums[3] += total3;
    }

    private static float Dot(ref float row, ref float vector, int columns)
    {
        Vector<float> sum = default;
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
            sum = Vector.FusedMultiplyAdd(Load(ref row, column), Load(ref vector, column), sum);
        float total = Vector.Sum(sum);
        for (; column < columns; column++) total += Unsafe.Add(ref row, column) * Unsafe.Add(ref vector, column);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ref float start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);
}
