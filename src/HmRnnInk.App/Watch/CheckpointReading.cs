using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>What one checkpoint makes of the fixed line; all that is kept of it.</summary>
/// <param name="File">The checkpoint.</param>
/// <param name="Layers">Of its model.</param>
/// <param name="Detectors">Its layers that can end segments: none of a plain LSTM's.</param>
/// <param name="Rows">[rows]: what the layers did; empty where it could not be read.</param>
/// <param name="Failure">Why it could not be read, for a person; or null.</param>
public sealed record CheckpointReading(CheckpointFile File, int Layers, int Detectors, RowTrace[] Rows, string? Failure)
{
    /// <summary>What there is before any checkpoint: plain ink.</summary>
    public static CheckpointReading None(FixedLine line) =>
        new(new CheckpointFile(0, "", 0, default), 0, 0, new RowTrace[line.Rows.Length], null);

    /// <summary>Reads the line from the model's zero state.</summary>
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

    /// <summary>How many segments a layer cuts the line into.</summary>
    /// <param name="layer">From 0, the lowest.</param>
    public int Segments(int layer)
    {
        int segments = 1;
        for (int row = 0; row < Rows.Length - 1; row++)
            if (Rows[row].Boundary(layer)) segments++;
        return segments;
    }
}
