namespace HmRnnInk.Model;

/// <summary>What a layer of an HM-LSTM does at a step.</summary>
public enum Operation : byte
{
    /// <summary>c' = f⊙c + i⊙g: the layer below ended a segment, this one did not.</summary>
    Update,

    /// <summary>c and h stay as they are: nothing came from below.</summary>
    Copy,

    /// <summary>c' = i⊙g: this layer ended a segment at the step before, so its cell starts anew.</summary>
    Flush,
}
