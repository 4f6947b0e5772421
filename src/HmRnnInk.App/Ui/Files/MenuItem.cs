namespace HmRnnInk.App.Ui.Files;

/// <summary>An item of a menu.</summary>
/// <param name="Detail">Muted text at the right end. May be empty.</param>
public sealed record MenuItem(string Label, string Detail, Action Choose);
