namespace HmRnnInk.App.Colours;

/// <summary>What the ink's colour tells.</summary>
public enum ColourMode
{
    /// <summary>The deepest layer that flushed at a row.</summary>
    Flush,

    /// <summary>The segments that a layer found, in hues that take turns.</summary>
    Segments,

    /// <summary>Whether a layer updated, copied or flushed.</summary>
    Operation,

    /// <summary>How little the model expected a row.</summary>
    Surprise,

    /// <summary>The value of one hidden unit.</summary>
    Unit,

    /// <summary>Whose ink it is and nothing else.</summary>
    Plain,
}
