namespace HmRnnInk.App.Ui.Files;

/// <summary>One thing to choose.</summary>
/// <param name="Detail">In muted text at the right end; may be empty.</param>
public sealed record MenuItem(string Label, string Detail, Action Choose);
