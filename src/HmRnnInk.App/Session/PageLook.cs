using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>How a page looks and is looked at, as far as it is kept with it. What is null was not kept: it stays as it is.</summary>
public readonly record struct PageLook
{
    public const float LeastSheetWidth = 100;

    /// <summary>Of the sheet that its ink was written on, page units.</summary>
    public float? SheetWidth { get; init; }

    /// <summary>The ruled lines' size, as <see cref="PageLayout.XHeight"/>.</summary>
    public float? XHeight { get; init; }

    /// <summary>What the ink's colour tells.</summary>
    public ColourScheme? Colours { get; init; }

    /// <summary>Pen units in a page unit, where a hand has chosen it.</summary>
    public float? Zoom { get; init; }

    /// <summary>Name of the style that the model reads before the page; empty for none.</summary>
    public string? Style { get; init; }
}
