namespace HmRnnInk.App.Documents;

/// <summary>The file formats of an export.</summary>
internal enum ExportKind
{
    /// <summary>SVG that looks like the screen.</summary>
    Svg,

    /// <summary>SVG of centre lines, grouped by segment.</summary>
    CentreLines,

    /// <summary>SVG with an animation of the writing.</summary>
    Animated,

    Png,
    InkMl,
}
