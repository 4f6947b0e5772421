namespace HmRnnInk.App.Colours;

/// <summary>
/// All colour modes, in the order of <see cref="ColourMode"/>: the name on the command line and in documents, and the label in the window.
/// <c>InkPaint</c> has the colours, <c>LegendParts</c> the legend.
/// </summary>
internal static class ColourModes
{
    public static IReadOnlyList<(ColourMode Mode, string Name, string Label)> All { get; } =
    [
        (ColourMode.Nested, "nested", "nested segments"),
        (ColourMode.Segments, "segments", "segments"),
        (ColourMode.Flush, "flush", "deepest flush"),
        (ColourMode.Operation, "operation", "operation"),
        (ColourMode.Surprise, "surprise", "surprise"),
        (ColourMode.Unit, "unit", "hidden unit"),
        (ColourMode.Letters, "letters", "letters"),
        (ColourMode.Plain, "plain", "plain"),
    ];

    public static string Name(this ColourMode mode) => All[(int)mode].Name;

    public static string Label(this ColourMode mode) => All[(int)mode].Label;

    /// <param name="name">A name of <see cref="All"/>.</param>
    public static ColourMode Named(string name) => All.First(mode => mode.Name == name).Mode;
}
