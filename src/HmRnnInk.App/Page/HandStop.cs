namespace HmRnnInk.App.Page;

/// <summary>Why the model's pen cannot go on where it is.</summary>
public enum HandStop : byte
{
    None,

    EdgeOfPage,

    /// <summary>It moves no more: its line has ended.</summary>
    PenRests,
}
