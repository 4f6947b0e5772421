using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menu of all enabled commands, by group. With it, everything that a key does can be done with pen or mouse.</summary>
internal static class CommandMenu
{
    /// <summary>Shows the groups. Choosing a group shows its commands.</summary>
    public static void Show(MenuCard card, CommandSet commands, Func<double> seconds) => card.Show("Menu",
    [
        .. commands.Rows.Where(row => row.IsEnabled).GroupBy(row => row.Group).OrderBy(group => group.Key).Select(group => new MenuItem(
            HelpPanel.Name(group.Key), "", () => card.Show(HelpPanel.Name(group.Key), [.. Items(group, seconds)]))),
    ]);

    /// <summary>Shows the commands about the selection, or without one those of the toolbar, at a place in window units.</summary>
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
