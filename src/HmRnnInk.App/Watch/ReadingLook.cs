using System.Numerics.Tensors;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>Everything that is drawn of a reading, as numbers that can be interpolated between two readings.</summary>
/// <param name="views">How many times the line is drawn, each time in other colours.</param>
internal sealed class ReadingLook(int views, int layers, int rows)
{
    /// <summary>The height of the bar of an UPDATE, relative to that of a FLUSH.</summary>
    public const float UpdateHeight = 0.19f;

    private const int Channels = 3; // L, a, b of OKLab

    // Colours [views, rows, 3]; then heights, flushes and probabilities, each [layers, rows]; then half ranges and HasCurve, each [layers].
    private readonly float[] _values = new float[(Channels * views * rows) + (3 * layers * rows) + (2 * layers)];

    public int Views => views;

    public int Layers => layers;

    public int Rows => rows;

    private int HeightsAt => Channels * views * rows;

    private int FlushesAt => HeightsAt + (layers * rows);

    private int ProbabilitiesAt => FlushesAt + (layers * rows);

    private int HalfRangesAt => ProbabilitiesAt + (layers * rows);

    public uint Ink(int view, int row)
    {
        int at = Channels * ((view * rows) + row);
        return new OkLab(_values[at], _values[at + 1], _values[at + 2]).ToRgba();
    }

    /// <summary>The height of the bar in the lane of a layer: 0 for COPY, <see cref="UpdateHeight"/> for UPDATE, 1 for FLUSH.</summary>
    public float BarHeight(int layer, int row) => _values[HeightsAt + (layer * rows) + row];

    /// <summary>The colour of the bar in the lane of a layer: 0 for that of UPDATE, 1 for that of FLUSH.</summary>
    public float FlushColour(int layer, int row) => _values[FlushesAt + (layer * rows) + row];

    /// <summary>
    /// The boundary probability relative to its threshold, −1 to 1 in the range of the layer. It is interpolated where the detector did not
    /// run.
    /// </summary>
    public float Curve(int layer, int row) =>
        Math.Clamp((_values[ProbabilitiesAt + (layer * rows) + row] - 0.5f) / _values[HalfRangesAt + layer], -1, 1);

    /// <summary>1 if the detector of the layer ran at any row, otherwise 0; between them during a fade.</summary>
    public float HasCurve(int layer) => _values[HalfRangesAt + layers + layer];

    /// <summary>Sets the look of a reading with the same number of layers and rows.</summary>
    /// <param name="hues">[detectors][rows]; see <see cref="SteadyHues"/>.</param>
    public void Set(CheckpointReading reading, IReadOnlyList<byte[]> hues, Palette palette, ColourMode mode)
    {
        if (mode == ColourMode.Segments && hues.Count == 0) mode = ColourMode.Plain; // an LSTM has no segments
        var paint = new InkPaint((layer, row) => hues[layer][row], hiddens: null);
        for (int view = 0; view < views; view++)
        {
            paint.Choose(palette, new ColourScheme(mode, view), rows);
            for (int row = 0; row < rows; row++)
            {
                RowTrace trace = reading.Rows[row];
                int at = Channels * ((view * rows) + row);
                (_values[at], _values[at + 1], _values[at + 2]) = OkLab.Of(paint.Of(
                    row, new PageRow(default, 0, 0, RowOwner.Person, 0, 0, trace, trace.DeepestFlush(reading.Layers))));
            }
        }

        for (int layer = 0; layer < layers; layer++) SetLane(reading, layer);
    }

    /// <summary>Interpolates between two looks of the same size.</summary>
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
            // Interpolates linearly from the last row with a value.
            for (int gap = filled; gap <= row; gap++)
                probabilities[gap] = float.Lerp(before, probability, (gap - filled + 1f) / (row - filled + 1));
            filled = row + 1;
            sum += Math.Abs(probability - 0.5f);
            known++;
        }

        probabilities[filled..].Fill(filled == 0 ? 0.5f : probabilities[filled - 1]);
        _values[HalfRangesAt + layer] = CurveRange.HalfRange(sum, known);
        _values[HalfRangesAt + layers + layer] = known > 0 ? 1 : 0;
    }
}
