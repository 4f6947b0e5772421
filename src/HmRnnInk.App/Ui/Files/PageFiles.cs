using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui.Files;

/// <summary>All that a person does with files: saving, opening, dropping, exporting, copying, and the page writing itself again.</summary>
/// <param name="openInk">Puts ink that is no document on an empty page.</param>
/// <param name="timed">The page's ink in its timing.</param>
/// <param name="say">Tells the person a line.</param>
/// <param name="warn">Tells the person what went wrong, and why.</param>
public sealed class PageFiles(
    LiveInk ink, PageKeeper keeper, PageExports exports, MenuCard menu, IInkWindow window, TimeProvider clock,
    Action<StrokeCollection> openInk, Func<List<TimedSegment>> timed, Action<string> say, Action<string, string> warn) : IInputTarget
{
    private const string NotOpened = "It was not opened, and the page is as it was";
    private const string NoPageYet = "There is nothing on the page yet";

    private (ExportKind Kind, float Scale)? _export;
    private bool _copy;
    private (KeptPage? Page, string Text) _lost = (null, "");

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

    /// <summary>Opens a document, or ink that another program wrote. What is wrong with it is said, and the page stays.</summary>
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
    /// <exception cref="InkFormatException">It cannot be read.</exception>
    public void OpenOrThrow(string path)
    {
        if (string.Equals(Path.GetExtension(path), DocumentFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            keeper.Open(new KeptPage(Path.GetFullPath(path), Path.GetFileNameWithoutExtension(path), default, null, Unsaved: false));
            return;
        }

        StrokeCollection strokes = InkFile.Read(path);
        keeper.New();
        openInk(strokes);
    }

    /// <summary>Exports the page after this frame.</summary>
    /// <param name="scale">Pixels in a page unit, of a PNG.</param>
    public void Export(ExportKind kind, float scale = 1) => _export = (kind, scale);

    /// <summary>Copies the page as a picture after this frame.</summary>
    public void Copy() => _copy = true;

    /// <summary>Does what was asked for and is due. In a frame, after the page was drawn.</summary>
    /// <param name="saved">Told each file that was written.</param>
    public void Frame(double seconds, Action<string> saved)
    {
        keeper.Frame(seconds);
        if (_export is { } export) WriteExport(export.Kind, export.Scale, saved);
        _export = null;
        if (_copy) CopyPicture();
        _copy = false;
        if (keeper.TakeSaid() is { } said) say(said);
        if (keeper.TakeSaved() is { } path) saved(path);
    }

    /// <summary>Over everything else.</summary>
    /// <param name="noticed">Whether there is a notice on the page already.</param>
    public void Draw(UiRenderer ui, Palette palette, bool noticed)
    {
        if (Replay.IsShown) ReplayPanel.Draw(ui, palette, Replay, ink.Layout);
        else if (keeper.Lost is { } lost && ink.Rows.Count == 0 && !menu.IsShown && !noticed) DrawLost(ui, palette, lost);
    }

    private void DrawLost(UiRenderer ui, Palette palette, KeptPage lost)
    {
        PageLayout page = ink.Layout;
        if (_lost.Page != lost) _lost = (lost, $"Ctrl R brings it back ({When(lost.Written)}{Length(lost.Rows)}).");
        NoticePanel.Draw(ui, palette, page, page.Y + page.Height - 128, "A page was not saved when the program ended", _lost.Text, warns: true);
    }

    /// <summary>Shows the page writing itself again.</summary>
    public void WatchAgain(double seconds)
    {
        if (ink.Rows.Count == 0)
        {
            say(NoPageYet);
            return;
        }

        ink.StopWriting();
        Replay.Begin(timed(), seconds);
    }

    /// <summary>Shows the pages to open.</summary>
    public void ShowPages()
    {
        IReadOnlyList<KeptPage> pages = keeper.Folder.Pages();
        if (pages.Count == 0)
        {
            say($"There are no pages in {keeper.Folder.Path} yet: Ctrl S saves this one, and a file can be dropped on the window");
            return;
        }

        menu.Show("Open a page", [.. pages.Select(page => new MenuItem(page.Name, $"{When(page.Written)}{Length(page.Rows)}", () => OpenKept(page)))]);
    }

    private void OpenKept(KeptPage page)
    {
        try
        {
            keeper.Open(page);
        }
        catch (InkFormatException error)
        {
            warn(NotOpened, error.Message);
        }
    }

    /// <summary>Brings back the page that an earlier run of the program left unsaved.</summary>
    public void Recover()
    {
        try
        {
            keeper.Recover();
        }
        catch (InkFormatException error)
        {
            warn("The page that was not saved cannot be brought back", error.Message);
        }
    }

    public void ShowExports() => menu.Show("Export the page",
    [
        Item("SVG, as drawn", ".svg", ExportKind.Svg),
        Item("SVG of single lines, in groups for the segments", "for plotters", ExportKind.CentreLines),
        Item("SVG that writes itself", ".svg", ExportKind.Animated),
        Item("PNG", "×1", ExportKind.Png, 1),
        Item("PNG", "×2", ExportKind.Png, 2),
        Item("PNG", "×4", ExportKind.Png, 4),
        Item("InkML, with times", ".inkml", ExportKind.InkMl),
        new MenuItem("Copy the picture", "Ctrl C", Copy),
    ]);

    private MenuItem Item(string label, string detail, ExportKind kind, float scale = 1) => new(label, detail, () => Export(kind, scale));

    private void WriteExport(ExportKind kind, float scale, Action<string> saved)
    {
        string path = InkExport.NewPath(PageExports.Extension(kind), clock.GetLocalNow());
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

        if (PictureClipboard.TryCopy(png))
        {
            say("Copied the page as a picture");
            return;
        }

        window.ClipboardText = svg;
        say(OperatingSystem.IsLinux() ? "Copied the page as SVG text; with xclip or wl-copy installed it is copied as a picture" : "Copied the page as SVG text");
    }

    private string When(DateTimeOffset written)
    {
        DateTimeOffset now = clock.GetLocalNow(), local = written.ToLocalTime();
        string format = local.Date == now.Date ? "'today' HH:mm" : local.Year == now.Year ? "d MMM HH:mm" : "d MMM yyyy";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Length(int? rows) => rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"  ·  {count:#,0} {(count == 1 ? "point" : "points")}") : "";
}
