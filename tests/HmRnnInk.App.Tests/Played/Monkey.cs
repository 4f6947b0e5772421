namespace HmRnnInk.App.Tests.Played;

/// <summary>Random events: what a person might do, anywhere and at any time, and some events that nobody would cause.</summary>
/// <param name="files">Files to drop.</param>
internal sealed class Monkey(RandomEvents events, OffscreenWindow window, string[] files)
{
    private Random Random => events.Random;

    /// <summary>The script: one step per frame.</summary>
    public IEnumerable<int> Play(int count)
    {
        while (events.Count < count)
        {
            IEnumerable<int> done = Random.Next(100) switch
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
        events.Place();
        events.Send(InputKind.PenDown);
        float way = 200 * Random.NextSingle() * Random.NextSingle(), height = 40 * Random.NextSingle();
        int points = Random.Next(3) == 0 ? Random.Next(3) : Random.Next(3, 40);
        for (int point = 0; point < points; point++)
        {
            events.At = (events.At.X + way / points, events.At.Y + height * (Random.NextSingle() - 0.5f));
            events.Send(InputKind.PenMove);
            if (Random.Next(40) == 0) events.Anything();
            if (Random.Next(4) == 0) yield return 0;
        }

        if (Random.Next(30) > 0) events.Send(InputKind.PenUp);
        yield return 0;
    }

    private IEnumerable<int> Clicks()
    {
        events.Place();
        events.Send(InputKind.PenMove);
        for (int click = Random.Next(1, 5); click > 0; click--)
        {
            events.Send(InputKind.PenDown);
            if (Random.Next(5) == 0) yield return 0;
            if (click > 1 || Random.Next(2) == 0) events.Send(InputKind.PenUp);
            if (Random.Next(3) == 0) yield return 0;
        }

        yield return 0;
        if (Random.Next(2) == 0) yield break;
        for (int move = 0; move < 6; move++)
        {
            events.At = (events.At.X + Random.Next(-30, 31), events.At.Y + Random.Next(-30, 31));
            events.Send(InputKind.PenMove);
            yield return 0;
        }

        events.Send(InputKind.PenUp);
    }

    private IEnumerable<int> Keys()
    {
        for (int keys = Random.Next(1, 7); keys > 0; keys--)
        {
            events.AnyKey();
            if (Random.Next(3) == 0) yield return 0;
        }
    }

    /// <summary>Events for the control panel, by keys and by pointer.</summary>
    private IEnumerable<int> Panel()
    {
        events.Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, InkKey.F2));
        yield return 0;
        for (int presses = Random.Next(4, 16); presses > 0; presses--)
        {
            if (Random.Next(3) > 0)
            {
                events.Send(new InputEvent(InputKind.KeyDown, 0, 0, 0,
                    events.AnyOf([InkKey.Tab, InkKey.Tab, InkKey.Right, InkKey.Left, InkKey.Down, InkKey.Up, InkKey.Enter, InkKey.Space])));
            }
            else
            {
                events.At = (window.Size.Width - 320 * Random.NextSingle(), window.Size.Height * Random.NextSingle());
                events.Send(InputKind.PenDown);
                events.Send(InputKind.PenUp);
            }

            if (Random.Next(2) == 0) yield return 0;
        }
    }

    private IEnumerable<int> Wheel()
    {
        KeyModifiers held = Random.Next(3) == 0 ? events.Modifiers() : KeyModifiers.None;
        events.Send(InputKind.PenMove);
        for (int notch = Random.Next(1, 5); notch > 0; notch--)
            events.Send(new InputEvent(InputKind.Scroll, Random.Next(4) == 0 ? Random.Next(-2, 3) : 0,
                Random.Next(-3, 4) * (Random.Next(3) == 0 ? 0.13f : 1), 0, Modifiers: held));
        yield return 0;
    }

    private IEnumerable<int> Drag()
    {
        bool middle = Random.Next(2) == 0;
        events.Place();
        events.Send(middle ? InputKind.MiddleDown : InputKind.SecondaryDown);
        for (int move = Random.Next(6); move > 0; move--)
        {
            events.At = (events.At.X + Random.Next(-80, 81), events.At.Y + Random.Next(-80, 81));
            events.Send(InputKind.PenMove);
            yield return 0;
        }

        if (Random.Next(8) > 0) events.Send(middle ? InputKind.MiddleUp : InputKind.SecondaryUp);
    }

    private IEnumerable<int> Resize()
    {
        if (Random.Next(3) == 0)
        {
            window.Scale = Random.Next(4) switch { 0 => 1.25f, 1 => 1.5f, _ => 1 };
            events.Send(new InputEvent(InputKind.ScaleChanged, window.Scale, window.Scale, 0));
        }
        else
        {
            window.Size = (Random.Next(320, 900), Random.Next(240, 640));
            events.Remember($"size {window.Size}");
        }

        yield return 0;
    }

    private IEnumerable<int> Drop()
    {
        // One, none or several.
        string[] dropped = [.. Enumerable.Range(0, Random.Next(5) switch { 0 => 0, 1 => 2, _ => 1 }).Select(_ =>
            files[Random.Next(files.Length)])];
        events.Send(new InputEvent(InputKind.FilesDropped, events.At.X, events.At.Y, 0, Files: dropped));
        yield return 0;
    }

    private IEnumerable<int> Rest() => Enumerable.Repeat(0, Random.Next(3) == 0 ? Random.Next(90) : Random.Next(12));

    private IEnumerable<int> Noise()
    {
        for (int left = Random.Next(1, 8); left > 0; left--) events.Anything();
        yield return 0;
    }
}
