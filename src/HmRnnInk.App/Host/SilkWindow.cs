using System.Numerics;
using System.Runtime.ExceptionServices;
using HmRnnInk.App.Input;
using Silk.NET.Core;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.OpenGL;
using Silk.NET.Windowing;
using Silk.NET.Windowing.Glfw;
using SilkWindowing = Silk.NET.Windowing.Window;

namespace HmRnnInk.App.Host;

/// <summary>A window of Silk.NET.Windowing on the GLFW that comes with Silk.NET, with input from Silk.NET.Input.</summary>
internal sealed class SilkWindow : IInkWindow
{
    private readonly InputQueue _input = new();
    private readonly IWindow _window;
    private readonly IInputContext _devices;
    private readonly SilkGlfw _glfw;
    private readonly XInputPen? _xPen;
    private readonly IDisposable? _windowsPen;
    private float _lastScale;

    // True while events are processed. A frame that is drawn then is drawn inside a callback of the system.
    private bool _inEvents;

    /// <summary>Opens the window. Its context is current.</summary>
    /// <exception cref="WindowUnavailableException">No window platform, no display, or no OpenGL 3.3.</exception>
    public SilkWindow(int width, int height, string title)
    {
        try
        {
            GlfwWindowing.Use();
            SilkGlfw.Prepare();
            _window = SilkWindowing.Create(WindowOptions.Default with
            {
                Size = new Vector2D<int>(width, height),
                Title = title,
                API = new GraphicsAPI(ContextAPI.OpenGL, ContextProfile.Core, ContextFlags.ForwardCompatible, new APIVersion(3, 3)),
                VSync = true,
                PreferredDepthBufferBits = 0,
                PreferredStencilBufferBits = 0,
            });
            _window.Initialize();
        }
        catch (Exception exception) when (exception is not WindowUnavailableException)
        {
            // The exceptions are not documented. They come from loading the library, starting GLFW or opening the window.
            throw new WindowUnavailableException(
                WindowUnavailableException.NoDisplay
                    ?? $"No window could be opened: {exception.Message.Trim()}. {WindowUnavailableException.LibraryHint}",
                exception);
        }

        _glfw = new SilkGlfw(_window);
        _lastScale = Scale;
        float unit = CoordinatesInUnit;
        _glfw.SetMinimumSize((int)(InkWindows.MinimumWidth * unit), (int)(InkWindows.MinimumHeight * unit));
        (int iconWidth, int iconHeight, byte[] icon) = WindowIcon.Read();
        var rawIcon = new RawImage(iconWidth, iconHeight, icon);
        _window.SetWindowIcon(ref rawIcon);
        Place(new Vector2D<int>((int)(width * unit), (int)(height * unit)));
        _devices = _window.CreateInput();
        if (OperatingSystem.IsWindows() && _window.Native?.Win32 is { } native && WindowsPen.Open(native.Hwnd) is { } windowsPen)
            (_windowsPen, _input.Pen) = (windowsPen, windowsPen.State);
        else if (_window.Native?.X11 is not null && XInputPen.Open() is { } xPen)
            (_xPen, _input.Pen) = (xPen, xPen.Poll);
        foreach (IMouse mouse in _devices.Mice) Listen(mouse);
        foreach (IKeyboard keyboard in _devices.Keyboards) Listen(keyboard);
        _window.FileDrop += _input.Files;
        _window.FocusChanged += focused =>
        {
            if (!focused) _input.FocusLost();
        };
    }

    public (int Width, int Height) Size => InkWindows.SizeInUnits(FramebufferSize, Scale);

    public (int Width, int Height) FramebufferSize => (_window.FramebufferSize.X, _window.FramebufferSize.Y);

    public float Scale => _glfw.ContentScale;

    public double TimeSeconds => _input.TimeSeconds;

    public double SwappedSeconds { get; private set; }

    public string ClipboardText
    {
        get => _devices.Keyboards is [var keyboard, ..] ? keyboard.ClipboardText : "";
        set
        {
            if (_devices.Keyboards is [var keyboard, ..]) keyboard.ClipboardText = value;
        }
    }

    public string Title { set => _window.Title = value; }

    public bool LowLatency { private get; set; }

    public void ToggleFullScreen() =>
        _window.WindowState = _window.WindowState == WindowState.Fullscreen ? WindowState.Normal : WindowState.Fullscreen;

