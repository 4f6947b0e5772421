using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menus of the enabled commands. With them, a pen or mouse can do everything that a key does.</summary>
internal static class CommandMenu
{
    /// <summary>Shows the groups of commands. Choosing a group shows its commands.</summary>
    /// <param name="seconds">Gives the time, which a command runs with.</param>
    public static void Show(MenuCard card, CommandSet commands, Func<double> seconds) => card.Show("Menu",
    [
        .. commands.Rows.Where(row => row.IsEnabled).GroupBy(row => row.Group).OrderBy(group => group.Key).Select(group => new MenuItem(
            HelpPanel.Name(group.Key), "", () => card.Show(HelpPanel.Name(group.Key), [.. Items(group, seconds)]))),
    ]);

    /// <summary>Shows a menu at a place in the window: the editing commands, or those of the toolbar if nothing is selected.</summary>
    /// <param name="x">Window units, like <paramref name="y"/>.</param>
    /// <inheritdoc cref="Show"/>
    public static void ShowAt(MenuCard card, CommandSet commands, bool selected, float x, float y, Func<double> seconds)
    {
        IEnumerable<CommandRow> rows = commands.Rows.Where(row => row.IsEnabled);
        card.Show(selected ? "Selection" : "Page", selected
            ? [.. Items(rows.Where(row => row.Group == CommandGroup.Editing), seconds)]
            : [.. rows.SelectMany(row => row.Commands).Where(command => command.Icon is not null).OrderBy(command => command.Icon)
                .Select(command => Item(command, seconds))], (x, y));
    }

    private static IEnumerable<MenuItem> Items(IEnumerable<CommandRow> rows, Func<double> seconds) =>
        from row in rows
        from command in row.Commands
        where command.InMenu
        select Item(command, seconds);

    private static MenuItem Item(Command command, Func<double> seconds) =>
        new(command.Label, Keys(command), () => command.Run(seconds()));

    private static string Keys(Command command) => command.Caps is [var caps, ..] ? string.Join(' ', caps) : "";
}
