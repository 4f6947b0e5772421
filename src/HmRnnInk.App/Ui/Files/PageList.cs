using System.Globalization;
using System.Runtime.InteropServices;
using HmRnnInk.App.Background;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Documents;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menus of stored pages: open, rename and delete them, and bring deleted ones back.</summary>
/// <param name="say">Shows a notice of one line.</param>
/// <param name="warn">Shows a warning with a title and a text.</param>
internal sealed class PageList(
    PageSaver saver, MenuCard menu, BackgroundWork work, TimeProvider clock, Action<string> say, Action<string, string> warn)
{
    private readonly Thumbnails _pictures = new(work);

    /// <summary>Shows the pages that can be opened.</summary>
    /// <param name="selected">The item that is selected at first.</param>
    public void Show(int selected = 0)
    {
        IReadOnlyList<StoredPage> pages = saver.Folder.Pages(), deleted = saver.Folder.Deleted();
        if (pages.Count + deleted.Count == 0)
        {
            say($"There are no pages in {saver.Folder.Path} yet. Press {PageKeys.Save} to save this page, or drop a file on the window.");
            return;
        }

        List<MenuItem> items = [.. pages.Select((page, index) => Item(page, () => Open(page)) with
        {
            Rename = name => Rename(page, name),
            Delete = () => Delete(page, index),
        })];
        if (deleted.Count > 0) items.Add(new MenuItem("Deleted pages", "they can be brought back", () => ShowDeleted(deleted)));
        menu.Show("Open a page", items, selected: selected);
    }

    /// <inheritdoc cref="When(DateTimeOffset, DateTimeOffset)"/>
    public string When(DateTimeOffset written) => When(written, clock.GetLocalNow());

    /// <returns>A time for a list: without the date if it is today's, and without the year if it is this year's.</returns>
    public static string When(DateTimeOffset written, DateTimeOffset now)
    {
        DateTimeOffset local = written.ToLocalTime();
        string format = local.Date == now.Date ? "'today' HH:mm" : local.Year == now.Year ? "d MMM HH:mm" : "d MMM yyyy";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <returns>The number of points, after a separator; empty if it is not known.</returns>
    public static string Points(int? rows) => rows is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"  ·  {count:#,0} {(count == 1 ? "point" : "points")}") : "";

    private void ShowDeleted(IReadOnlyList<StoredPage> deleted) =>
        menu.Show("Bring a deleted page back", [.. deleted.Select(page => Item(page, () => Change(
            "The page was not brought back", () => saver.Folder.Restore(page), path => Show(IndexOf(path)))))]);

    private MenuItem Item(StoredPage page, Action choose)
    {
        bool isOpen = page.Path == saver.Path;
        return new MenuItem(page.Name, $"{(isOpen ? "this page" : When(page.Written))}{Points(page.Rows)}", choose)
        {
            Picture = () => _pictures.Of(page.Path, page.Written, () => Read(page)),
        };
    }

    private void Open(StoredPage page)
    {
        try
        {
            saver.Open(page);
        }
        catch (InkFormatException error)
        {
            warn(PageFiles.NotOpened, error.Message);
        }
    }

    private void Rename(StoredPage page, string name)
    {
        bool isOpen = page.Path == saver.Path;
        if (isOpen) saver.Finish();
        Change("The page was not renamed", () => saver.Folder.Rename(page, name), path =>
        {
            if (isOpen) saver.NoteRenamed(path);
            Show(IndexOf(path));
        });
    }

    private void Delete(StoredPage page, int index)
    {
        if (page.Path == saver.Path) say("This page is open. Open another or start a new one before you delete it");
        else Change("The page was not deleted", () => saver.Folder.Delete(page), _ => Show(index));
    }

    /// <summary>Changes the file of a page. If that fails, a warning says why.</summary>
    /// <param name="failed">The title of the warning.</param>
    /// <param name="change">Returns the new path.</param>
    /// <param name="then">Called with the new path.</param>
    private void Change(string failed, Func<string> change, Action<string> then)
    {
        try
        {
            then(change());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException)
        {
            warn(failed, error.Message);
        }
    }

    private int IndexOf(string path) => Math.Max(0, saver.Folder.Pages().ToList().FindIndex(page => page.Path == path));

    /// <returns>A picture of the page; null if it cannot be read.</returns>
    private static InkThumbnail? Read(StoredPage page)
    {
        try
        {
            InkDocument read = DocumentFolder.Read(page);
            float xHeight = read.Look.XHeight ?? PageViewport.XHeight(PenScale.Default.PixelsPerUnit);
            return InkThumbnail.Of(MemoryMarshal.ToEnumerable(read.Rows).Select(row => (row.X, row.Y, row.Offset.PenUp)), xHeight);
        }
        catch (InkFormatException)
        {
            return null; // if the person opens it, a warning says why
        }
    }
}
