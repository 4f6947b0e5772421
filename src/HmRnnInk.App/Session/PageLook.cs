using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>
/// The appearance of a page and its view, as saved with it. Null values were not saved and leave the current setting unchanged.
/// </summary>
internal readonly record struct PageLook
{
    /// <summary>A document with a narrower sheet gets this width, page units.</summary>
    public const float MinimumSheetWidth = 100;

    /// <summary>Width of the sheet that the ink was written on, page units.</summary>
    public float? SheetWidth { get; init; }

    /// <summary>The size of the ruled lines; see <see cref="PageLayout.XHeight"/>.</summary>
    public float? XHeight { get; init; }

    /// <summary>What the colour of the ink shows.</summary>
    public ColourScheme? Colours { get; init; }

    /// <summary>Window units in one page unit, if the person has chosen a zoom.</summary>
    public float? Zoom { get; init; }

    /// <summary>Name of the style that the model reads before the page; empty for none.</summary>
    public string? Style { get; init; }
}
