using HmRnnInk.App.Host;
using HmRnnInk.App.Tests.Canvas;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// A window without a display. Tests add events and draw frames, and time follows the frames. Skips the test if EGL has no context.
/// </summary>
internal sealed class OffscreenWindow : IInkWindow
{
    public const double FrameSeconds = 1.0 / 60;

    private readonly OffscreenContext _context;
    private readonly RenderTexture _target;
    private readonly List<InputEvent> _events = [];
    private Action? _draw;

    public OffscreenWindow(int width, int height)
    {
        _context = OffscreenContext.Open();
        _target = new RenderTexture(_context.Gl);
        Size = (width, height);
    }

    public GL Gl => _context.Gl;

    /// <summary>What happens in the window, with calls of <see cref="DrawFrame"/>. The window closes at its end.</summary>
    public Action Script { get; set; } = () => { };

    /// <summary>The number of frames so far.</summary>
    public int Frame { get; private set; }

    public (int Width, int Height) Size { get; set; }

    public (int Width, int Height) FramebufferSize => ((int)MathF.Ceiling(Size.Width * Scale), (int)MathF.Ceiling(Size.Height * Scale));

    public float Scale { get; set; } = 1;

    public double TimeSeconds { get; private set; }

    public double SwappedSeconds => TimeSeconds;

    public bool LowLatency { set { } }

    public string ClipboardText { get; set; } = "";

    public string Title { get; set; } = "";

    public void ToggleFullScreen()
    {
    }

    /// <summary>Adds an event before the next frame, a little later than the previous event.</summary>
    public void Send(InputEvent input)
    {
        TimeSeconds = Math.Min(TimeSeconds + 0.0005, (Frame + 0.99) * FrameSeconds);
        _events.Add(input with { TimeSeconds = TimeSeconds });
    }

    /// <summary>Does nothing: the window closes at the end of the script.</summary>
    public void Close()
    {
    }

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        loaded(Gl);
        _draw = frame + shown;
        try
        {
            Script();
        }
        finally
        {
            unloading();
        }
    }

    public void DrawFrame()
    {
        _target.Bind(FramebufferSize.Width, FramebufferSize.Height);
        _draw!();
        Frame++;
        TimeSeconds = Frame * FrameSeconds;
    }

    public void TakeEvents(List<InputEvent> events)
    {
        events.Clear();
        events.AddRange(_events);
        _events.Clear();
    }

    public void Dispose()
    {
        _target.Dispose();
        _context.Dispose();
    }
}
