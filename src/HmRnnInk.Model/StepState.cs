namespace HmRnnInk.Model;

/// <summary>The recurrent state of a model between two rows. Copied for undo, for forks and into files.</summary>
public sealed class StepState
{
    /// <param name="config">Of the engines it fits.</param>
    public StepState(ModelConfig config)
    {
        Cells = new float[config.Layers * config.Hidden];
        Hiddens = new float[config.Layers * config.Hidden];
        Boundaries = new bool[config.Layers];
    }

    /// <summary>c of every layer, lowest first: [layers · hidden].</summary>
    public float[] Cells { get; }

    /// <summary>h of every layer, lowest first: [layers · hidden].</summary>
    public float[] Hiddens { get; }

    /// <summary>z of every layer at the row before: [layers].</summary>
    public bool[] Boundaries { get; }

    /// <exception cref="ArgumentException">This state is of another config.</exception>
    internal void CheckFits(ModelConfig config)
    {
        if (Boundaries.Length == config.Layers && Cells.Length == config.Layers * config.Hidden) return;
        throw new ArgumentException($"A state of {Boundaries.Length} layers and {Cells.Length} cells; " +
            $"needed {config.Layers} layers and {config.Layers * config.Hidden} cells: use one that this engine made.");
    }
}
