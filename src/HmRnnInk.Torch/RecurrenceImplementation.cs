namespace HmRnnInk.Torch;

/// <summary>How the recurrent layers are computed; the results agree up to rounding.</summary>
public enum RecurrenceImplementation
{
    /// <summary>The fastest there is for the cell and the device.</summary>
    Auto,

    /// <summary>One operation after another under autograd: the reference.</summary>
    Eager,

    /// <summary>A whole window as one operation with its own backward pass.</summary>
    Fused,

    /// <summary>The loop over time in TorchScript; for CUDA.</summary>
    Scripted,
}
