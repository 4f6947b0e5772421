namespace HmRnnInk.App.Colours;

/// <summary>How ink meets what is below it.</summary>
public enum InkBlend
{
    /// <summary>Lies over it.</summary>
    Over,

    /// <summary>Leaves the darker of the two, channel by channel: a text marker on paper, even where it crosses itself.</summary>
    Darken,

    /// <summary>Leaves the brighter of the two: the same on a dark page.</summary>
    Lighten,
}
