using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Training;

/// <summary>
/// A batch of normalised lines, padded to the length of the longest. For a model of characters, the lines are streams of a text, and rows
/// and targets are [time, batch] of Int64 (<see cref="TextBatch"/>).
/// </summary>
/// <param name="Ids">Ids of the lines, in the order of the batch dimension.</param>
/// <param name="Rows">[time, batch, 3]: the inputs, rows 0 to n − 2 of each line.</param>
/// <param name="Targets">[time, batch, 3]: the targets, rows 1 to n − 1 of each line.</param>
/// <param name="Mask">[time, batch]: 0 for padding, else 1.</param>
/// <param name="Points">Number of targets.</param>
/// <param name="Boundaries">[time, batch] of 0 and 1 for each rule: whether a segment ends there; empty without rules.</param>
public sealed record LineBatch(IReadOnlyList<string> Ids, Tensor Rows, Tensor Targets, Tensor Mask, long Points, Tensor[] Boundaries)
{
    /// <summary>The texts of the lines; null if none has a text.</summary>
    public LineTexts? Texts { get; init; }

    /// <summary>Number of steps of the longest line.</summary>
    public long Steps => Mask.shape[0];

    /// <param name="rules">See <see cref="BoundaryRule.Nested(IReadOnlyList{string}, InkLine)"/>.</param>
    public static LineBatch Create(
        IReadOnlyList<InkLine> lines, Normalisation normalisation, Device device, IReadOnlyList<string>? rules = null)
    {
        int batch = lines.Count, steps = lines.Max(line => line.Offsets.Length) - 1;
        var values = new float[(steps + 1) * batch * 3];
        var mask = new float[steps * batch];
        float[][] boundaries = [.. (rules ?? []).Select(_ => new float[steps * batch])];
        long points = 0;
        for (int column = 0; column < batch; column++)
        {
            PenOffset[] offsets = lines[column].Offsets;
            for (int time = 0; time < offsets.Length; time++)
            {
                int at = ((time * batch) + column) * 3;
                (values[at], values[at + 1]) = normalisation.Normalise(offsets[time]);
                values[at + 2] = offsets[time].PenUp ? 1 : 0;
                if (time > 0) mask[((time - 1) * batch) + column] = 1;
            }

            points += offsets.Length - 1;
            foreach ((int layer, bool[] rows) in BoundaryRule.Nested(rules ?? [], lines[column]).Index())
                for (int time = 0; time < rows.Length - 1; time++) boundaries[layer][(time * batch) + column] = rows[time] ? 1 : 0;
        }

        Tensor all = tensor(values, steps + 1, batch, 3).to(device);
        return new(
            [.. lines.Select(line => line.Id)], all.narrow(0, 0, steps), all.narrow(0, 1, steps), tensor(mask, steps, batch).to(device),
            points, [.. boundaries.Select(fires => tensor(fires, steps, batch).to(device))]);
    }

    /// <summary>The same lines for a part of the steps.</summary>
    public LineBatch Slice(long start, long length)
    {
        Tensor mask = Mask.narrow(0, start, length);
        return new(
            Ids, Rows.narrow(0, start, length), Targets.narrow(0, start, length), mask, (long)mask.sum(ScalarType.Float64).ToDouble(),
            [.. Boundaries.Select(boundaries => boundaries.narrow(0, start, length))])
        {
            Texts = Texts?.Slice(start, length),
        };
    }

    /// <summary>Divides the steps into as few windows as possible, whose lengths differ by at most one.</summary>
    /// <param name="window">Maximum number of steps per window; 0 for a single window.</param>
    public IEnumerable<(long Start, long Length)> Windows(int window)
    {
        // With windows of full length, the short last window would have the weight of a full update.
        long windows = window == 0 ? 1 : (Steps + window - 1) / window;
        for (long index = 0; index < windows; index++)
        {
            long start = Steps * index / windows;
            yield return (start, (Steps * (index + 1) / windows) - start);
        }
    }
}
