namespace HmRnnInk.Model.Kernels;

/// <summary>A term of a layer's pre-activations: which h it multiplies, and what gates it.</summary>
internal enum LayerTerm
{
    /// <summary>h of the layer itself at the previous row. Not gated.</summary>
    Recurrent,

    /// <summary>h of the layer below at this row (the input for layer 0). Used where that layer ended a segment.</summary>
    BottomUp,

    /// <summary>h of the layer above at the previous row. Used where this layer ended a segment at that row.</summary>
    TopDown,
}
