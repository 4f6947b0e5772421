namespace HmRnnInk.App.Colours;

/// <summary>What the colour of the ink shows.</summary>
internal enum ColourMode
{
    /// <summary>The ink shows only who wrote it. Hulls around it show the segments of one or two layers, one within the other.</summary>
    Nested,

    /// <summary>The segments of a layer, in alternating hues.</summary>
    Segments,

    /// <summary>The deepest layer that flushed at a row.</summary>
    Flush,

    /// <summary>Whether a layer updated, copied or flushed.</summary>
    Operation,

    /// <summary>How unexpected a row was to the model.</summary>
    Surprise,

    /// <summary>The value of one hidden unit.</summary>
    Unit,

    /// <summary>The letters of the text that the model has written, in alternating hues.</summary>
    Letters,

    /// <summary>Only who wrote the ink.</summary>
    Plain,
}
