namespace HmRnnInk.Torch;

/// <summary>Implementation of the recurrent layers. The results are equal up to rounding.</summary>
public enum RecurrenceImplementation
{
    /// <summary>The fastest for the cell and device.</summary>
    Auto,

    /// <summary>A sequence of autograd operations: the reference.</summary>
    Eager,

    /// <summary>A single operation for a whole window, with its own backward pass.</summary>
    Fused,

    /// <summary>The loop over time in TorchScript; for CUDA.</summary>
    Scripted,
}
