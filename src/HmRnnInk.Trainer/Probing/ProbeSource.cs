using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Probing;

/// <summary>What a linear probe reads at each row of a line.</summary>
/// <param name="Name">As tables and JSON have it.</param>
/// <param name="Width">Numbers a row.</param>
/// <param name="Read">[row · width].</param>
internal sealed record ProbeSource(string Name, int Width, Func<InkLine, float[]> Read)
{
    /// <summary>h of all layers after the row, whatever the cell.</summary>
    public static ProbeSource State(PackedModel model)
    {
        int width = model.Config.Layers * model.Config.Hidden;
        return new("state", width, line =>
        {
            var engine = new SimdStepEngine(model);
            var trace = new StepTrace(model.Config.Layers);
            var states = new float[line.Offsets.Length * width];
            for (int row = 0; row < line.Offsets.Length; row++)
            {
                engine.Advance(line.Offsets[row], trace);
                engine.Hiddens.CopyTo(states.AsSpan(row * width));
            }

            return states;
        });
    }

    /// <summary>The row itself, Δx, Δy and pen-up: what of a landmark needs no memory.</summary>
    public static ProbeSource Input { get; } = new(
        "input", 3, line => [.. line.Offsets.SelectMany(row => (float[])[row.DeltaX, row.DeltaY, row.PenUp ? 1 : 0])]);
}
