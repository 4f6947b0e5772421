namespace HmRnnInk.App.Documents;

/// <summary>What a page can be written as.</summary>
public enum ExportKind
{
    /// <summary>SVG as the screen shows it.</summary>
    Svg,

    /// <summary>SVG of single lines, in groups for the segments.</summary>
    CentreLines,

    /// <summary>SVG that writes itself.</summary>
    Animated,

    Png,
    InkMl,
}