    public void Close() => _window.Close();

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        using var gl = GL.GetApi(_window);
        using var timer = new SilkFineTimer();
        var pacing = new FramePacing(_window.VideoMode.RefreshRate ?? 60);
        double began = 0, drawn = 0;
        bool draws = false;
        ExceptionDispatchInfo? failure = null;
        _window.Render += _ =>
        {
            began = TimeSeconds;
            draws = FramebufferSize is { Width: > 0, Height: > 0 } && failure is null;
            try
            {
                if (draws) frame();
            }
            catch (Exception exception)
            {
                // Silk.NET also draws inside callbacks of the system, for example while the window is resized. Exceptions must not pass
                // through those, so the loop ends first.
                failure = ExceptionDispatchInfo.Capture(exception);
                _window.Close();
            }

            // Otherwise drawing would continue after the clock is read, and the computed wait would be too long.
            gl.Finish();
            drawn = TimeSeconds;
        };
        try
        {
            loaded(gl);
            _window.DoEvents();
            _window.Run(() =>
            {
                _window.DoRender();
                SwappedSeconds = TimeSeconds;
                if (_inEvents) return;
                if (draws && failure is null) shown?.Invoke();
                CollectInput(SwappedSeconds + pacing.WaitAfterSwap(began, drawn, SwappedSeconds, LowLatency));
                if (_window.IsClosing && failure is null && mayClose?.Invoke() == false) _window.IsClosing = false;
            });
            failure?.Throw();
        }
        finally
        {
            unloading();
        }
    }

    public void TakeEvents(List<InputEvent> events) => _input.TakeInto(events);

    public void Dispose()
    {
        _windowsPen?.Dispose();
        _xPen?.Dispose();
        _devices.Dispose();
        _window.Dispose();
        SilkGlfw.Terminate();
    }

    /// <summary>Waits until the time of the next frame, and takes each event as it arrives.</summary>
    /// <param name="until">On <see cref="TimeSeconds"/>.</param>
    private void CollectInput(double until)
    {
        _inEvents = true;
        _window.DoEvents();
        while (until - TimeSeconds is > 0.0002 and var remaining && !_window.IsClosing) _glfw.WaitEvents(remaining);
        _inEvents = false;
        _xPen?.Poll();
        NoticeScale();
    }

    /// <summary>
    /// The window system's coordinates in a window unit: Windows and X11 use pixels at any scale, macOS and Wayland window units.
    /// </summary>
    private float CoordinatesInUnit =>
        _window.Size.X > 0 && FramebufferSize.Width > 0 ? Scale * _window.Size.X / FramebufferSize.Width : 1;

    /// <summary>Centres the window in the free area of the screen, or maximises it if it does not fit.</summary>
    private void Place(Vector2D<int> size)
    {
        if (_window.Size != size) _window.Size = size;
        if (_window.Monitor?.Bounds is not { } free) return;
        // Only the left and upper borders are reported correctly. The lower border is as wide as those at the sides.
        Vector2D<int> border = _window.BorderSize.Origin;
        Vector2D<int> remaining = free.Size - size - border - new Vector2D<int>(border.X, border.X);
        if (remaining.X < 0 || remaining.Y < 0) _window.WindowState = WindowState.Maximized;
        else _window.Position = free.Origin + border + remaining / 2;
    }

    private void NoticeScale()
    {
        float scale = Scale;
        if (scale == _lastScale) return;
        _lastScale = scale;
        _input.ScaleChanged(scale, scale);
    }

    private void Listen(IMouse mouse)
    {
        mouse.Cursor.StandardCursor = StandardCursor.Crosshair;
        mouse.MouseMove += (_, at) =>
        {
            Vector2 units = at / CoordinatesInUnit;
            _input.Move(units.X, units.Y);
        };
        mouse.MouseDown += (_, button) =>
            _input.Button(Of(button, InputKind.PenDown, InputKind.MiddleDown, InputKind.SecondaryDown), Modifiers());
        mouse.MouseUp += (_, button) =>
            _input.Button(Of(button, InputKind.PenUp, InputKind.MiddleUp, InputKind.SecondaryUp), Modifiers());
        mouse.Scroll += (_, wheel) => _input.Scroll(wheel.X, wheel.Y, Modifiers());
    }

    private static InputKind Of(MouseButton button, InputKind left, InputKind middle, InputKind other) =>
        button == MouseButton.Left ? left : button == MouseButton.Middle ? middle : other;

    private void Listen(IKeyboard keyboard)
    {
        keyboard.KeyDown += (_, key, scancode) => _input.Key(InputKind.KeyDown, Of(key, scancode), Modifiers());
        keyboard.KeyUp += (_, key, scancode) => _input.Key(InputKind.KeyUp, Of(key, scancode), Modifiers());
        keyboard.KeyChar += (_, character) => _input.Character(character);
    }

    private InkKey Of(Key key, int scancode) => KeyCodes.ToInkKey((int)key, _glfw.KeyName((int)key, scancode));

    private KeyModifiers Modifiers()
    {
        var held = KeyModifiers.None;
        foreach (IKeyboard keyboard in _devices.Keyboards)
        {
            if (keyboard.IsKeyPressed(Key.ShiftLeft) || keyboard.IsKeyPressed(Key.ShiftRight)) held |= KeyModifiers.Shift;
            if (keyboard.IsKeyPressed(Key.ControlLeft) || keyboard.IsKeyPressed(Key.ControlRight)) held |= KeyModifiers.Control;
            if (keyboard.IsKeyPressed(Key.AltLeft) || keyboard.IsKeyPressed(Key.AltRight)) held |= KeyModifiers.Alt;
            if (OperatingSystem.IsMacOS() && (keyboard.IsKeyPressed(Key.SuperLeft) || keyboard.IsKeyPressed(Key.SuperRight)))
                held |= KeyModifiers.Control;
        }

        return held;
    }
}
