using HmRnnInk.App.Input;

namespace HmRnnInk.App.Commands;

/// <summary>
/// All commands of a window. It is the only source of the key bindings, the list of keys and the menu. It runs the commands whose keys are
/// pressed; the parts of the window above it get the keys first.
/// </summary>
internal sealed class CommandSet : IInputTarget
{
    private readonly List<CommandRow> _rows = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<CommandRow> Rows => _rows;

    /// <summary>Adds commands that share one line in the list of keys.</summary>
    /// <inheritdoc cref="AddWhen"/>
    public void Add(CommandGroup group, string help, params ReadOnlySpan<Command> commands) => AddWhen(null, group, help, commands);

    /// <summary>Adds commands that are enabled only at times.</summary>
    /// <param name="enabled">See <see cref="CommandRow"/>.</param>
    /// <param name="help">What the commands do, in their order.</param>
    /// <exception cref="ArgumentException">A row that is always enabled already uses one of the chords.</exception>
    public void AddWhen(Func<bool>? enabled, CommandGroup group, string help, params ReadOnlySpan<Command> commands)
    {
        var added = new CommandRow(group, help, [.. commands], enabled);
        foreach (KeyChord chord in added.Commands.SelectMany(command => command.Chords))
        {
            if (_rows.Find(row => row.EnabledWhen is null && row.Commands.Any(other => other.Chords.Contains(chord))) is { } taken)
                throw new ArgumentException($"{chord} is bound twice: to '{taken.Help}' and to '{help}'.", nameof(commands));
        }

        _rows.Add(added);
    }

    public bool Contains(float x, float y) => false;

    /// <returns>Whether a key was pressed that runs an enabled command.</returns>
    public bool Take(in InputEvent input, double seconds)
    {
        if (input.Kind != InputKind.KeyDown || Find(new KeyChord(input.Key, input.Modifiers)) is not { } command) return false;
        command.Run(seconds);
        return true;
    }

    /// <summary>Finds the enabled command of the keys. A chord with Shift takes precedence over the same chord without it.</summary>
    private Command? Find(KeyChord pressed)
    {
        List<Command> fitting =
        [
            .. _rows.Where(row => row.IsEnabled).SelectMany(row => row.Commands)
                .Where(command => command.Chords.Any(chord => chord.Fits(pressed))),
        ];
        return fitting.Find(command => command.Chords.Contains(pressed)) ?? fitting.FirstOrDefault();
    }
}
