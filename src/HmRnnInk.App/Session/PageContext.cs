namespace HmRnnInk.App.Session;

/// <summary>What belongs to a page besides its rows. Undoing or redoing the opening of a page restores it.</summary>
/// <param name="Path">The document that the page is saved in; null before it is saved.</param>
/// <param name="Autosave">The autosave that was written when another page was opened in place of this one; null for none.</param>
/// <param name="Text">The text of the page; null to leave it unchanged.</param>
/// <param name="Settings">Null to leave the settings unchanged.</param>
/// <param name="Look">Null to leave the look unchanged.</param>
internal sealed record PageContext(
    string? Path, string? Autosave = null, string? Text = null, LiveSettings? Settings = null, PageLook? Look = null);
