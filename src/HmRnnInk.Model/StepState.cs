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
        Kappas = new float[config.TextWindow?.Components ?? 0];
        Window = new float[config.TextWindow?.Alphabet.Length ?? 0];
    }

    /// <summary>c of all layers, lowest first: [layers · hidden].</summary>
    public float[] Cells { get; }

    /// <summary>h of all layers, lowest first: [layers · hidden].</summary>
    public float[] Hiddens { get; }

    /// <summary>z of all layers at the last row: [layers].</summary>
    public bool[] Boundaries { get; }

    /// <summary>κ of the text window, [K]; empty for a model without one.</summary>
    public float[] Kappas { get; }

    /// <summary>w of the text window at the previous row, [alphabet]; empty for a model without one.</summary>
    public float[] Window { get; }

    /// <summary>The text to write, as indices into the window's alphabet; empty for none. The array is never modified.</summary>
    public int[] Text { get; set; } = [];

    /// <exception cref="ArgumentException">This state belongs to another configuration.</exception>
    internal void CheckFits(ModelConfig config)
    {
        // A state without values of the window has no text.
        bool fitsWindow = Kappas.Length == 0
            || (Kappas.Length == config.TextWindow?.Components && Window.Length == config.TextWindow.Alphabet.Length);
        if (Boundaries.Length == config.Layers && Cells.Length == config.Layers * config.Hidden && fitsWindow) return;
        throw new ArgumentException(
            $"The state has {Boundaries.Length} layers and {Cells.Length} cells; expected {config.Layers} layers and "
            + $"{config.Layers * config.Hidden} cells. Use a state of an engine with the same configuration.");
    }
}
