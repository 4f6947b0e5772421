using System.Numerics.Tensors;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>All that is drawn of a checkpoint's reading, as numbers, so that one look can turn into another.</summary>
/// <param name="views">How often the line is drawn, each in its colours.</param>
/// <param name="layers">Of the model.</param>
/// <param name="rows">Of the line.</param>
public sealed class ReadingLook(int views, int layers, int rows)
{
    /// <summary>Height of the bar of an UPDATE, of a FLUSH's.</summary>
    public const float UpdateHeight = 0.19f;

    private const int OfRow = 3; // L, a, b

    /// <summary>Half heights of a curve's scale about the threshold: detectors need not use all of it.</summary>
    private static readonly float[] HalfRanges = [0.03f, 0.05f, 0.08f, 0.12f, 0.2f, 0.3f, 0.5f];

    // Colours [views, rows, 3], then each [layers, rows]: heights, flushes, probabilities; then each [layers]: half ranges, whether there is
    // a curve.
    private readonly float[] _values = new float[(OfRow * views * rows) + (3 * layers * rows) + (2 * layers)];

    public int Views => views;

    public int Layers => layers;

    public int Rows => rows;

    private int HeightsAt => OfRow * views * rows;

    private int FlushesAt => HeightsAt + (layers * rows);

    private int ProbabilitiesAt => FlushesAt + (layers * rows);

    private int HalfRangesAt => ProbabilitiesAt + (layers * rows);

    public uint Ink(int view, int row)
    {
        int at = OfRow * ((view * rows) + row);
        return new OkLab(_values[at], _values[at + 1], _values[at + 2]).ToRgba();
    }

    /// <summary>Of the bar in a layer's lane: 0 for COPY, <see cref="UpdateHeight"/>, 1 for FLUSH.</summary>
    public float Height(int layer, int row) => _values[HeightsAt + (layer * rows) + row];

    /// <summary>0 for UPDATE's colour, 1 for FLUSH's.</summary>
    public float Flush(int layer, int row) => _values[FlushesAt + (layer * rows) + row];

    /// <summary>z̃ about its threshold, −1 to 1 in the layer's scale; where the detector did not run, on the way between its neighbours.</summary>
    public float Curve(int layer, int row) =>
        Math.Clamp((_values[ProbabilitiesAt + (layer * rows) + row] - 0.5f) / _values[HalfRangesAt + layer], -1, 1);

    /// <summary>Whether the layer's detector ran at all; on the way between two looks, to what degree.</summary>
    public float HasCurve(int layer) => _values[HalfRangesAt + layers + layer];

    /// <summary>The look of a reading that has as many layers and rows.</summary>
    /// <param name="hues">[detectors][rows].</param>
    public void Set(CheckpointReading reading, IReadOnlyList<byte[]> hues, Palette palette, ColourMode mode)
    {
        for (int view = 0; view < views; view++)
        {
            for (int row = 0; row < rows; row++)
            {
                uint colour = reading.Failure is null ? WatchColours.Of(reading, hues, palette, mode, view, row) : palette.Ink.Of(byModel: false, 0);
                int at = OfRow * ((view * rows) + row);
                (_values[at], _values[at + 1], _values[at + 2]) = OkLab.Of(colour);
            }
        }

        for (int layer = 0; layer < layers; layer++) SetLane(reading, layer);
    }

    /// <summary>Becomes what lies between two looks of the same size.</summary>
    /// <param name="share">0 for the first, 1 for the second.</param>
    public void Between(ReadingLook from, ReadingLook to, float share) => TensorPrimitives.Lerp(from._values, to._values, share, _values);

    public void CopyFrom(ReadingLook other) => other._values.CopyTo(_values, 0);

    private void SetLane(CheckpointReading reading, int layer)
    {
        Span<float> probabilities = _values.AsSpan(ProbabilitiesAt + (layer * rows), rows);
        float sum = 0;
        int known = 0, filled = 0;
        for (int row = 0; row < rows; row++)
        {
            RowTrace trace = reading.Rows[row];
            Operation operation = trace.Operation(layer);
            _values[HeightsAt + (layer * rows) + row] = operation switch { Operation.Flush => 1, Operation.Update => UpdateHeight, _ => 0 };
            _values[FlushesAt + (layer * rows) + row] = operation == Operation.Flush ? 1 : 0;
            if (layer >= reading.Detectors || operation == Operation.Copy) continue;
            float probability = trace.BoundaryProbability(layer);
            float before = filled == 0 ? probability : probabilities[filled - 1];
            // Straight on from the last row that is known.
            for (int gap = filled; gap <= row; gap++) probabilities[gap] = float.Lerp(before, probability, (gap - filled + 1f) / (row - filled + 1));
            filled = row + 1;
            sum += Math.Abs(probability - 0.5f);
            known++;
        }

        probabilities[filled..].Fill(filled == 0 ? 0.5f : probabilities[Math.Max(0, filled - 1)]);
        _values[HalfRangesAt + layer] = HalfRange(2.5f * sum / Math.Max(1, known));
        _values[HalfRangesAt + layers + layer] = known > 0 ? 1 : 0;
    }

    private static float HalfRange(float wanted)
    {
        foreach (float half in HalfRanges)
            if (half >= wanted) return half;
        return HalfRanges[^1];
    }
}
