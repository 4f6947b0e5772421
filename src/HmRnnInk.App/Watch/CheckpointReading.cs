using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>How the model of one checkpoint reads the fixed line.</summary>
/// <param name="Layers">The number of layers of the model.</param>
/// <param name="Detectors">The number of layers with a boundary detector; 0 for a plain LSTM.</param>
/// <param name="Rows">[rows]: what the layers did. Empty if the checkpoint could not be read.</param>
/// <param name="Failure">Why the checkpoint could not be read; null if it was read.</param>
public sealed record CheckpointReading(CheckpointFile File, int Layers, int Detectors, RowTrace[] Rows, string? Failure)
{
    /// <summary>The reading before there is any checkpoint: plain ink.</summary>
    public static CheckpointReading None(FixedLine line) =>
        new(new CheckpointFile(0, "", 0, default), 0, 0, new RowTrace[line.Rows.Length], null);

    /// <summary>Reads the line, starting at the zero state of the model.</summary>
    public static CheckpointReading Of(CheckpointFile file, FixedLine line)
    {
        PackedModel model;
        try
        {
            model = PackedModel.Load(file.Path);
        }
        catch (ModelFileException error)
        {
            return new(file, 0, 0, [], error.Message);
        }

        var rows = new RowTrace[line.Rows.Length];
        SequenceLikelihood.Of(new SimdStepEngine(model), line.Rows, (row, trace, nats) => rows[row] = RowTrace.Of(trace, nats));
        return new(file, model.Config.Layers, Enumerable.Range(0, model.Config.Layers).Count(model.Config.HasDetector), rows, null);
    }

    /// <summary>The number of segments that a layer divides the line into.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    public int Segments(int layer)
    {
        int segments = 1;
        for (int row = 0; row < Rows.Length - 1; row++)
            if (Rows[row].Boundary(layer)) segments++;
        return segments;
    }
}
