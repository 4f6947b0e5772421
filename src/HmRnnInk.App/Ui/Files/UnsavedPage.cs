using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Page;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Warns that the page cannot be written to disk, and asks what to do before the window closes.</summary>
internal static class UnsavedPage
{
    public static void Draw(UiRenderer ui, Palette palette, PageLayout page, string problem) => NoticePanel.Draw(
        ui, palette, page, page.Bottom - 128, "This page is not saved on disk. HmRnnInk tries again every two seconds.", problem,
        warns: true);

    /// <summary>Saves or autosaves the page. If that is impossible, shows a menu with other folders.</summary>
    /// <param name="close">Closes the window.</param>
    /// <returns>Whether the window can close without losing ink.</returns>
    public static bool TrySave(PageSaver saver, MenuCard menu, Action close)
    {
        if (saver.Finish() is not { } problem) return true;
        menu.Show("This page could not be saved",
        [
            new MenuItem("Try again", Short(problem), close),
            .. DocumentFolder.FallbackFolders().Select(folder => new MenuItem("Save it in another folder", folder, () =>
            {
                if (saver.SaveIn(folder) is not null) close();
            })),
            new MenuItem("Quit without this page", "its newest ink is lost", () =>
            {
                saver.GiveUp();
                close();
            }),
            new MenuItem("Cancel", "continue writing", () => { }),
        ]);
        return false;
    }

    /// <summary>Shows a menu for a page that was not saved, because another program has changed its file.</summary>
    /// <param name="path">The file.</param>
    public static void AskAboutConflict(PageSaver saver, MenuCard menu, string path) =>
        menu.Show($"“{Path.GetFileNameWithoutExtension(path)}” was changed by another window",
        [
            new MenuItem("Keep both", "save this page beside it", () => saver.SaveBeside(path)),
            new MenuItem("Overwrite it", "with this page", () => saver.SaveTo(path)),
            new MenuItem("Cancel", "do not save", () => { }),
        ]);

    private static string Short(string problem) => problem.Length <= 60 ? problem : problem[..60] + "…";
}
