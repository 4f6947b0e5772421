using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Watch;

/// <summary>How the model of one checkpoint reads the fixed line.</summary>
/// <param name="Detectors">The number of layers with a boundary detector; 0 for a plain LSTM.</param>
/// <param name="Rows">[rows]: what the layers did. Empty if the checkpoint could not be read.</param>
/// <param name="Written">What the model writes after the line.</param>
/// <param name="Failure">Why the checkpoint could not be read; null if it was read.</param>
internal sealed record CheckpointReading(
    CheckpointFile File, int Layers, int Detectors, RowTrace[] Rows, PenOffset[] Written, string? Failure)
{
    // What each checkpoint writes: the number of points (enough for about one line), the random seed, and the bias.
    private const int WrittenRows = 400, Seed = 1;
    private const double Bias = 0.5;

    /// <summary>The labels of the layers, as in the window of a page.</summary>
    public IReadOnlyList<string> Labels { get; init; } = LayerNames.NumbersOf(Layers);

    /// <inheritdoc cref="LayerNames.HasNames"/>
    public bool IsNamed { get; init; }

    /// <summary>The reading that is shown before there is a checkpoint: plain ink.</summary>
    public static CheckpointReading None(FixedLine line) =>
        new(new CheckpointFile(0, "", 0, default), 0, 0, new RowTrace[line.Rows.Length], [], null);

    /// <summary>Reads the line from the zero state of the model.</summary>
    public static CheckpointReading Of(CheckpointFile file, FixedLine line)
    {
        PackedModel model;
        try
        {
            model = PackedModel.Load(file.Path);
        }
        catch (ModelFileException error)
        {
            return new(file, 0, 0, [], [], error.Message);
        }

        var rows = new RowTrace[line.Rows.Length];
        SequenceLikelihood.Of(new SimdStepEngine(model), line.Rows, (row, trace, nats) => rows[row] = RowTrace.Of(trace, nats));
        return new(file, model.Config.Layers, model.Config.Detectors, rows, Write(new SimdStepEngine(model), line), null)
        {
            Labels = LayerNames.LabelsOf(model),
            IsNamed = LayerNames.HasNamesIn(model),
        };
    }

    /// <summary>Lets the model write after the line. Every checkpoint gets the same random numbers.</summary>
    private static PenOffset[] Write(SimdStepEngine engine, FixedLine line)
    {
        var generator = new Generator(engine, new Random(Seed));
        // The pen is lifted at the end of the line.
        generator.Start([.. line.Rows[..^1], line.Rows[^1] with { PenUp = true }]);
        return [.. Enumerable.Range(0, WrittenRows).Select(_ => generator.Write(Bias))];
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
