namespace HmRnnInk.Model;

/// <summary>The recurrent state of a model between two rows. Made by an engine of the same config; copied for undo and for forks.</summary>
public sealed class StepState
{
    internal StepState(ModelConfig config)
    {
        Cells = new float[config.Layers * config.Hidden];
        Hiddens = new float[config.Layers * config.Hidden];
        Boundaries = new bool[config.Layers];
    }

    /// <summary>c of every layer, lowest first: [layers · hidden].</summary>
    internal float[] Cells { get; }

    /// <summary>h of every layer, lowest first, as the output module wants them: [layers · hidden].</summary>
    internal float[] Hiddens { get; }

    /// <summary>z of every layer at the row before: [layers].</summary>
    internal bool[] Boundaries { get; }

    internal void Clear()
    {
        Array.Clear(Cells);
        Array.Clear(Hiddens);
        Array.Clear(Boundaries);
    }

    /// <exception cref="ArgumentException">The other state is of another config.</exception>
    internal void CopyTo(StepState other)
    {
        if (other.Cells.Length != Cells.Length || other.Boundaries.Length != Boundaries.Length)
        {
            throw new ArgumentException($"A state of {other.Boundaries.Length} layers and {other.Cells.Length} cells; " +
                $"needed {Boundaries.Length} layers and {Cells.Length} cells: use one that this engine made.", nameof(other));
        }

        Cells.CopyTo(other.Cells, 0);
        Hiddens.CopyTo(other.Hiddens, 0);
        Boundaries.CopyTo(other.Boundaries, 0);
    }
}
