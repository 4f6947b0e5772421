using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Bench;

/// <summary>A real window whose pen and keys are a script's, and whose frames are told of.</summary>
/// <param name="window">Is disposed of with it.</param>
internal sealed class BenchWindow(IInkWindow window) : IInkWindow
{
    private readonly List<InputEvent> _real = [];

    /// <summary>Adds what has arrived until now; between frames, with the times of its arrival.</summary>
    public Action<List<InputEvent>>? Pen { get; set; }

    public Action? FrameBegins { get; set; }

    public Action? FrameEnds { get; set; }

    /// <summary>What draws, and its version.</summary>
    public string Renderer { get; private set; } = "";

    public string Backend => window.Backend;

    public (int Width, int Height) Size => window.Size;

    public (int Width, int Height) FramebufferSize => window.FramebufferSize;

    public float Scale => window.Scale;

    public double TimeSeconds => window.TimeSeconds;

    public double SwappedSeconds => window.SwappedSeconds;

    public string Title
    {
        set => window.Title = value;
    }

    public string ClipboardText
    {
        set => window.ClipboardText = value;
    }

    public bool Hurries
    {
        set => window.Hurries = value;
    }

    public void Close() => window.Close();

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null) => window.Run(
        gl =>
        {
            Renderer = gl.GetStringS(StringName.Renderer) ?? "";
            loaded(gl);
        },
        () =>
        {
            FrameBegins?.Invoke();
            frame();
        },
        unloading,
        () =>
        {
            shown?.Invoke();
            FrameEnds?.Invoke();
        });

    /// <summary>The script's; of the real ones none, so that a hand on the mouse does not count.</summary>
    public void TakeEvents(List<InputEvent> events)
    {
        window.TakeEvents(_real);
        events.Clear();
        Pen?.Invoke(events);
    }

    public void Dispose() => window.Dispose();
}
