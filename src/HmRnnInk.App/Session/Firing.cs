namespace HmRnnInk.App.Session;

/// <summary>How often a layer's detector fires. A layer that fires never or always does not divide the ink.</summary>
internal enum Firing
{
    /// <summary>At some rows, as intended; also if there are too few rows to tell, and for the top layer, which has no detector.</summary>
    Sometimes,

    Never,

    /// <summary>At every row where the detector ran.</summary>
    Always,
}
