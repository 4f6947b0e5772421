using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Training;

/// <summary>Which lines go together in an epoch: of like length, so that little is padding, in an order that the seed decides.</summary>
public static class BatchOrder
{
    /// <summary>Batches whose lengths are sorted within a pool; larger pools pad less and mix less.</summary>
    private const int BatchesInPool = 16;

    /// <returns>The same batches for the same arguments.</returns>
    public static IReadOnlyList<InkLine[]> Of(IReadOnlyList<InkLine> lines, int batch, int seed, int epoch)
    {
        var random = new Random(HashCode(seed, epoch));
        InkLine[] order = [.. lines];
        random.Shuffle(order);
        InkLine[][] batches = [.. order
            .Chunk(batch * BatchesInPool)
            .SelectMany(pool => pool.OrderBy(line => line.Offsets.Length).ThenBy(line => line.Id, StringComparer.Ordinal).Chunk(batch))];
        random.Shuffle(batches);
        return batches;
    }

    // System.HashCode is seeded anew in every process, which would undo a resume.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 1_000_003) + epoch);
}
