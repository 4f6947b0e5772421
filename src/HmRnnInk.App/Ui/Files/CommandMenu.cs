using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The menu of all enabled commands, by group. With it, everything that a key does can be done with pen or mouse.</summary>
public static class CommandMenu
{
    /// <summary>Shows the groups. Choosing a group shows its commands.</summary>
    public static void Show(MenuCard card, CommandSet commands, Func<double> seconds) => card.Show("Menu",
    [
        .. commands.Rows.Where(row => row.IsEnabled).GroupBy(row => row.Group).OrderBy(group => group.Key).Select(group => new MenuItem(
            HelpPanel.Name(group.Key), "", () => card.Show(HelpPanel.Name(group.Key), [.. Items(group, seconds)]))),
    ]);

    private static IEnumerable<MenuItem> Items(IEnumerable<CommandRow> rows, Func<double> seconds) =>
        from row in rows
        from command in row.Commands
        where command.InMenu
        select new MenuItem(command.Label, Keys(command), () => command.Run(seconds()));

    private static string Keys(Command command) => command.Caps is [var caps, ..] ? string.Join(' ', caps) : "";
}
