namespace HmRnnInk.App.Commands;

/// <summary>Commands that belong together, such as more and less: one line of the card of keys.</summary>
/// <param name="Help">What they do, for people, in the order of the commands: "neater, wilder".</param>
/// <param name="Commands">At least one.</param>
/// <param name="EnabledWhen">Null for always. While it is false the keys are free for a row that was added later.</param>
public sealed record CommandRow(CommandGroup Group, string Help, IReadOnlyList<Command> Commands, Func<bool>? EnabledWhen)
{
    /// <summary>The keys of every chord of every command, for people.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps { get; } = [.. Commands.SelectMany(command => command.Caps)];

    public bool IsEnabled => EnabledWhen is null || EnabledWhen();
}
