namespace HmRnnInk.Trainer.Probing;

/// <summary>The input features of a linear probe at each row of a line.</summary>
/// <param name="Name">The name in tables and JSON.</param>
/// <param name="Width">Number of features per row.</param>
/// <param name="Read">Returns the features of a line, [row · width].</param>
internal sealed record ProbeSource(string Name, int Width, Func<InkLine, float[]> Read)
{
    /// <summary>The hidden states h of all layers after each row.</summary>
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

    /// <summary>The row itself: Δx, Δy and pen-up. A baseline that shows which landmarks need no memory.</summary>
    public static ProbeSource Input { get; } = new(
        "input", 3, line => [.. line.Offsets.SelectMany(row => (float[])[row.DeltaX, row.DeltaY, row.PenUp ? 1 : 0])]);
}
