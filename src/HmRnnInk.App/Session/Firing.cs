namespace HmRnnInk.App.Session;

/// <summary>Whether a layer's boundaries carry information.</summary>
internal enum Firing
{
    /// <summary>At some rows, as intended; also if there are too few rows to tell.</summary>
    Sometimes,

    Never,

    /// <summary>At every row where the detector ran.</summary>
    Always,
}
