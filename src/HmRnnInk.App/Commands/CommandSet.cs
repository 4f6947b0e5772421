namespace HmRnnInk.App.Commands;

/// <summary>Every command of a window: the only source of what keys do, of the card that lists them and of the menu.</summary>
public sealed class CommandSet
{
    private readonly List<CommandRow> _rows = [];

    /// <summary>In the order added.</summary>
    public IReadOnlyList<CommandRow> Rows => _rows;

    /// <summary>Adds a line of the card of keys with its commands.</summary>
    /// <inheritdoc cref="AddWhen"/>
    public void Add(CommandGroup group, string help, params ReadOnlySpan<Command> commands) => AddWhen(null, group, help, commands);

    /// <summary>Adds commands that are enabled at times only.</summary>
    /// <param name="enabled">While it is false the keys run the next row that has them; null for always.</param>
    /// <param name="help">What the commands do, in their order.</param>
    /// <exception cref="ArgumentException">A chord is taken by a row that is always enabled.</exception>
    public void AddWhen(Func<bool>? enabled, CommandGroup group, string help, params ReadOnlySpan<Command> commands)
    {
        foreach (Command command in commands)
        {
            foreach (KeyChord chord in command.Chords)
            {
                CommandRow? taken = _rows.Find(row => row.EnabledWhen is null && row.Commands.Any(other => other.Chords.Contains(chord)));
                if (taken is not null)
                    throw new ArgumentException($"{string.Join(' ', chord.Caps())} is bound twice: to '{taken.Help}' and to '{help}'.", nameof(commands));
            }
        }

        _rows.Add(new CommandRow(group, help, [.. commands], enabled));
    }

    /// <summary>Runs the command of a chord, if one is enabled.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Press(in KeyPress press)
    {
        if (Find(press) is not { } command) return false;
        command.Run(press.Seconds);
        return true;
    }

    /// <summary>A chord that asks for Shift goes before the same chord without it.</summary>
    private Command? Find(in KeyPress press)
    {
        Command? found = null;
        foreach (CommandRow row in _rows)
        {
            if (!row.IsEnabled) continue;
            foreach (Command command in row.Commands)
            {
                foreach (KeyChord chord in command.Chords)
                {
                    if (!chord.Fits(press)) continue;
                    if (chord.Modifiers == press.Modifiers) return command;
                    found ??= command;
                }
            }
        }

        return found;
    }
}
