using System.Numerics;
using System.Runtime.ExceptionServices;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.OpenGL;
using Silk.NET.Windowing;
using SilkWindowing = Silk.NET.Windowing.Window;

namespace HmRnnInk.App.Window;

/// <summary>A window of Silk.NET.Windowing, with its input from Silk.NET.Input.</summary>
public sealed class SilkWindow : IInkWindow
{
    private readonly InputQueue _input = new();
    private readonly IWindow _window;
    private readonly IInputContext _devices;
    private readonly SilkWindowScale _scale;
    private float _lastScale;

    /// <summary>Opens it, its context current.</summary>
    /// <exception cref="WindowUnavailableException">No window platform, no display, or no OpenGL 3.3.</exception>
    public SilkWindow(int width, int height, string title)
    {
        try
        {
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
        catch (Exception exception)
        {
            // What the platform throws here is not documented, and differs between GLFW and SDL.
            throw new WindowUnavailableException(
                $"No OpenGL 3.3 window could be opened: {exception.Message} Install the newest driver of the graphics card; without a display there is no window.",
                exception);
        }

        _scale = new SilkWindowScale(_window);
        _lastScale = _scale.PixelsInUnit;
        if (_scale.CoordinatesInUnit is var unit && unit != 1) _window.Size = new Vector2D<int>((int)(width * unit), (int)(height * unit));
        _devices = _window.CreateInput();
        foreach (IMouse mouse in _devices.Mice) Listen(mouse);
        foreach (IKeyboard keyboard in _devices.Keyboards) Listen(keyboard);
        _window.FileDrop += _input.Files;
        _window.FocusChanged += focused =>
        {
            if (!focused) _input.Add(InputKind.FocusLost, _input.Pointer.X, _input.Pointer.Y);
        };
    }

    public string Backend => $"Silk.NET {typeof(IWindow).Assembly.GetName().Version?.ToString(2)}";

    public (int Width, int Height) Size
    {
        get
        {
            (int width, int height) = FramebufferSize;
            float scale = Scale;
            return ((int)MathF.Ceiling(width / scale - 0.01f), (int)MathF.Ceiling(height / scale - 0.01f));
        }
    }

    public (int Width, int Height) FramebufferSize => (_window.FramebufferSize.X, _window.FramebufferSize.Y);

    public float Scale => _scale.PixelsInUnit;

    public double TimeSeconds => _input.TimeSeconds;

    public string Title
    {
        set => _window.Title = value;
    }

    public void Close() => _window.Close();

    public void Run(Action<GL> loaded, Action frame, Action unloading)
    {
        using var gl = GL.GetApi(_window);
        using var timer = new SilkFineTimer();
        var pacing = new FramePacing(_window.VideoMode.RefreshRate ?? 60);
        double frameSeconds = 0;
        ExceptionDispatchInfo? failure = null;
        _window.Render += _ =>
        {
            double started = TimeSeconds;
            try
            {
                if (FramebufferSize is { Width: > 0, Height: > 0 } && failure is null) frame();
            }
            catch (Exception exception)
            {
                // Silk.NET also draws from within the system's callbacks (while a window is being resized), and nothing may be
                // thrown through those: the loop ends first.
                failure = ExceptionDispatchInfo.Capture(exception);
                _window.Close();
            }

            frameSeconds = TimeSeconds - started;
        };
        try
        {
            loaded(gl);
            _window.Run(() =>
            {
                _window.DoEvents();
                NoticeScale();
                if (_window.IsClosing) return;
                _window.DoUpdate();
                _window.DoRender();
                CollectInput(pacing.WaitAfterSwap(frameSeconds));
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
        _devices.Dispose();
        _window.Dispose();
    }

    /// <summary>Waits for the next frame's time, looking for events every millisecond: there is no wait that an event ends.</summary>
    private void CollectInput(double seconds)
    {
        double until = TimeSeconds + seconds;
        while (until - TimeSeconds > 0.0012 && !_window.IsClosing)
        {
            Thread.Sleep(1);
            _window.DoEvents();
        }
    }

    private void NoticeScale()
    {
        float scale = Scale;
        if (scale == _lastScale) return;
        _lastScale = scale;
        _input.Add(InputKind.ScaleChanged, scale, scale);
    }

    private void Listen(IMouse mouse)
    {
        mouse.Cursor.StandardCursor = StandardCursor.Crosshair;
        mouse.MouseMove += (_, at) =>
        {
            Vector2 units = at / _scale.CoordinatesInUnit;
            _input.Move(units.X, units.Y);
        };
        mouse.MouseDown += (_, button) =>
            _input.Button(button == MouseButton.Left ? InputKind.PenDown : InputKind.SecondaryDown, Modifiers());
        mouse.MouseUp += (_, button) =>
            _input.Button(button == MouseButton.Left ? InputKind.PenUp : InputKind.SecondaryUp, Modifiers());
        mouse.Scroll += (_, wheel) => _input.Add(InputKind.Scroll, wheel.X, wheel.Y);
    }

    private void Listen(IKeyboard keyboard)
    {
        keyboard.KeyDown += (_, key, _) => _input.Key(InputKind.KeyDown, KeyCodes.ToInkKey((int)key), Modifiers());
        keyboard.KeyUp += (_, key, _) => _input.Key(InputKind.KeyUp, KeyCodes.ToInkKey((int)key), Modifiers());
        keyboard.KeyChar += (_, character) => _input.Character(character);
    }

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
