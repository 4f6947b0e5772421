namespace HmRnnInk.Model;

/// <summary>A snapshot of a model's recurrent state between two rows, for undo, forks and files.</summary>
public sealed class StepState
{
    /// <param name="config">The configuration of the engines that can use this state.</param>
    public StepState(ModelConfig config)
        : this(config.Layers, config.Hidden, config.TextWindow?.Components ?? 0, config.TextWindow?.Alphabet.Length ?? 0)
    {
    }

    /// <param name="components">Gaussians of the text window; 0 without one.</param>
    /// <param name="symbols">The length of the text window's alphabet; 0 without one.</param>
    public StepState(int layers, int hidden, int components, int symbols)
    {
        Cells = new float[layers * hidden];
        Hiddens = new float[layers * hidden];
        Boundaries = new bool[layers];
        Kappas = new float[components];
        Window = new float[symbols];
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

    /// <summary>Whether engines with this configuration can restore this state.</summary>
    public bool Fits(ModelConfig config)
    {
        // A state that an engine without a text window saved has no text, so it fits a model with one too.
        bool fitsWindow = Kappas.Length == 0
            || (Kappas.Length == config.TextWindow?.Components && Window.Length == config.TextWindow.Alphabet.Length);
        return Boundaries.Length == config.Layers && Cells.Length == config.Layers * config.Hidden && fitsWindow;
    }

    /// <exception cref="ArgumentException">This state belongs to another configuration.</exception>
    internal void CheckFits(ModelConfig config)
    {
        if (Fits(config)) return;
        throw new ArgumentException(
            $"The state has {Boundaries.Length} layers and {Cells.Length} cells; expected {config.Layers} layers and "
            + $"{config.Layers * config.Hidden} cells. Use a state of an engine with the same configuration.");
    }
}
