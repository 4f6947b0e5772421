namespace HmRnnInk.App.Colours;

/// <summary>A colour mode's name on the command line and in documents, and its label for people.</summary>
public sealed record ColourModeInfo(ColourMode Mode, string Name, string Label);
