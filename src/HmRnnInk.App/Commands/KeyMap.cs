namespace HmRnnInk.App.Commands;

/// <summary>Every key of the app with what it does: the one source of what happens and of the help.</summary>
public sealed class KeyMap
{
    private readonly List<KeyBinding> _bindings = [];

    /// <summary>In the order added.</summary>
    public IReadOnlyList<KeyBinding> Bindings => _bindings;

    /// <summary>Binds keys that do one thing.</summary>
    /// <inheritdoc cref="Add(KeyGroup, string, Func{bool}?, ReadOnlySpan{ValueTuple{KeyChord, Action{KeyPress}}})"/>
    public void Add(KeyGroup group, string does, KeyChord chord, Action<KeyPress> act, Func<bool>? when = null) =>
        Add(group, does, when, (chord, act));

    /// <inheritdoc cref="Add(KeyGroup, string, Func{bool}?, ReadOnlySpan{ValueTuple{KeyChord, Action{KeyPress}}})"/>
    public void Add(KeyGroup group, string does, params ReadOnlySpan<(KeyChord Chord, Action<KeyPress> Act)> keys) =>
        Add(group, does, when: null, keys);

    /// <summary>Binds keys that do things of one kind, such as more and less: they are one line of the help.</summary>
    /// <param name="does">Of the help, in the order of the keys.</param>
    /// <param name="when">While false the keys are free for a binding that is added later; null for always.</param>
    /// <exception cref="ArgumentException">A key is taken: the person could not know which of two things it does.</exception>
    public void Add(KeyGroup group, string does, Func<bool>? when, params ReadOnlySpan<(KeyChord Chord, Action<KeyPress> Act)> keys)
    {
        foreach ((KeyChord chord, _) in keys)
        {
            if (_bindings.Find(other => other.When is null && other.Keys.Any(key => key.Chord == chord)) is { } taken)
                throw new ArgumentException($"{string.Join(' ', chord.Caps())} is bound twice: to '{taken.Does}' and to '{does}'.", nameof(keys));
        }

        _bindings.Add(new KeyBinding(group, does, [.. keys], when));
    }

    /// <returns>Whether the key does anything now.</returns>
    public bool Press(in KeyPress press)
    {
        if (Find(press) is not { } act) return false;
        act(press);
        return true;
    }

    /// <summary>A chord that asks for Shift goes before the same without.</summary>
    private Action<KeyPress>? Find(in KeyPress press)
    {
        Action<KeyPress>? found = null;
        foreach (KeyBinding binding in _bindings)
        {
            if (binding.When is { } when && !when()) continue;
            foreach ((KeyChord chord, Action<KeyPress> act) in binding.Keys)
            {
                if (!chord.Fits(press)) continue;
                if (chord.Modifiers == press.Modifiers) return act;
                found ??= act;
            }
        }

        return found;
    }
}
