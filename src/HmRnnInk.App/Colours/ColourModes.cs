namespace HmRnnInk.App.Colours;

/// <summary>
/// All colour modes, in the order of <see cref="ColourMode"/>. <c>InkPaint</c> has the colours, <c>LegendParts</c> the legend.
/// </summary>
public static class ColourModes
{
    public static IReadOnlyList<ColourModeInfo> All { get; } =
    [
        new(ColourMode.Nested, "nested", "nested segments"),
        new(ColourMode.Segments, "segments", "segments"),
        new(ColourMode.Flush, "flush", "deepest flush"),
        new(ColourMode.Operation, "operation", "operation"),
        new(ColourMode.Surprise, "surprise", "surprise"),
        new(ColourMode.Unit, "unit", "hidden unit"),
        new(ColourMode.Letters, "letters", "letters"),
        new(ColourMode.Plain, "plain", "plain"),
    ];

    public static string Name(this ColourMode mode) => All[(int)mode].Name;

    public static string Label(this ColourMode mode) => All[(int)mode].Label;

    /// <returns>Null if no mode has that name.</returns>
    public static ColourMode? Named(string name) => All.FirstOrDefault(info => info.Name == name)?.Mode;
}
