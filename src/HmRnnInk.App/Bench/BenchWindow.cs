using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Bench;

/// <summary>A real window with scripted input and callbacks around each frame.</summary>
/// <param name="window">Disposed with this object.</param>
internal sealed class BenchWindow(IInkWindow window) : IInkWindow
{
    /// <summary>Adds the scripted events up to now, with their arrival times. Called between frames.</summary>
    public Action<List<InputEvent>>? Pen { get; set; }

    public Action? FrameBegins { get; set; }

    public Action? FrameEnds { get; set; }

    /// <summary>The name and version of the renderer.</summary>
    public string Renderer { get; private set; } = "";

    public (int Width, int Height) Size => window.Size;

    public (int Width, int Height) FramebufferSize => window.FramebufferSize;

    public float Scale => window.Scale;

    public double TimeSeconds => window.TimeSeconds;

    public double SwappedSeconds => window.SwappedSeconds;

    public string ClipboardText { get => window.ClipboardText; set => window.ClipboardText = value; }

    public string Title { set => window.Title = value; }

    public bool LowLatency { set => window.LowLatency = value; }

    public void ToggleFullScreen() => window.ToggleFullScreen();

    public void Close() => window.Close();

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null) => window.Run(
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
        },
        mayClose);

    /// <summary>Returns the scripted events. Real events are dropped, so that moving the mouse does not affect the result.</summary>
    public void TakeEvents(List<InputEvent> events)
    {
        window.TakeEvents(events);
        events.Clear();
        Pen?.Invoke(events);
    }

    public void Dispose() => window.Dispose();
}
