namespace HmRnnInk.Model.Kernels;

/// <summary>Which h a term of a layer's pre-activations multiplies, and what gates it.</summary>
internal enum LayerTerm
{
    /// <summary>The layer's own, at the row before; always.</summary>
    Recurrent,

    /// <summary>The layer below's at this row (layer 0: the row itself), where that layer ended a segment.</summary>
    BottomUp,

    /// <summary>The layer above's at the row before, where this layer ended a segment then.</summary>
    TopDown,
}
