namespace HmRnnInk.App.Tests.Played;

/// <summary>Random events: what a person might do, anywhere and at any time, and some events that nobody would cause.</summary>
/// <param name="files">Files to drop.</param>
/// <param name="drawFrame">Draws a frame.</param>
internal sealed class Monkey(RandomEvents events, OffscreenWindow window, string[] files, Action drawFrame)
{
    private Random Random => events.Random;

    /// <summary>Sends at least this number of events, over as many frames as they take.</summary>
    public void Play(int count)
    {
        while (events.Count < count)
        {
            switch (Random.Next(100))
            {
                case < 30: Stroke(); break;
                case < 40: Clicks(); break;
                case < 66: Keys(); break;
                case < 71: Wheel(); break;
                case < 75: Panel(); break;
                case < 79: Drag(); break;
                case < 82: Resize(); break;
                case < 85: Drop(); break;
                case < 94: Rest(); break;
                default: Noise(); break;
            }
        }
    }

    private void Stroke()
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
            if (Random.Next(4) == 0) drawFrame();
        }

        if (Random.Next(30) > 0) events.Send(InputKind.PenUp);
        drawFrame();
    }

    private void Clicks()
    {
        events.Place();
        events.Send(InputKind.PenMove);
        for (int click = Random.Next(1, 5); click > 0; click--)
        {
            events.Send(InputKind.PenDown);
            if (Random.Next(5) == 0) drawFrame();
            if (click > 1 || Random.Next(2) == 0) events.Send(InputKind.PenUp);
            if (Random.Next(3) == 0) drawFrame();
        }

        drawFrame();
        if (Random.Next(2) == 0) return;
        for (int move = 0; move < 6; move++)
        {
            events.At = (events.At.X + Random.Next(-30, 31), events.At.Y + Random.Next(-30, 31));
            events.Send(InputKind.PenMove);
            drawFrame();
        }

        events.Send(InputKind.PenUp);
    }

    private void Keys()
    {
        for (int keys = Random.Next(1, 7); keys > 0; keys--)
        {
            events.AnyKey();
            if (Random.Next(3) == 0) drawFrame();
        }
    }

    /// <summary>Events for the control panel, by keys and by pointer.</summary>
    private void Panel()
    {
        events.Send(new InputEvent(InputKind.KeyDown, 0, 0, 0, InkKey.F2));
        drawFrame();
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

            if (Random.Next(2) == 0) drawFrame();
        }
    }

    private void Wheel()
    {
        KeyModifiers held = Random.Next(3) == 0 ? events.Modifiers() : KeyModifiers.None;
        events.Send(InputKind.PenMove);
        for (int notch = Random.Next(1, 5); notch > 0; notch--)
            events.Send(new InputEvent(InputKind.Scroll, Random.Next(4) == 0 ? Random.Next(-2, 3) : 0,
                Random.Next(-3, 4) * (Random.Next(3) == 0 ? 0.13f : 1), 0, Modifiers: held));
        drawFrame();
    }

    private void Drag()
    {
        bool middle = Random.Next(2) == 0;
        events.Place();
        events.Send(middle ? InputKind.MiddleDown : InputKind.SecondaryDown);
        for (int move = Random.Next(6); move > 0; move--)
        {
            events.At = (events.At.X + Random.Next(-80, 81), events.At.Y + Random.Next(-80, 81));
            events.Send(InputKind.PenMove);
            drawFrame();
        }

        if (Random.Next(8) > 0) events.Send(middle ? InputKind.MiddleUp : InputKind.SecondaryUp);
    }

    private void Resize()
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

        drawFrame();
    }

    private void Drop()
    {
        int count = Random.Next(5) switch { 0 => 0, 1 => 2, _ => 1 };
        string[] dropped = [.. Enumerable.Range(0, count).Select(_ => files[Random.Next(files.Length)])];
        events.Send(new InputEvent(InputKind.FilesDropped, events.At.X, events.At.Y, 0, Files: dropped));
        drawFrame();
    }

    private void Rest()
    {
        for (int frames = Random.Next(3) == 0 ? Random.Next(90) : Random.Next(12); frames > 0; frames--) drawFrame();
    }

    private void Noise()
    {
        for (int left = Random.Next(1, 8); left > 0; left--) events.Anything();
        drawFrame();
    }
}
