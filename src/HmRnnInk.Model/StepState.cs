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
        Kappas = new float[config.TextWindow?.Components ?? 0];
        Window = new float[config.TextWindow?.Alphabet.Length ?? 0];
    }

    /// <summary>c of every layer, lowest first: [layers · hidden].</summary>
    public float[] Cells { get; }

    /// <summary>h of every layer, lowest first: [layers · hidden].</summary>
    public float[] Hiddens { get; }

    /// <summary>z of every layer at the row before: [layers].</summary>
    public bool[] Boundaries { get; }

    /// <summary>κ of the text window, [K]; empty for a model that has none.</summary>
    public float[] Kappas { get; }

    /// <summary>w of the text window at the row before, [alphabet]; empty for a model that has none.</summary>
    public float[] Window { get; }

    /// <summary>The text that is written, as indices of the window's alphabet; empty for none. Never changed in place.</summary>
    public int[] Text { get; set; } = [];

    /// <exception cref="ArgumentException">This state is of another config.</exception>
    internal void CheckFits(ModelConfig config)
    {
        // A state without a window's part is one without a text.
        bool fitsWindow = Kappas.Length == 0 || (Kappas.Length == config.TextWindow?.Components && Window.Length == config.TextWindow.Alphabet.Length);
        if (Boundaries.Length == config.Layers && Cells.Length == config.Layers * config.Hidden && fitsWindow) return;
        throw new ArgumentException($"A state of {Boundaries.Length} layers and {Cells.Length} cells; " +
            $"needed {config.Layers} layers and {config.Layers * config.Hidden} cells: use one that this engine made.");
    }
}
