namespace HmRnnInk.Model;

/// <summary>The operations and boundaries of all layers at one step. Allocated once and overwritten at each step.</summary>
public sealed class StepTrace(int layers)
{
    /// <summary>[layers], lowest first. A plain LSTM always has Update, except in a held top layer.</summary>
    public Operation[] Operations { get; } = new Operation[layers];

    /// <summary>[layers]: z, whether the layer detected the end of a segment at this step. The top layer never does.</summary>
    public bool[] Boundaries { get; } = new bool[layers];

    /// <summary>[layers]: z̃ in [0, 1], the hard sigmoid before the threshold at 0.5; 0 if the detector did not run.</summary>
    public float[] BoundaryProbabilities { get; } = new float[layers];

    /// <summary>
    /// The position in the text, counted from 0, with the largest weight in the window; the text's length if the window is past its end,
    /// and −1 without a text.
    /// </summary>
    public int TextPosition { get; set; } = -1;

    /// <summary>The highest layer that flushed at this step, counted from 1 at the bottom; 0 if none did.</summary>
    public int DeepestFlush() => 1 + Array.LastIndexOf(Operations, Operation.Flush);
}
