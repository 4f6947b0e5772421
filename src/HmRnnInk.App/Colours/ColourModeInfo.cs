namespace HmRnnInk.App.Colours;

/// <summary>The name of a colour mode on the command line and in documents, and its label in the window.</summary>
public sealed record ColourModeInfo(ColourMode Mode, string Name, string Label);
