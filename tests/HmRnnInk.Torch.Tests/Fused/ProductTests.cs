using HmRnnInk.Model.Kernels;
using HmRnnInk.Torch.Fused;

namespace HmRnnInk.Torch.Tests.Fused;

/// <summary>The vectorised products against simple loops.</summary>
public sealed unsafe class ProductTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(33, 16)]
    [InlineData(20, 50)]
    [InlineData(12, 100)]
    public void Multiply_MatchesScalar_AtEveryNumberOfRows(int depth, int columns)
    {
        int padded = SimdKernels.Pad(columns);
        float[] matrix = Values(depth * columns, 1);
        using var packed = new TrainingMatrix(depth, padded);
        using var transposed = new TrainingMatrix(depth, padded);
        float[] turned = [.. Enumerable.Range(0, columns * depth).Select(index => matrix[(index % depth * columns) + (index / depth)])];
        fixed (float* values = matrix, across = turned)
        {
            packed.Pack(0, depth, values, columns);
            transposed.PackTransposed(0, columns, across);
        }

        for (int rows = 0; rows <= 20; rows++)
        {
            float[] inputs = Values(rows * depth, 2), outputs = Values(rows * padded, 3);
            float[] added = [.. outputs], fromTransposed = [.. outputs];
            fixed (float* x = inputs, y = outputs, z = added, w = fromTransposed)
            {
                packed.Multiply(List(rows, x, y), add: false);
                packed.Multiply(List(rows, x, z), add: true);
                transposed.Multiply(List(rows, x, w), add: false);
            }

            float[] before = Values(rows * padded, 3);
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < padded; column++)
                {
                    double sum = 0;
                    for (int k = 0; k < depth && column < columns; k++)
                        sum += (double)inputs[(row * depth) + k] * matrix[(k * columns) + column];
                    int at = (row * padded) + column;
                    Assert.Equal(sum, outputs[at], 1e-5);
                    Assert.Equal(before[at] + sum, added[at], 1e-5);
                    Assert.Equal(outputs[at], fromTransposed[at]);
                }
        }

        RowList List(int rows, float* from, float* to)
        {
            var list = new RowList(rows);
            for (int row = 0; row < rows; row++) list.Add(from + (row * depth), to + (row * padded));
            return list;
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 16, 128)]
    [InlineData(13, 21, 300)]
    [InlineData(5, 40, 0)]
    public void OuterProduct_MatchesScalar(int left, int right, int rows)
    {
        float[] lefts = Values(rows * left, 4), rights = Values(rows * right, 5), sums = Values(left * (right + 3), 6);
        using var product = new OuterProduct(left + 9, right + 30);
        fixed (float* x = lefts, y = rights, target = sums)
        {
            product.Begin(left, right);
            for (int row = 0; row < rows; row++) product.Add(x + (row * left), y + (row * right));
            product.End(target, right + 3);
        }

        for (int row = 0; row < left; row++)
            for (int column = 0; column < right; column++)
            {
                double sum = 0;
                for (int index = 0; index < rows; index++) sum += (double)lefts[(index * left) + row] * rights[(index * right) + column];
                Assert.Equal(sum, sums[(row * (right + 3)) + column], 1e-4);
            }
    }

    [Fact]
    public void VectorRowsAndDot_MatchScalar_AtEveryLength()
    {
        for (int length = 0; length <= 40; length++)
        {
            float[] one = Values(length, 7), other = Values(length, 8), added = [.. one], scaled = [.. one];
            double dot = 0;
            fixed (float* x = one, y = other, sum = added, scaledSum = scaled)
            {
                VectorRows.Add(sum, y, length);
                VectorRows.AddScaled(scaledSum, 3, y, length);
                for (int index = 0; index < length; index++) dot += (double)one[index] * other[index];
                Assert.Equal(dot, TrainingKernels.Best.Dot(x, y, length), 1e-5);
            }

            for (int index = 0; index < length; index++)
            {
                Assert.Equal(one[index] + other[index], added[index]);
                Assert.Equal(one[index] + (3 * other[index]), scaled[index], 1e-5f);
            }
        }
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
