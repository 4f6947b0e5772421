using HmRnnInk.Torch.Probing;
using static TorchSharp.torch;

namespace HmRnnInk.Trainer.Probing;

/// <summary>Finds landmarks with linear probes of one source. A probe fires as often as there are landmarks of its kind.</summary>
internal sealed class LandmarkProbe
{
    /// <summary>Minimum number of lines for fitting, so that some of them can be held out.</summary>
    public const int MinimumLines = 10;

    private const int Epochs = 12;

    /// <summary>One in this number of lines is held out, to choose lag and weight decay.</summary>
    private const int HeldOutInterval = 5;

    private static readonly double[] Decays = [0, 1e-3, 1e-2, 1e-1];

    private readonly ProbeSource _source;
    private readonly (Landmark Landmark, int Lag)[] _labels;
    private readonly LinearProbe _probe;
    private readonly Dictionary<Landmark, (int Lag, double Decay, int Column)> _chosen;

    /// <summary>Fits a probe for each landmark.</summary>
    /// <param name="lines">At least <see cref="MinimumLines"/>.</param>
    public LandmarkProbe(ProbeSource source, IReadOnlyList<Landmark> landmarks, IReadOnlyList<InkLine> lines, int seed)
    {
        _source = source;
        _labels = [.. landmarks.SelectMany(landmark => Enumerable.Range(0, landmark.ToleranceRows + 1).Select(lag => (landmark, lag)))];
        InkLine[] heldOut = [.. lines.Index().Where(line => line.Index % HeldOutInterval == 0).Select(line => line.Item)];
        InkLine[] fitted = [.. lines.Index().Where(line => line.Index % HeldOutInterval != 0).Select(line => line.Item)];
        _probe = FitProbe(fitted, seed);
        float[][][] scores = ComputeScores(heldOut);
        _chosen = landmarks.ToDictionary(landmark => landmark, landmark => Choose(landmark, heldOut, scores));
    }

    /// <summary>Applies the probes to other lines and compares where they fire with the landmarks.</summary>
    public ProbeRow[] Measure(IReadOnlyList<InkLine> lines)
    {
        float[][][] scores = ComputeScores(lines);
        return [.. _chosen.Select(pair => Row(pair.Key, pair.Value.Lag, pair.Value.Decay, pair.Value.Column))];

        ProbeRow Row(Landmark landmark, int lag, double decay, int column)
        {
            (InkLine[] used, bool[][] boundaries) = Fire(landmark, column, lines, scores);
            double rate = boundaries.Sum(line => line.LongCount(fired => fired)) / (double)used.Sum(line => (long)line.Offsets.Length);
            return new(_source.Name, rate, landmark.Name, landmark.Align(used, boundaries), lag, decay);
        }
    }

    /// <summary>Chooses the lag and weight decay with the highest F1 on the held-out lines.</summary>
    private (int Lag, double Decay, int Column) Choose(Landmark landmark, InkLine[] lines, float[][][] scores)
    {
        var candidates = from label in _labels.Index()
                         where label.Item.Landmark == landmark
                         from decay in Decays.Index()
                         select (label.Item.Lag, Decay: decay.Item, Column: _probe.Column(label.Index, decay.Index));
        return candidates.MaxBy(candidate =>
        {
            (InkLine[] used, bool[][] boundaries) = Fire(landmark, candidate.Column, lines, scores);
            double f1 = landmark.Align(used, boundaries).Boundaries.F1;
            return double.IsFinite(f1) ? f1 : -1;
        });
    }

    /// <summary>Puts as many boundaries as there are landmarks at the highest peaks of the scores.</summary>
    private static (InkLine[] Used, bool[][] Boundaries) Fire(
        Landmark landmark, int column, IReadOnlyList<InkLine> lines, float[][][] scores)
    {
        var used = new List<InkLine>();
        var columns = new List<float[]>();
        int count = 0;
        foreach ((int index, InkLine line) in lines.Index())
        {
            if (landmark.Find(line) is not { } found) continue;
            used.Add(line);
            columns.Add(scores[index][column]);
            count += found.Count;
        }

        return ([.. used], ScorePeaks.Highest(columns, landmark.ToleranceRows, count));
    }

    /// <returns>[line][column][row].</returns>
    private float[][][] ComputeScores(IReadOnlyList<InkLine> lines) =>
        [.. lines.AsParallel().AsOrdered().Select(line => _probe.Logits(_source.Read(line)))];

    private LinearProbe FitProbe(InkLine[] lines, int seed)
    {
        using var scope = NewDisposeScope();
        long rows = lines.Sum(line => (long)line.Offsets.Length);
        Tensor features = empty(rows, _source.Width, ScalarType.Float16), labels = empty(rows, _labels.Length);
        long first = 0;
        foreach ((InkLine line, float[] read) in lines.AsParallel().AsOrdered().Select(line => (line, _source.Read(line))))
        {
            using var copy = NewDisposeScope();
            features.narrow(0, first, line.Offsets.Length).copy_(tensor(read).view(-1, _source.Width));
            labels.narrow(0, first, line.Offsets.Length).copy_(tensor(LabelsOf(line)).view(-1, _labels.Length));
            first += line.Offsets.Length;
        }

        return LinearProbe.Fit(features, labels, Decays, Epochs, seed);
    }

    /// <returns>
    /// [row · label]: 1 at the row that follows a landmark's last row by the label's lag; else 0. If the line cannot be used for a
    /// landmark, its labels are <see cref="LinearProbe.Unused"/>.
    /// </returns>
    private float[] LabelsOf(InkLine line)
    {
        int rows = line.Offsets.Length;
        var labels = new float[rows * _labels.Length];
        foreach ((int label, (Landmark landmark, int lag)) in _labels.Index())
        {
            IReadOnlyList<(int First, int Last)>? found = landmark.Find(line);
            if (found is null)
                for (int row = 0; row < rows; row++) labels[(row * _labels.Length) + label] = LinearProbe.Unused;
            foreach ((_, int last) in found ?? [])
                if (last + lag < rows) labels[((last + lag) * _labels.Length) + label] = 1;
        }

        return labels;
    }
}
