namespace HmRnnInk.Model;

/// <summary>The operation of an HM-LSTM layer at a step.</summary>
public enum Operation : byte
{
    /// <summary>c' = f⊙c + i⊙g: the layer below has ended a segment, and this layer has not.</summary>
    Update,

    /// <summary>c and h are unchanged: the layer below has not ended a segment.</summary>
    Copy,

    /// <summary>
    /// c' = i⊙g: this layer ended a segment at the previous step, so its cell is reset. With a soft flush c' = f⊙c + i⊙g
    /// (<see cref="ModelConfig.SoftFlush"/>).
    /// </summary>
    Flush,
}
