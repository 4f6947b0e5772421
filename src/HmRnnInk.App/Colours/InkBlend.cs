namespace HmRnnInk.App.Colours;

/// <summary>How ink is blended with what is below it.</summary>
internal enum InkBlend
{
    /// <summary>Covers it.</summary>
    Over,

    /// <summary>Takes the darker of the two in each channel, like a text marker on paper, also where a stroke crosses itself.</summary>
    Darken,

    /// <summary>Takes the lighter of the two in each channel: the same on a dark page.</summary>
    Lighten,
}
