namespace HmRnnInk.Model;

/// <summary>A snapshot of a model's recurrent state between two rows, for undo, forks and files.</summary>
public sealed class StepState
{
    /// <param name="config">The configuration of the engines that can use this state.</param>
    public StepState(ModelConfig config)
    {
        Cells = new float[config.Layers * config.Hidden];
        Hiddens = new float[config.Layers * config.Hidden];
        Boundaries = new bool[config.Layers];
    }

    /// <summary>c of all layers, lowest first: [layers · hidden].</summary>
    public float[] Cells { get; }

    /// <summary>h of all layers, lowest first: [layers · hidden].</summary>
    public float[] Hiddens { get; }

    /// <summary>z of all layers at the last row: [layers].</summary>
    public bool[] Boundaries { get; }

    /// <exception cref="ArgumentException">This state belongs to another configuration.</exception>
    internal void CheckFits(ModelConfig config)
    {
        if (Boundaries.Length == config.Layers && Cells.Length == config.Layers * config.Hidden) return;
        throw new ArgumentException(
            $"The state has {Boundaries.Length} layers and {Cells.Length} cells; expected {config.Layers} layers and "
            + $"{config.Layers * config.Hidden} cells. Use a state of an engine with the same configuration.");
    }
}
