namespace HmRnnInk.App.Session;

/// <summary>Whether a layer's boundaries tell anything.</summary>
public enum Firing
{
    /// <summary>Now and then, as they should; or there are too few rows to say.</summary>
    Sometimes,

    Never,

    /// <summary>At every row at which the detector ran.</summary>
    Always,
}
