namespace HmRnnInk.App.Page;

/// <summary>Why the model's pen cannot continue.</summary>
internal enum ModelPenStop : byte
{
    None,

    EdgeOfPage,

    /// <summary>The pen no longer moves: the model has ended its line.</summary>
    PenRests,
}
