using System.Globalization;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Tests.Played;

/// <summary>Random events: what a person might do, anywhere and at any time, and some events that nobody would cause.</summary>
/// <param name="files">Files to drop.</param>
internal sealed class Monkey(int seed, OffscreenWindow window, LiveInk ink, string[] files)
{
    private const int Remembered = 60;

    private static readonly InkKey[] Favourites =
    [
        InkKey.Enter, InkKey.Enter, InkKey.Escape, InkKey.Right, InkKey.Right, InkKey.Tab, InkKey.Tab, InkKey.Digit1, InkKey.Digit2,
            InkKey.Digit3,
        InkKey.G, InkKey.R, InkKey.R, InkKey.E, InkKey.K, InkKey.C, InkKey.L, InkKey.Plus, InkKey.Minus, InkKey.Space, InkKey.Down,
            InkKey.Up, InkKey.Backspace,
    ];

    private static readonly (InkKey Key, KeyModifiers Modifiers)[] Chords =
    [
        (InkKey.Z, KeyModifiers.Control), (InkKey.Z, KeyModifiers.Control), (InkKey.Z, KeyModifiers.Control),
            (InkKey.Y, KeyModifiers.Control),
        (InkKey.Z, KeyModifiers.Control | KeyModifiers.Shift), (InkKey.S, KeyModifiers.Control), (InkKey.O, KeyModifiers.Control),
        (InkKey.Period, KeyModifiers.Shift), (InkKey.Comma, KeyModifiers.Shift), (InkKey.G, KeyModifiers.Shift),
    ];

    private readonly Random _random = new(seed);
    private readonly Queue<string> _last = new();
    private float _x = 200, _y = 150;

    /// <summary>The number of events so far.</summary>
    public int Events { get; private set; }

    /// <summary>How to repeat this run, and the newest events, for the message of a failed test.</summary>
    public string Story => $"Seed {seed}; {Events} events, the last of which were:\n{string.Join('\n', _last)}";

    /// <summary>The script: one step per frame.</summary>
    public IEnumerable<int> Play(int events)
    {
        while (Events < events)
        {
            IEnumerable<int> done = _random.Next(100) switch
            {
                < 30 => Stroke(),
                < 40 => Clicks(),
                < 66 => Keys(),
                < 71 => Wheel(),
                < 75 => Panel(),
                < 79 => Drag(),
                < 82 => Resize(),
                < 85 => Drop(),
                < 94 => Rest(),
                _ => Noise(),
            };
            foreach (int frame in done) yield return frame;
        }
    }

    private IEnumerable<int> Stroke()
    {
        Place();
        Send(InputKind.PenDown);
        float way = 200 * _random.NextSingle() * _random.NextSingle(), height = 40 * _random.NextSingle();
        int points = _random.Next(3) == 0 ? _random.Next(3) : _random.Next(3, 40);
        for (int point = 0; point < points; point++)
        {
            (_x, _y) = (_x + way / points, _y + height * (_random.NextSingle() - 0.5f));
            Send(InputKind.PenMove);
            if (_random.Next(40) == 0) Anything();
            if (_random.Next(4) == 0) yield return 0;
        }

        if (_random.Next(30) > 0) Send(InputKind.PenUp);
        yield return 0;
    }

    private IEnumerable<int> Clicks()
    {
        Place();
        Send(InputKind.PenMove);
        for (int click = _random.Next(1, 5); click > 0; click--)
        {
            Send(InputKind.PenDown);
            if (_random.Next(5) == 0) yield return 0;
            if (click > 1 || _random.Next(2) == 0) Send(InputKind.PenUp);
            if (_random.Next(3) == 0) yield return 0;
        }

        yield return 0;
        if (_random.Next(2) == 0) yield break;
        for (int move = 0; move < 6; move++)
        {
            (_x, _y) = (_x + _random.Next(-30, 31), _y + _random.Next(-30, 31));
            Send(InputKind.PenMove);
            yield return 0;
        }

        Send(InputKind.PenUp);
    }

    private IEnumerable<int> Keys()
    {
        for (int keys = _random.Next(1, 7); keys > 0; keys--)
        {
            AnyKey();
            if (_random.Next(3) == 0) yield return 0;
        }
    }

