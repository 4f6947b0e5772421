using HmRnnInk.Ink;

namespace HmRnnInk.App.Colours;

/// <summary>All colours of the app; 0xRRGGBBAA, straight alpha.</summary>
internal sealed record Palette
{
    public required uint Desk { get; init; }

    public required uint Paper { get; init; }

    /// <summary>Amplitude of the paper's grain, in steps of 1/255.</summary>
    public required float GrainSteps { get; init; }

    public required uint Shadow { get; init; }

    /// <summary>The ruled lines.</summary>
    public required uint Rule { get; init; }

    /// <summary>The baseline of the line being written on.</summary>
    public required uint ActiveRule { get; init; }

    /// <summary>The dashed line at the x-height, and the dotted lines at the ascender and the descender.</summary>
    public required uint GuideLines { get; init; }

    /// <summary>The band between baseline and x-height.</summary>
    public required uint Band { get; init; }

    public required uint Margin { get; init; }

    public required uint Text { get; init; }

    /// <summary>For units, hints and disabled items.</summary>
    public required uint MutedText { get; init; }

    public required uint Panel { get; init; }

    public required uint PanelBorder { get; init; }

    /// <summary>For problems that need attention: a missing model, a rejected file.</summary>
    public required uint Warning { get; init; }

    /// <summary>Highlights what is selected or under the pointer: ink, segments in the score, typed text.</summary>
    public required uint Marker { get; init; }

    /// <summary>How the marker is blended with the page below ink.</summary>
    public required InkBlend MarkerBlend { get; init; }

    /// <summary>Colours of the ghosts, the most likely first. They are equally light and distinguishable for any colour vision.</summary>
    public required uint[] Ghosts { get; init; }

    public required InkColours Ink { get; init; }

    public required ModeColours Modes { get; init; }

    /// <summary>The colour of the person's ink in the modes that only show who wrote it; null for that of <see cref="Ink"/>.</summary>
    public uint? Pen { get; init; }

    /// <summary>The colour of ink in the modes that only show who wrote it.</summary>
    public uint Plain(bool byModel) => byModel ? Ink.Of(byModel: true, 0) : Pen ?? Ink.Of(byModel: false, 0);

    public static Palette Light { get; } = new()
    {
        Desk = 0xE6E0D5FF,
        Paper = 0xFCF9F2FF,
        GrainSteps = 3.2f,
        Shadow = 0x5A4A3560,
        Rule = 0x8FA6BF4C,
        ActiveRule = 0x6D8DB0A0,
        GuideLines = 0x6D8DB078,
        Band = 0x8FB0D414,
        Margin = 0xCF7F76A0,
        Text = 0x33302BFF,
        MutedText = 0x5F594FFF,
        Panel = 0xFFFDF8F0,
        PanelBorder = 0x8C7F6A48,
        Warning = 0xA03A12FF,
        Marker = 0xFFDF80FF,
        MarkerBlend = InkBlend.Darken,
        Ghosts = [0x5D6A99FF, 0x2E8577FF, 0xB0672AFF, 0x9A4F8EFF, 0x3B7FB5FF],
        Ink = InkColours.OnLight,
        Modes = ModeColours.OnLight,
    };

    public static Palette Dark { get; } = new()
    {
        Desk = 0x17181BFF,
        Paper = 0x24262AFF,
        GrainSteps = 2.4f,
        Shadow = 0x00000090,
        Rule = 0x8FA6BF38,
        ActiveRule = 0x9DB7D480,
        GuideLines = 0x9DB7D458,
        Band = 0x8FB0D40E,
        Margin = 0xCF7F7680,
        Text = 0xECE8E0FF,
        MutedText = 0xA39E95FF,
        Panel = 0x2B2D32F0,
        PanelBorder = 0xFFFFFF24,
        Warning = 0xFF9F6EFF,
        Marker = 0x5E4C1EFF,
        MarkerBlend = InkBlend.Lighten,
        Ghosts = [0xA9B4DAFF, 0x6CC2B2FF, 0xE0A873FF, 0xD596C9FF, 0x7FBCE8FF],
        Ink = InkColours.OnDark,
        Modes = ModeColours.OnDark,
    };

    // In the order of PenColour. Black is the colour of the palette itself. Made once, because palettes are compared by reference.
    private static readonly Palette[] LightForPen =
        [Light, .. new uint[] { 0x1F4FA8FF, 0x1E6B3AFF, 0xA32020FF, 0x6B2C91FF }.Select(pen => Light with { Pen = pen })];

    private static readonly Palette[] DarkForPen =
        [Dark, .. new uint[] { 0x8FB8FFFF, 0x8FD6A0FF, 0xFF9C92FF, 0xD3A8F5FF }.Select(pen => Dark with { Pen = pen })];

    /// <returns>The light or dark palette with the colour of the person's pen; the same object at each call.</returns>
    public static Palette Of(bool dark, PenColour pen) => (dark ? DarkForPen : LightForPen)[(int)pen];
}
