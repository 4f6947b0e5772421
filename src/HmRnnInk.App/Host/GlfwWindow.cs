using System.Runtime.InteropServices;
using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Host;

/// <summary>A window of the system's GLFW, version 3.3 or later.</summary>
internal sealed class GlfwWindow : IInkWindow
{
    private readonly InputQueue _input = new();
    private readonly nint _window;
    private readonly XInputPen? _pen;
    private string? _lastError;

    // The place and size before full screen.
    private (int X, int Y, int Width, int Height)? _before;

    // Native code calls these, which the garbage collector cannot see, so they must live as long as the window.
    private readonly List<Delegate> _callbacks = [];

    // Updated by events, like the size and the scale. On X11, each query of a size waits for the server, which may be busy with the
    // previous frame. A frame needs the sizes a dozen times, and every pointer move twice.
    private float _windowCoordinatesInUnit;

    /// <summary>Opens the window. Its context is not yet current.</summary>
    /// <exception cref="WindowUnavailableException">GLFW is missing, there is no display, or OpenGL 3.3 is not available.</exception>
    public GlfwWindow(int width, int height, string title)
    {
        Initialise();
        GlfwApi.WindowHint(GlfwApi.ContextVersionMajor, 3);
        GlfwApi.WindowHint(GlfwApi.ContextVersionMinor, 3);
        GlfwApi.WindowHint(GlfwApi.OpenGlProfile, GlfwApi.OpenGlCoreProfile);
        GlfwApi.WindowHint(GlfwApi.OpenGlForwardCompatible, 1);
        GlfwApi.WindowHint(GlfwApi.DepthBits, 0);
        GlfwApi.WindowHint(GlfwApi.StencilBits, 0);
        GlfwApi.WindowHint(GlfwApi.ContentScaleToMonitor, 1);
        _window = GlfwApi.CreateWindow(width, height, title, 0, 0);
        if (_window == 0)
        {
            string error = _lastError ?? "no reason given";
            GlfwApi.Terminate();
            throw new WindowUnavailableException(
                $"No OpenGL 3.3 window could be opened: {error}. "
                + "The driver is missing or too old: sudo apt-get install libgl1 libgl1-mesa-dri");
        }

        Measure();
        float unit = _windowCoordinatesInUnit;
        GlfwApi.SetWindowSizeLimits(
            _window, (int)(InkWindows.MinimumWidth * unit), (int)(InkWindows.MinimumHeight * unit), GlfwApi.DontCare, GlfwApi.DontCare);
        GlfwSystem.SetIcon(_window);
        GlfwApi.SetCursor(_window, GlfwApi.CreateStandardCursor(GlfwApi.CrosshairCursor));
        GlfwApi.SetCursorPositionCallback(_window, Kept<GlfwApi.CursorPositionCallback>((_, x, y) => _input.Move(ToUnits(x), ToUnits(y))));
        GlfwApi.SetMouseButtonCallback(_window, Kept<GlfwApi.MouseButtonCallback>(OnButton));
        GlfwApi.SetScrollCallback(_window, Kept<GlfwApi.ScrollCallback>((_, x, y) => _input.Scroll((float)x, (float)y, Held())));
        GlfwApi.SetKeyCallback(_window, Kept<GlfwApi.KeyCallback>(OnKey));
        GlfwApi.SetCharacterCallback(_window, Kept<GlfwApi.CharacterCallback>(OnCharacter));
        GlfwApi.SetDropCallback(_window, Kept<GlfwApi.DropCallback>(OnDrop));
        GlfwApi.SetFocusCallback(_window, Kept<GlfwApi.FocusCallback>(OnFocus));
        GlfwApi.SetContentScaleCallback(_window, Kept<GlfwApi.ContentScaleCallback>(OnScale));
        GlfwApi.SetFramebufferSizeCallback(_window, Kept<GlfwApi.SizeCallback>((_, _, _) => Measure()));
        GlfwApi.SetWindowSizeCallback(_window, Kept<GlfwApi.SizeCallback>((_, _, _) => Measure()));
        Measure(); // for changes before the callbacks were set
        if (!GlfwSystem.UsesX11()) return;
        _pen = XInputPen.Open();
        _input.Pen = _pen is null ? null : _pen.Poll;
    }

    public (int Width, int Height) Size => InkWindows.SizeInUnits(FramebufferSize, Scale);

    public (int Width, int Height) FramebufferSize { get; private set; }

    public float Scale { get; private set; }

    public double TimeSeconds => _input.TimeSeconds;

    public double SwappedSeconds { get; private set; }

    public string ClipboardText
    {
        // GLFW owns the string.
        get => Marshal.PtrToStringUTF8(GlfwApi.GetClipboardString(_window)) ?? "";
        set => GlfwApi.SetClipboardString(_window, value);
    }

    public string Title { set => GlfwApi.SetWindowTitle(_window, value); }

    public bool LowLatency { private get; set; }

    public void ToggleFullScreen()
    {
        if (_before is var (x, y, width, height))
        {
            GlfwApi.SetWindowMonitor(_window, 0, x, y, width, height, GlfwApi.DontCare);
            _before = null;
            return;
        }

        if (GlfwSystem.PrimaryMode() is not { } mode) return;
        GlfwApi.GetWindowPosition(_window, out x, out y);
        GlfwApi.GetWindowSize(_window, out width, out height);
        _before = (x, y, width, height);
        GlfwApi.SetWindowMonitor(_window, GlfwApi.GetPrimaryMonitor(), 0, 0, mode.Width, mode.Height, mode.RefreshHertz);
    }