    /// <summary>Events for the control panel, by keys and by pointer.</summary>
    private IEnumerable<int> Panel()
    {
        Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, InkKey.F2));
        yield return 0;
        for (int presses = _random.Next(4, 16); presses > 0; presses--)
        {
            if (_random.Next(3) > 0)
            {
                Send(new InputEvent(InputKind.KeyDown, 0, 0, 0,
                    AnyOf([InkKey.Tab, InkKey.Tab, InkKey.Right, InkKey.Left, InkKey.Down, InkKey.Up, InkKey.Enter, InkKey.Space])));
            }
            else
            {
                (_x, _y) = (window.Size.Width - 320 * _random.NextSingle(), window.Size.Height * _random.NextSingle());
                Send(InputKind.PenDown);
                Send(InputKind.PenUp);
            }

            if (_random.Next(2) == 0) yield return 0;
        }
    }

    private IEnumerable<int> Wheel()
    {
        KeyModifiers held = _random.Next(3) == 0 ? Modifiers() : KeyModifiers.None;
        Send(InputKind.PenMove);
        for (int notch = _random.Next(1, 5); notch > 0; notch--)
            Send(new InputEvent(InputKind.Scroll, _random.Next(4) == 0 ? _random.Next(-2, 3) : 0,
                _random.Next(-3, 4) * (_random.Next(3) == 0 ? 0.13f : 1), 0, Modifiers: held));
        yield return 0;
    }

    private IEnumerable<int> Drag()
    {
        bool middle = _random.Next(2) == 0;
        Place();
        Send(middle ? InputKind.MiddleDown : InputKind.SecondaryDown);
        for (int move = _random.Next(6); move > 0; move--)
        {
            (_x, _y) = (_x + _random.Next(-80, 81), _y + _random.Next(-80, 81));
            Send(InputKind.PenMove);
            yield return 0;
        }

        if (_random.Next(8) > 0) Send(middle ? InputKind.MiddleUp : InputKind.SecondaryUp);
    }

    private IEnumerable<int> Resize()
    {
        if (_random.Next(3) == 0)
        {
            window.Scale = _random.Next(4) switch { 0 => 1.25f, 1 => 1.5f, _ => 1 };
            Send(new InputEvent(InputKind.ScaleChanged, window.Scale, window.Scale, 0));
        }
        else
        {
            window.Size = (_random.Next(320, 900), _random.Next(240, 640));
            Remember($"size {window.Size}");
        }

        yield return 0;
    }

    private IEnumerable<int> Drop()
    {
        // One, none or several.
        string[] dropped = [.. Enumerable.Range(0, _random.Next(5) switch { 0 => 0, 1 => 2, _ => 1 }).Select(_ =>
            files[_random.Next(files.Length)])];
        Send(new InputEvent(InputKind.FilesDropped, _x, _y, 0, Files: dropped));
        yield return 0;
    }

    private IEnumerable<int> Rest() => Enumerable.Repeat(0, _random.Next(3) == 0 ? _random.Next(90) : _random.Next(12));

    private IEnumerable<int> Noise()
    {
        for (int events = _random.Next(1, 8); events > 0; events--) Anything();
        yield return 0;
    }

    /// <summary>Any event of a window, consistent with the earlier ones or not.</summary>
    private void Anything()
    {
        switch (_random.Next(6))
        {
            case 0: Send(new InputEvent(InputKind.FocusLost, 0, 0, 0)); break;
            case 1: AnyKey(); break;
            case 2: Send(new InputEvent(InputKind.Character, 0, 0, 0, Character: (char)_random.Next(0x20, 0x2000))); break;
            case 3: Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, AnyOf(Enum.GetValues<InkKey>()), Modifiers())); break;
            default:
                Place();
                Send((InputKind)_random.Next((int)InputKind.PenDown, (int)InputKind.MiddleUp + 1));
                break;
        }
    }

    private void AnyKey()
    {
        (InkKey key, KeyModifiers held) = _random.Next(10) switch
        {
            < 3 => (AnyOf(Favourites), KeyModifiers.None),
            < 6 => AnyOf(Chords),
            _ => (AnyOf(Enum.GetValues<InkKey>()), Modifiers()),
        };
        Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, key, held));
        if (_random.Next(8) > 0) Send(new InputEvent(InputKind.KeyUp, 0, 0, 0, key, held));
    }

    private KeyModifiers Modifiers() => _random.Next(2) == 0 ? KeyModifiers.None : (KeyModifiers)_random.Next(8);

    private T AnyOf<T>(T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>Moves the pointer to ink, into the window, or outside of it.</summary>
    private void Place()
    {
        int where = _random.Next(10);
        if (where < 4 && ink.Rows.Count > 0)
        {
            PageRow row = ink.Rows[_random.Next(ink.Rows.Count)];
            (_x, _y) = (row.X, row.Y);
        }
        else
        {
            float beyond = where == 9 ? 0.3f : 0;
            (_x, _y) = (((1 + 2 * beyond) * _random.NextSingle() - beyond) * window.Size.Width,
                ((1 + 2 * beyond) * _random.NextSingle() - beyond) * window.Size.Height);
        }
    }

    private void Send(InputKind kind) => Send(new InputEvent(kind, _x, _y, 0, Modifiers: _random.Next(12) == 0 ? Modifiers()
        : KeyModifiers.None));

    private void Send(InputEvent input)
    {
        window.Send(input);
        Events++;
        string files = input.Files is null ? "" : string.Join(", ", input.Files);
        Remember(string.Create(CultureInfo.InvariantCulture,
            $"{input.Kind} ({input.X:0.##}, {input.Y:0.##}) {input.Key} {input.Modifiers} {input.Character} {files}"));
    }

    private void Remember(string what)
    {
        if (_last.Count == Remembered) _last.Dequeue();
        _last.Enqueue($"frame {window.Frame}: {what}");
    }
}
