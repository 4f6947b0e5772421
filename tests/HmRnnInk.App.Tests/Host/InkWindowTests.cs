using HmRnnInk.App.Host;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Host;

public class InkWindowTests
{
    [Fact]
    public void PointerPath_ArrivesWholeInOrderAndInPlace()
    {
        VirtualScreen screen = VirtualScreen.Open();
        List<InputEvent> events = Collect(screen, () =>
        {
            screen.Do("mousemove 100 200 mousedown 1");
            for (int i = 1; i <= 40; i++) screen.Do($"mousemove {100 + 10 * i} {200 + i}");
            screen.Do("mouseup 1");
        }, untilKind: InputKind.PenUp);

        int down = events.FindIndex(e => e.Kind == InputKind.PenDown);
        int up = events.FindIndex(e => e.Kind == InputKind.PenUp);
        Assert.Equal((100f, 200f), (events[down].X, events[down].Y));
        Assert.Equal((500f, 240f), (events[up].X, events[up].Y));
        InputEvent[] moves = [.. events[(down + 1)..up].Where(e => e.Kind == InputKind.PenMove)];
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (100f + 10 * i, 200f + i)), moves.Select(e => (e.X, e.Y)));
        Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(pair.First.TimeSeconds <= pair.Second.TimeSeconds));
        Assert.True(events[up].TimeSeconds > events[down].TimeSeconds);
        Assert.All(events, e => Assert.Null(e.Pressure)); // there is no tablet
    }

    [Fact]
    public void KeysAndButtons_AreNamed()
    {
        VirtualScreen screen = VirtualScreen.Open();
        List<InputEvent> events = Collect(screen, () =>
        {
            screen.Do("mousemove 300 300 key ctrl+z");
            screen.Do("key plus");
            screen.Do("click 3 click 4");
            screen.Do("key Escape");
        }, untilKind: InputKind.KeyUp, untilKey: InkKey.Escape);

        Assert.Contains(events, e => e is { Kind: InputKind.KeyDown, Key: InkKey.Z, Modifiers: KeyModifiers.Control });
        Assert.Contains(events, e => e is { Kind: InputKind.Character, Character: '+' });
        Assert.Contains(events, e => e.Kind == InputKind.SecondaryDown);
        Assert.Contains(events, e => e is { Kind: InputKind.Scroll, Y: > 0 });
        Assert.Contains(events, e => e is { Kind: InputKind.KeyDown, Key: InkKey.Escape });
    }

    /// <summary>Keys are pressed by X key codes, which are positions: 24 is Q, 29 is Y, 38 is A and 52 is Z on a US keyboard.</summary>
    [Theory]
    [InlineData("us", 52, nameof(InkKey.Z))]
    [InlineData("de", 29, nameof(InkKey.Z))]
    [InlineData("de", 52, nameof(InkKey.Y))]
    [InlineData("fr", 24, nameof(InkKey.A))]
    [InlineData("fr", 38, nameof(InkKey.Q))]
    [InlineData("ru", 52, nameof(InkKey.Z))]
    [InlineData("ru", 29, nameof(InkKey.Y))]
    public void LetterKeys_FollowTheKeyboardLayout(string layout, int keyCode, string keyName)
    {
        InkKey key = Enum.Parse<InkKey>(keyName);
        VirtualScreen screen = VirtualScreen.Open();
        screen.SetKeyboardLayout(layout);
        try
        {
            List<InputEvent> events = Collect(
                screen, () => screen.Do($"keydown ctrl key {keyCode} keyup ctrl key Escape"), InputKind.KeyUp, InkKey.Escape);
            Assert.Contains(events, e => e.Kind == InputKind.KeyDown && e.Key == key && e.Modifiers == KeyModifiers.Control);
            Assert.Contains(events, e => e.Kind == InputKind.KeyUp && e.Key == key);
        }
        finally
        {
            screen.SetKeyboardLayout("us");
        }
    }

    [Fact]
    public void DrawnFrame_IsInTheWindow()
    {
        VirtualScreen.Open();
        using IInkWindow window = InkWindows.Open(700, 500, "frame");
        Assert.Equal((700, 500), window.Size);
        GL? gl = null;
        bool unloaded = false;
        window.Run(
            loaded => gl = loaded,
            () =>
            {
                gl!.Viewport(0, 0, 700, 500);
                gl.ClearColor(0, 0.5f, 1, 1);
                gl.Clear(ClearBufferMask.ColorBufferBit);
                using Screenshot shot = Screenshot.Take(gl, 700, 500);
                Assert.Equal(new SkiaSharp.SKColor(0, 128, 255), shot.Bitmap.GetPixel(699, 499));
                Assert.True(Version.Parse(gl.GetStringS(StringName.Version).Split(' ')[0]) >= new Version(3, 3));
                window.Close();
            },
            () => unloaded = true);
        Assert.True(unloaded);
    }

    [Fact]
    public void FinerScreen_GivesTheSameUnitsAndMorePixels()
    {
        VirtualScreen screen = VirtualScreen.Open(dotsPerInch: 144);
        List<InputEvent> events = Collect(screen, () => screen.Do("mousemove 150 300 click 1"), InputKind.PenUp, check: window =>
        {
            Assert.Equal(1.5f, window.Scale, 0.01f);
            Assert.Equal((900, 600), window.Size);
            Assert.Equal((1350, 900), window.FramebufferSize);
        });

        InputEvent down = events.Find(e => e.Kind == InputKind.PenDown);
        Assert.Equal(100, down.X, 0.7f);
        Assert.Equal(200, down.Y, 1.4f);
    }

    [Fact]
    public void ResizedWindow_IsDrawnWhole()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using IInkWindow window = InkWindows.Open(700, 500, "resized");
        using ShaderFolder shaders = ShaderFolder.Open();
        Palette palette = Palette.Light with { Desk = 0x2040A0FF };
        GL? context = null;
        InkCanvas? canvas = null;
        var frames = new List<(int Width, int Height)>();
        window.Run(
            gl => canvas = new InkCanvas(context = gl, shaders),
            () =>
            {
                PageView view = PageView.Unscrolled(window.Scale, window.FramebufferSize);
                PageLayout layout = PageLayout.Fit(window.Size.Width, window.Size.Height, 20);
                canvas!.Draw(view, layout, palette);
                frames.Add((view.Width, view.Height));
                if (frames.Count == 2) screen.Do("search --sync --name resized windowsize 900 640");
                Assert.True(frames.Count < 3000, "the window kept its size");
                if (frames[^1] != (900, 640)) return;

                // The last pixel of the new size shows the desk, possibly shaded.
                using Screenshot shot = Screenshot.Take(context!, view.Width, view.Height);
                Assert.InRange((int)shot.Bitmap.GetPixel(899, 639).Blue, 0x90, 0xA8);
                Assert.InRange((int)shot.Bitmap.GetPixel(450, 320).Red, 0xE0, 0xFF);
                window.Close();
            },
            () => canvas!.Dispose());
        Assert.Equal((700, 500), frames[0]);
        Assert.Equal((900, 640), window.Size);
    }

    [Fact]
    public void ExceptionInAFrame_UnloadsAndIsRethrown()
    {
        VirtualScreen.Open();
        using IInkWindow window = InkWindows.Open(700, 500, "exception");
        bool unloaded = false;
        Assert.Throws<InvalidDataException>(() =>
            window.Run(_ => { }, () => throw new InvalidDataException("in a frame"), () => unloaded = true));
        Assert.True(unloaded);
    }

    /// <summary>Runs a window until a given event arrives, while a thread acts on it.</summary>
    private static List<InputEvent> Collect(
        VirtualScreen screen, Action act, InputKind untilKind, InkKey untilKey = default, Action<IInkWindow>? check = null)
    {
        var all = new List<InputEvent>();
        var taken = new List<InputEvent>();
        using IInkWindow window = InkWindows.Open(900, 600, "events");
        check?.Invoke(window);
        Thread? actor = null;
        int frames = 0;
        window.Run(
            _ => { },
            () =>
            {
                // After two frames the window is mapped and can take the focus, which no window manager gives it.
                if (++frames == 3)
                {
                    actor = new Thread(() =>
                    {
                        screen.Do("search --sync --name events windowmove 0 0 windowfocus --sync");
                        act();
                    });
                    actor.Start();
                }

                window.TakeEvents(taken);
                all.AddRange(taken);
                if (taken.Exists(e => e.Kind == untilKind && e.Key == untilKey)) window.Close();
                Assert.True(frames < 3000, "the events did not come");
            },
            () => { });
        if (actor is not null) Programs.WaitForEnd(actor);
        return all;
    }
}
