using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Model.Tests.Kernels;

public sealed unsafe class PackedMatrixTests
{
    private const int MaximumStreams = 15;

    public static TheoryData<int> Widths() => [.. Enumerable.Range(0, SimdKernels.All.Count)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void AddProducts_MatchesScalar_AtEveryLength(int kernels)
    {
        var random = new Random(5);
        foreach (int rows in (int[])[1, 2, 7, 8, 9, 16, 31, 32, 33, 64, 65, 127, 128, 129, 160, 300])
        {
            foreach (int columns in (int[])[1, 2, 3, 8, 21])
            {
                float[] matrix = Draw(random, rows * columns);
                PackedMatrix packed = SimdKernels.All[kernels].Pack(Rows(matrix, rows, columns), WeightFormat.Float32);
                for (int streams = 1; streams <= MaximumStreams; streams += 1 + columns % 2)
                {
                    float[][] inputs = [.. Enumerable.Range(0, streams).Select(_ => Draw(random, columns))];
                    float[][] sums = [.. inputs.Select(_ => Draw(random, rows))];
                    // Bit for bit, so that an order of additions other than the scalar one is detected.
                    float[][] expected = [.. inputs.Zip(sums, (input, sum) => AddProductScalar(matrix, input, sum))];
                    Assert.Equal(expected, AddProducts(packed, inputs, sums));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Int16_HasAtMostHalfAStepOfErrorInItsRow(int kernels)
    {
        var random = new Random(6);
        foreach ((int rows, int columns) in ((int, int)[])[(1, 1), (33, 5), (129, 40), (300, 17)])
        {
            float[] matrix = Draw(random, rows * columns);
            for (int row = 0; row < rows; row++)
            {
                // Rows of very different magnitude, one row of zeros, and the largest weight at either end of the range.
                float size = row % 5 == 4 ? 0 : MathF.Pow(10, row % 7 - 3);
                for (int column = 0; column < columns; column++) matrix[row * columns + column] *= size;
                matrix[row * columns + row % columns] = row % 2 == 0 ? size : -size;
            }

            PackedMatrix packed = SimdKernels.All[kernels].Pack(Rows(matrix, rows, columns), WeightFormat.Int16);
            for (int column = 0; column < columns; column++)
            {
                // The product with a unit vector is a column. It is computed alone and among others, so that every kernel unpacks it.
                float[] unit = [.. Enumerable.Range(0, columns).Select(index => index == column ? 1f : 0)];
                foreach (int streams in (int[])[1, 2, 4, 6])
                {
                    float[][] read = AddProducts(
                        packed, [.. Enumerable.Repeat(unit, streams)], [.. Enumerable.Range(0, streams).Select(_ => new float[rows])]);
                    for (int row = 0; row < rows; row++)
                    {
                        float largest = matrix.AsSpan(row * columns, columns).ToArray().Max(Math.Abs);
                        // Half a step, plus a hundredth of it because float32 rounds the 31-bit words.
                        foreach (float[] sums in read)
                            Assert.Equal(matrix[row * columns + column], sums[row], largest / 65534 * 1.01f);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(WeightFormat.Float32, 4)]
    [InlineData(WeightFormat.Int16, 2)]
    public void Bytes_AreThoseOfTheWeights(WeightFormat format, int bytesAWeight)
    {
        PackedMatrix packed = SimdKernels.Best.Pack(Rows(new float[64 * 50], 64, 50), format);
        Assert.InRange(packed.Bytes, 64 * 50 * bytesAWeight, 64 * (50 * bytesAWeight + sizeof(float)));
        Assert.Equal(64 * 50, packed.MultiplyAdds);
    }

    private static MatrixRows Rows(float[] matrix, int rows, int columns) =>
        MatrixRows.Of((first, weights) => matrix.AsSpan(first, weights.Length).CopyTo(weights), rows, columns);

    private static float[] AddProductScalar(float[] matrix, float[] input, float[] sums) => [.. sums.Select((sum, row) =>
    {
        float product = 0;
        for (int column = 0; column < input.Length; column++)
            product = float.MultiplyAddEstimate(matrix[row * input.Length + column], input[column], product);
        return sum + product;
    })];

    /// <returns>The sums afterwards. The method also checks the padding after them.</returns>
    private static float[][] AddProducts(PackedMatrix packed, float[][] inputs, float[][] sums)
    {
        var list = new RowList(inputs.Length);
        AlignedMemory[] given = [.. inputs.Select(input => Aligned.Of(input))];
        AlignedMemory[] padded = [.. sums.Select(sum => Aligned.Of([.. sum, .. new float[PackedMatrix.Pad(sum.Length) - sum.Length]]))];
        for (int stream = 0; stream < inputs.Length; stream++) list.Add(given[stream].Floats, padded[stream].Floats);
        packed.AddProducts(list);
        GC.KeepAlive(given); // the list has only addresses
        return [.. padded.Select(memory =>
        {
            float[] values = new ReadOnlySpan<float>(memory.Floats, memory.Length / sizeof(float)).ToArray();
            Assert.All(values[packed.Rows..], value => Assert.Equal(0, value));
            return values[..packed.Rows];
        })];
    }

    private static float[] Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1))];
}
