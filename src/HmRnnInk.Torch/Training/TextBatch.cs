using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Creates a batch from a text: contiguous streams of equal length, in the order of the text.</summary>
internal static class TextBatch
{
    /// <summary>The identity, for a model of characters.</summary>
    public static Normalisation NoNormalisation { get; } = new(0, 0, 1, 1);

    /// <summary>Number of characters that each stream predicts. The last streams may have fewer.</summary>
    public static long Steps(string text, int streams) => (text.Length - 1L + streams - 1) / streams;

    /// <param name="text">At least 2 characters. All characters except the first are predicted once.</param>
    /// <param name="alphabet">The model's.</param>
    /// <param name="streams">If a short text does not fill all streams, the rest is masked.</param>
    /// <param name="rules">See <see cref="CharacterRule.Nested"/>.</param>
    /// <returns>Rows and targets are [time, batch] of Int64.</returns>
    public static LineBatch Create(string text, CharacterAlphabet alphabet, int streams, Device device, IReadOnlyList<string>? rules = null)
    {
        long steps = Steps(text, streams), points = text.Length - 1;
        int[] encoded = alphabet.Encode(text);
        long[] rows = new long[steps * streams], targets = new long[steps * streams];
        var mask = new float[steps * streams];
        bool[][] fires = CharacterRule.Nested(rules ?? [], text);
        float[][] boundaries = [.. fires.Select(_ => new float[steps * streams])];
        for (long stream = 0; stream < streams; stream++)
        {
            for (long time = 0; time < steps; time++)
            {
                long from = (stream * steps) + time, to = (time * streams) + stream;
                if (from >= points) break;
                (rows[to], targets[to], mask[to]) = (encoded[from], encoded[from + 1], 1);
                for (int layer = 0; layer < fires.Length; layer++) boundaries[layer][to] = fires[layer][from] ? 1 : 0;
            }
        }

        using var scope = NewDisposeScope();
        return new(
            [.. Enumerable.Range(0, streams).Select(stream => $"stream {stream}")],
            Place(tensor(rows, steps, streams)), Place(tensor(targets, steps, streams)), Place(tensor(mask, steps, streams)), points,
            [.. boundaries.Select(layer => Place(tensor(layer, steps, streams)))]);

        Tensor Place(Tensor values) => values.to(device).DetachFromDisposeScope();
    }
}