    public void Close() => GlfwApi.SetWindowShouldClose(_window, 1);

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        GlfwApi.MakeContextCurrent(_window);
        GlfwApi.SwapInterval(1);
        var pacing = new FramePacing(GlfwSystem.RefreshHertz());
        using var gl = GL.GetApi(GlfwApi.GetProcAddress);
        try
        {
            loaded(gl);
            GlfwApi.PollEvents();
            while (!GlfwSystem.IsClosing(_window, mayClose))
            {
                double began = TimeSeconds;
                bool draws = FramebufferSize is { Width: > 0, Height: > 0 };
                if (draws) frame();
                // Otherwise drawing would continue after the clock is read, and the computed wait would be too long.
                gl.Finish();
                double drawn = TimeSeconds;
                GlfwApi.SwapBuffers(_window);
                SwappedSeconds = TimeSeconds;
                if (draws) shown?.Invoke();
                CollectInput(SwappedSeconds + pacing.WaitAfterSwap(began, drawn, SwappedSeconds, LowLatency));
            }
        }
        finally
        {
            unloading();
        }
    }

    public void TakeEvents(List<InputEvent> events) => _input.TakeInto(events);

    public void Dispose()
    {
        _pen?.Dispose();
        GlfwApi.DestroyWindow(_window);
        GlfwApi.Terminate();
    }

    private void Initialise()
    {
        int initialised;
        try
        {
            GlfwApi.SetErrorCallback(Kept<GlfwApi.ErrorCallback>((code, description) =>
                _lastError = $"{Marshal.PtrToStringUTF8(description)} (0x{code:X})"));
            initialised = GlfwApi.Init();
        }
        catch (DllNotFoundException exception)
        {
            throw new WindowUnavailableException("GLFW (libglfw.so.3) is not installed: sudo apt-get install libglfw3", exception);
        }

        if (initialised != 0) return;
        throw new WindowUnavailableException(WindowUnavailableException.NoDisplay
            ?? $"GLFW cannot be started: {_lastError ?? "no reason given"}. If X libraries are missing: sudo apt-get install libglfw3");
    }

    /// <summary>Waits until the time of the next frame, and takes each event as it arrives.</summary>
    /// <param name="until">On <see cref="TimeSeconds"/>.</param>
    private void CollectInput(double until)
    {
        GlfwApi.PollEvents();
        while (until - TimeSeconds is > 0.0002 and var remaining && GlfwApi.WindowShouldClose(_window) == 0)
            GlfwApi.WaitEventsTimeout(remaining);
        _pen?.Poll();
    }

    private void Measure()
    {
        GlfwApi.GetFramebufferSize(_window, out int width, out int height);
        GlfwApi.GetWindowSize(_window, out int windowWidth, out _);
        GlfwApi.GetWindowContentScale(_window, out float scale, out _);
        FramebufferSize = (width, height);
        Scale = scale > 0 ? scale : 1;
        // X11 and Windows report positions in pixels at any scale; Wayland and macOS report them in units.
        _windowCoordinatesInUnit = windowWidth > 0 && width > 0 ? Scale * windowWidth / width : 1;
    }

    private T Kept<T>(T callback) where T : Delegate
    {
        _callbacks.Add(callback);
        return callback;
    }

    private float ToUnits(double windowCoordinate) => (float)(windowCoordinate / _windowCoordinatesInUnit);

    private void OnButton(nint window, int button, int action, int modifiers)
    {
        bool down = action == GlfwApi.Press;
        InputKind kind = button switch
        {
            0 => down ? InputKind.PenDown : InputKind.PenUp,
            GlfwApi.MiddleButton => down ? InputKind.MiddleDown : InputKind.MiddleUp,
            _ => down ? InputKind.SecondaryDown : InputKind.SecondaryUp,
        };
        _input.Button(kind, KeyCodes.ToModifiers(modifiers));
    }

    /// <summary>GLFW does not report the modifiers of a wheel event.</summary>
    private KeyModifiers Held()
    {
        var held = KeyModifiers.None;
        if (IsDown(GlfwApi.LeftShift) || IsDown(GlfwApi.LeftShift + 4)) held |= KeyModifiers.Shift;
        if (IsDown(GlfwApi.LeftControl) || IsDown(GlfwApi.LeftControl + 4)) held |= KeyModifiers.Control;
        if (IsDown(GlfwApi.LeftAlt) || IsDown(GlfwApi.LeftAlt + 4)) held |= KeyModifiers.Alt;
        return held;

        bool IsDown(int key) => GlfwApi.GetKey(_window, key) == GlfwApi.Press;
    }

    private void OnKey(nint window, int key, int scancode, int action, int modifiers)
    {
        InputKind kind = action == GlfwApi.Release ? InputKind.KeyUp : InputKind.KeyDown;
        string? name = Marshal.PtrToStringUTF8(GlfwApi.GetKeyName(key, scancode));
        _input.Key(kind, KeyCodes.ToInkKey(key, name), KeyCodes.ToModifiers(modifiers));
    }

    private void OnCharacter(nint window, uint codepoint)
    {
        foreach (char character in char.ConvertFromUtf32((int)codepoint))
            _input.Character(character);
    }

    private void OnFocus(nint window, int focused)
    {
        if (focused == 0) _input.FocusLost();
    }

    private void OnScale(nint window, float x, float y)
    {
        Measure();
        _input.ScaleChanged(x, y);
    }

    private void OnDrop(nint window, int count, nint paths)
    {
        var files = new string[count];
        for (int i = 0; i < count; i++)
            files[i] = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(paths, i * nint.Size)) ?? "";
        _input.Files(files);
    }
}
