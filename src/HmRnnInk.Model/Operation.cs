namespace HmRnnInk.Model;

/// <summary>The operation of an HM-LSTM layer at a step.</summary>
public enum Operation : byte
{
    /// <summary>c' = f⊙c + i⊙g: the layer below ended a segment at this step, and this layer did not at the previous one.</summary>
    Update,

    /// <summary>c and h are unchanged: the layer below ended no segment at this step, and this layer none at the previous one.</summary>
    Copy,

    /// <summary>
    /// c' = i⊙g: this layer ended a segment at the previous step, so its cell is reset. With a soft flush c' = f⊙c + i⊙g
    /// (<see cref="ModelConfig.SoftFlush"/>).
    /// </summary>
    Flush,
}
