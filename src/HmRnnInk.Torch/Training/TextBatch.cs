using HmRnnInk.Ink;
using HmRnnInk.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>Makes a batch of one text: contiguous streams of equal length side by side, in the order of the text.</summary>
internal static class TextBatch
{
    /// <summary>Of a model of characters, whose rows have no scale.</summary>
    public static Normalisation NoNormalisation { get; } = new(0, 0, 1, 1);

    /// <summary>Characters that each stream predicts; the last streams may have fewer.</summary>
    public static long Steps(string text, int streams) => (text.Length - 1L + streams - 1) / streams;

    /// <param name="text">At least 2 characters. All but the first are predicted, each once.</param>
    /// <param name="alphabet">The model's.</param>
    /// <param name="streams">Those that a short text has nothing for are masked.</param>
    /// <param name="rules">As <see cref="CharacterRule.Nested"/> takes them.</param>
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

    /// <summary>Some steps of a batch, as a batch.</summary>
    public static LineBatch Part(LineBatch whole, long start, long length)
    {
        Tensor mask = whole.Mask.narrow(0, start, length);
        return new(
            whole.Ids, whole.Rows.narrow(0, start, length), whole.Targets.narrow(0, start, length), mask,
            (long)mask.sum(ScalarType.Float64).ToDouble(), whole.BoundariesIn(start, length) ?? []);
    }
}
