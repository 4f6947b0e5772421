using HmRnnInk.App.Host;
using HmRnnInk.App.Tests.Canvas;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// A window without a display. Tests add events, and time follows the frames. Skips the test if EGL has no context.
/// </summary>
internal sealed class OffscreenWindow : IInkWindow
{
    public const double FrameSeconds = 1.0 / 60;

    private readonly OffscreenContext _context;
    private readonly RenderTexture _target;
    private readonly List<InputEvent> _events = [];

    public OffscreenWindow(int width, int height)
    {
        OffscreenContext? context = OffscreenContext.TryOpen(out string reason);
        Assert.SkipWhen(context is null, reason);
        _context = context;
        _target = new RenderTexture(_context.Gl);
        Size = (width, height);
    }

    public GL Gl => _context.Gl;

    /// <summary>The script of the test. It continues before each frame, and the window closes at its end.</summary>
    public IEnumerable<int> Script { get; set; } = [];

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
    public void Send(InputEvent input) => _events.Add(input with
    {
        TimeSeconds = TimeSeconds = Math.Min(TimeSeconds + 0.0005,
        (Frame + 0.99) * FrameSeconds)
    });

    /// <summary>Does nothing: the window closes at the end of the script.</summary>
    public void Close()
    {
    }

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        loaded(Gl);
        try
        {
            foreach (int _ in Script)
            {
                _target.Bind(FramebufferSize.Width, FramebufferSize.Height);
                frame();
                shown?.Invoke();
                Frame++;
                TimeSeconds = Frame * FrameSeconds;
            }
        }
        finally
        {
            unloading();
        }
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
