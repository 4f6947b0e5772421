namespace HmRnnInk.Model.Tests;

public sealed class MatrixVectorTests
{
    [Fact]
    public void AddProduct_MatchesScalar_AtEveryLength()
    {
        var random = new Random(5);
        for (int rows = 0; rows <= 9; rows++)
        {
            for (int columns = 1; columns <= 40; columns++)
            {
                float[] matrix = Draw(random, rows * columns), vector = Draw(random, columns), sums = Draw(random, rows), expected = [.. sums];
                MatrixVector.AddProduct(matrix, vector, sums);
                MatrixVector.AddProductScalar(matrix, vector, expected);
                for (int row = 0; row < rows; row++) Assert.Equal(expected[row], sums[row], 1e-5f);
            }
        }
    }

    [Fact]
    public void AddProduct_OfSizesThatDisagree_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixVector.AddProduct(new float[11], new float[3], new float[4]));

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1))];
}
