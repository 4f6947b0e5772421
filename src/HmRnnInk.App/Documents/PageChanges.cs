using HmRnnInk.App.Session;

namespace HmRnnInk.App.Documents;

/// <summary>Tracks whether the page changed since it was last written to a file, and when an autosave is due.</summary>
/// <param name="look">Gives the current look of the page; null if the look is not saved.</param>
internal sealed class PageChanges(LiveInk ink, Func<PageLook>? look)
{
    /// <summary>An autosave is due when the page has not changed for this time.</summary>
    private const double RestSeconds = 2;

    /// <summary>An autosave is due this time after the first change, even if the page still changes.</summary>
    private const double MaximumSeconds = 15;

    private (int Version, int Text, int Rows) _seen = Seen(ink);
    private (PageLook Look, LiveSettings Settings) _seenLook;
    private double _changedSeconds, _firstChangedSeconds; // the last change, and the first one that is not written

    /// <summary>Whether the page differs from the file that was written last, which may be an autosave.</summary>
    public bool IsUnwritten { get; set; }

    /// <summary>Whether the page differs from its saved document.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>Checks whether the page changed since the last call.</summary>
    public void Update(double seconds)
    {
        (int Version, int Text, int Rows) now = Seen(ink);
        (PageLook Look, LiveSettings Settings) nowLook = (look?.Invoke() ?? default, ink.Settings);
        // A new look alone does not change a saved document, but an unsaved page is autosaved with its look.
        bool changed = now != _seen || (IsUnsaved && nowLook != _seenLook);
        (_seen, _seenLook) = (now, nowLook);
        if (!changed) return;
        _changedSeconds = seconds;
        if (!IsUnwritten) _firstChangedSeconds = seconds;
        IsUnwritten = IsUnsaved = true;
    }

    /// <summary>Checks for changes that were made after the last frame.</summary>
    public void Update() => Update(_changedSeconds);

    public bool IsAutosaveDue(double seconds) =>
        IsUnwritten && (seconds - _changedSeconds >= RestSeconds || seconds - _firstChangedSeconds >= MaximumSeconds);

    /// <summary>Starts again with a page that was just opened.</summary>
    /// <param name="unsaved">Whether the page has no saved document.</param>
    public void Restart(bool unsaved)
    {
        _seen = Seen(ink);
        IsUnwritten = IsUnsaved = unsaved;
    }

    private static (int Version, int Text, int Rows) Seen(LiveInk ink) => (ink.Version, ink.Text.Version, ink.Rows.Count);
}
