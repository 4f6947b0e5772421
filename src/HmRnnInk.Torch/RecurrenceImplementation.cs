namespace HmRnnInk.Torch;

/// <summary>Implementation of the recurrent layers. The results are equal up to rounding.</summary>
public enum RecurrenceImplementation
{
    /// <summary>The fastest for the cell and device.</summary>
    Auto,

    /// <summary>A sequence of autograd operations: the reference.</summary>
    Eager,

    /// <summary>A single operation for a whole window, with its own backward pass; only for the CPU.</summary>
    Fused,

    /// <summary>
    /// The HM-LSTM's loop over time in TorchScript, or libtorch's LSTM; for CUDA. An LSTM with a text window stays eager.
    /// </summary>
    Scripted,
}
