using System.Globalization;

namespace HmRnnInk.App.Tests.Played;

/// <summary>Sends random events to a window, and remembers the newest ones for the message of a failed test.</summary>
internal sealed class RandomEvents(int seed, OffscreenWindow window, LiveInk ink)
{
    private const int Remembered = 60;

    private static readonly InkKey[] Favourites =
    [
        InkKey.Enter, InkKey.Enter, InkKey.Escape, InkKey.Right, InkKey.Right, InkKey.Tab, InkKey.Tab, InkKey.Digit1, InkKey.Digit2,
        InkKey.Digit3, InkKey.G, InkKey.R, InkKey.R, InkKey.E, InkKey.K, InkKey.C, InkKey.L, InkKey.Plus, InkKey.Minus, InkKey.Space,
        InkKey.Down, InkKey.Up, InkKey.Backspace,
    ];

    private static readonly (InkKey Key, KeyModifiers Modifiers)[] Chords =
    [
        (InkKey.Z, KeyModifiers.Control), (InkKey.Z, KeyModifiers.Control), (InkKey.Z, KeyModifiers.Control),
        (InkKey.Y, KeyModifiers.Control), (InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift),
        (InkKey.S, KeyModifiers.Control), (InkKey.O, KeyModifiers.Control),
        (InkKey.Period, KeyModifiers.Shift), (InkKey.Comma, KeyModifiers.Shift), (InkKey.G, KeyModifiers.Shift),
    ];

    private readonly Queue<string> _last = new();

    public Random Random { get; } = new(seed);

    /// <summary>Where the pointer is, in window units.</summary>
    public (float X, float Y) At { get; set; } = (200, 150);

    /// <summary>The number of events so far.</summary>
    public int Count { get; private set; }

    /// <summary>How to repeat this run, and the newest events, for the message of a failed test.</summary>
    public string Story => $"Seed {seed}; {Count} events, the last of which were:\n{string.Join('\n', _last)}";

    /// <summary>Any event of a window, consistent with the earlier ones or not.</summary>
    public void Anything()
    {
        switch (Random.Next(6))
        {
            case 0: Send(new InputEvent(InputKind.FocusLost, 0, 0, 0)); break;
            case 1: AnyKey(); break;
            case 2: Send(new InputEvent(InputKind.Character, 0, 0, 0, Character: (char)Random.Next(0x20, 0x2000))); break;
            case 3: Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, AnyOf(Enum.GetValues<InkKey>()), Modifiers())); break;
            default:
                Place();
                Send((InputKind)Random.Next((int)InputKind.PenDown, (int)InputKind.MiddleUp + 1));
                break;
        }
    }

    public void AnyKey()
    {
        (InkKey key, KeyModifiers held) = Random.Next(10) switch
        {
            < 3 => (AnyOf(Favourites), KeyModifiers.None),
            < 6 => AnyOf(Chords),
            _ => (AnyOf(Enum.GetValues<InkKey>()), Modifiers()),
        };
        Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, key, held));
        if (Random.Next(8) > 0) Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, key, held));
    }

    public KeyModifiers Modifiers() => Random.Next(2) == 0 ? KeyModifiers.None : (KeyModifiers)Random.Next(8);

    public T AnyOf<T>(T[] choices) => choices[Random.Next(choices.Length)];

    /// <summary>Moves the pointer to ink, into the window, or outside of it.</summary>
    public void Place()
    {
        int where = Random.Next(10);
        if (where < 4 && ink.Rows.Count > 0)
        {
            PageRow row = ink.Rows[Random.Next(ink.Rows.Count)];
            At = (row.X, row.Y);
        }
        else
        {
            float beyond = where == 9 ? 0.3f : 0;
            At = (((1 + 2 * beyond) * Random.NextSingle() - beyond) * window.Size.Width,
                ((1 + 2 * beyond) * Random.NextSingle() - beyond) * window.Size.Height);
        }
    }

    public void Remember(string what)
    {
        if (_last.Count == Remembered) _last.Dequeue();
        _last.Enqueue($"frame {window.Frame}: {what}");
    }

    public void Send(InputKind kind) =>
        Send(new InputEvent(kind, At.X, At.Y, 0, Modifiers: Random.Next(12) == 0 ? Modifiers() : KeyModifiers.None));

    public void Send(InputEvent input)
    {
        window.Send(input);
        Count++;
        string files = input.Files is null ? "" : string.Join(", ", input.Files);
        Remember(string.Create(CultureInfo.InvariantCulture,
            $"{input.Kind} ({input.X:0.##}, {input.Y:0.##}) {input.Key} {input.Modifiers} {input.Character} {files}"));
    }
}
