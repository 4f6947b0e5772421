namespace HmRnnInk.App.Live;

/// <summary>What of a page is not in its rows and is restored with them when another page took its place and that is undone or redone.</summary>
/// <param name="Path">The document that it is saved in; null before it is saved.</param>
/// <param name="Autosave">The file that it was autosaved in when it was left; null for none.</param>
/// <param name="Settings">Null to leave them as they are.</param>
/// <param name="Look">Null to leave it as it is.</param>
public sealed record PageContext(string? Path, string? Autosave = null, LiveSettings? Settings = null, PageLook? Look = null);
