using HmRnnInk.App.Background;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The file commands of a page: save, open, drop, export, copy, and the replay of the page.</summary>
/// <param name="timed">Gives the ink of the page with the times at which it was written.</param>
/// <param name="say">Shows a notice of one line.</param>
/// <param name="warn">Shows a warning with a title and a text.</param>
internal sealed class PageFiles(
    LiveInk ink, PageSaver saver, PageExports exports, MenuCard menu, IInkWindow window, BackgroundWork work, TimeProvider clock,
    Func<List<TimedCapsule>> timed, Action<string> say, Action<string, string> warn)
    : IInputTarget
{
    internal const string NotOpened = "The file was not opened; the page is unchanged";
    private const string ProgramName = "HmRnnInk";
    private const string NoPageYet = "The page is empty";

    private readonly PageList _pages = new(saver, menu, work, clock, say, warn);
    private (ExportKind Kind, float Scale)? _export;
    private bool _copy;
    private string? _titlePath;
    private (StoredPage? Page, string Text) _lost = (null, "");

    public PageReplay Replay { get; } = new();

    public bool Contains(float x, float y) => Replay.Contains(x, y);

    public bool TakesKeysFirst => Replay.IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (input is { Kind: InputKind.FilesDropped, Files: [var file, ..] })
        {
            Open(file);
            return true;
        }

        return Replay.Take(input, seconds);
    }

    /// <summary>
    /// Opens a document or an ink file of another program. If the file cannot be read, a warning says why and the page is unchanged.
    /// </summary>
    public void Open(string path)
    {
        try
        {
            OpenOrThrow(path);
        }
        catch (InkFormatException error)
        {
            warn(NotOpened, error.Message);
        }
    }

    /// <inheritdoc cref="Open"/>
    /// <exception cref="InkFormatException">The file cannot be read.</exception>
    public void OpenOrThrow(string path)
    {
        if (string.Equals(Path.GetExtension(path), DocumentFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            saver.Open(new StoredPage(Path.GetFullPath(path), Path.GetFileNameWithoutExtension(path), default, null, Unsaved: false));
            return;
        }

        ReadInk read = InkFile.Open(path);
        PlacedInk placed = Place(read);
        saver.Begin(placed.Rows, placed.Hand, new PageLook { XHeight = placed.XHeight });
        say(string.Join(". ", [$"Opened {Path.GetFileName(path)}", .. read.Notes, .. placed.Notes]));
    }

    /// <summary>Exports the page after this frame.</summary>
    /// <param name="scale">Pixels per page unit of a PNG.</param>
    public void Export(ExportKind kind, float scale = 1) => _export = (kind, scale);

    /// <summary>Copies the page as an image after this frame.</summary>
    public void Copy() => _copy = true;

    /// <summary>
    /// Autosaves the page when it is due, and carries out exports and copies. Call it once per frame, after the page was drawn.
    /// </summary>
    /// <param name="saved">Called with the path of each file that was written.</param>
    public void Update(double seconds, Action<string> saved)
    {
        saver.Update(seconds);
        ShowName();
        if (_export is { } export) WriteExport(export.Kind, export.Scale, saved);
        _export = null;
        if (_copy) CopyPicture();
        _copy = false;
        if (saver.TakeNotice() is { } said) say(said);
        if (saver.TakeConflict() is { } conflict) UnsavedPage.AskAboutConflict(saver, menu, conflict);
        if (saver.TakeSavedPath() is { } path) saved(path);
    }

    /// <summary>Draws the replay, or a notice about a page that is not on disk.</summary>
    /// <param name="covered">Whether the menu or another notice is shown.</param>
    public void Draw(UiRenderer ui, Palette palette, bool covered)
    {
        if (Replay.IsShown) Replay.Draw(ui, palette, ink.Layout);
        else if (covered) return;
        else if (saver.Problem is { } problem) UnsavedPage.Draw(ui, palette, ink.Layout, problem);
        else if (saver.Lost is { } lost && ink.Rows.Count == 0) DrawLost(ui, palette, lost);
    }

    /// <summary>Replays how the page was written.</summary>
    public void StartReplay(double seconds)
    {
        if (ink.Rows.Count == 0)
        {
            say(NoPageYet);
            return;
        }

        ink.StopWriting();
        Replay.Begin(timed(), seconds);
    }

    /// <summary>Saves or autosaves the page before the window closes. If that is impossible, a menu asks what to do.</summary>
    /// <returns>Whether the window may close.</returns>
    public bool TrySave() => UnsavedPage.TrySave(saver, menu, window.Close);

    /// <summary>Shows the menu of pages that can be opened.</summary>
    public void ShowPages() => _pages.Show();

    /// <summary>Opens the page that was autosaved before the program ended unexpectedly.</summary>
    public void Recover()
    {
        if (saver.Lost is null)
        {
            say($"No page was lost. {PageKeys.Open} lists all pages, including unsaved ones.");
            return;
        }

        try
        {
            saver.Recover();
        }
        catch (InkFormatException error)
        {
            warn("The unsaved page cannot be recovered", error.Message);
        }
    }

    public void ShowExports() => menu.Show("Export the page",
    [
        Item("SVG", ".svg", ExportKind.Svg),
        Item("SVG of centre lines, grouped by segment", "for plotters", ExportKind.CentreLines),
        Item("Animated SVG", ".svg", ExportKind.Animated),
        Item("PNG", "×1", ExportKind.Png, 1),
        Item("PNG", "×2", ExportKind.Png, 2),
        Item("PNG", "×4", ExportKind.Png, 4),
        Item("InkML, with times", ".inkml", ExportKind.InkMl),
        new MenuItem("Copy as an image", PageKeys.Copy.ToString(), Copy),
    ]);

    private MenuItem Item(string label, string detail, ExportKind kind, float scale = 1) => new(label, detail, () => Export(kind, scale));

    /// <summary>Places ink of another program on a new page.</summary>
    /// <exception cref="InkFormatException">The ink has more points than a page can hold.</exception>
    private PlacedInk Place(ReadInk read)
    {
        float pixelsPerUnit = PenScale.Default.PixelsPerUnit * ink.Settings.SizeFactor;
        PageLayout sheet = PageLayout.Fit(window.Size.Width, window.Size.Height, PageViewport.XHeight(pixelsPerUnit));
        CheckCount(read.Ink.PointCount);
        PlacedInk placed = PlacedInk.On(sheet, read, pixelsPerUnit);
        CheckCount(placed.Rows.Length);
        return placed;
    }

    private static void CheckCount(int points)
    {
        if (points <= DocumentLimits.MaximumRows) return;
        throw new InkFormatException(
            $"The ink has {points:#,0} points; a page holds at most {DocumentLimits.MaximumRows:#,0}. Split the file into several.");
    }

    /// <summary>Shows the name of the page in the title of the window.</summary>
    private void ShowName()
    {
        string? path = saver.Path;
        if (path == _titlePath) return;
        _titlePath = path;
        window.Title = path is null ? ProgramName : $"{Path.GetFileNameWithoutExtension(path)} – {ProgramName}";
    }

    private void DrawLost(UiRenderer ui, Palette palette, StoredPage lost)
    {
        PageLayout page = ink.Layout;
        if (_lost.Page != lost)
            _lost = (lost, $"Press {PageKeys.Recover} to recover it ({_pages.When(lost.Written)}{PageList.Points(lost.Rows)}).");
        NoticePanel.Draw(ui, palette, page, page.Bottom - 128, "The program ended before a page was saved", _lost.Text, warns: true);
    }

    private void WriteExport(ExportKind kind, float scale, Action<string> saved)
    {
        string path = PageExports.NewPath(saver.Folder, kind, clock.GetLocalNow());
        try
        {
            exports.Write(kind, path, scale);
            say($"Saved {path}");
            saved(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException)
        {
            warn("The page was not exported", error.Message);
        }
    }

    private void CopyPicture()
    {
        byte[] png;
        string svg;
        try
        {
            (png, svg) = exports.Copy();
        }
        catch (IOException error)
        {
            warn("The page was not copied", error.Message);
            return;
        }

        work.Do(() => PictureClipboard.TryCopy(png), copied =>
        {
            if (!copied) window.ClipboardText = svg;
            say(copied ? "Copied the page as an image"
                : OperatingSystem.IsLinux() ? "Copied the page as SVG text. Install xclip or wl-copy to copy it as an image."
                : "Copied the page as SVG text");
        });
    }
}
