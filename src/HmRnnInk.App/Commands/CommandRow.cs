namespace HmRnnInk.App.Commands;

/// <summary>Commands that belong together, such as increase and decrease. They share one line in the list of keys.</summary>
/// <param name="Help">What the commands do, in their order: "neater, wilder".</param>
/// <param name="Commands">At least one.</param>
/// <param name="EnabledWhen">
/// Whether the row is enabled now; null for always. While it is not, its keys run the commands of a row that was added later.
/// </param>
internal sealed record CommandRow(CommandGroup Group, string Help, IReadOnlyList<Command> Commands, Func<bool>? EnabledWhen)
{
    /// <summary>The key labels of all chords of all commands.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps { get; } = [.. Commands.SelectMany(command => command.Caps)];

    public bool IsEnabled => EnabledWhen is null || EnabledWhen();
}
