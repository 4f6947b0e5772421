using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Bench;

/// <summary>A real window with scripted input and callbacks around each frame.</summary>
/// <param name="window">Disposed with this object.</param>
internal sealed class BenchWindow(IInkWindow window) : WrappedWindow(window)
{
    private readonly List<InputEvent> _real = [];

    /// <summary>Adds the scripted events up to now, with their arrival times. Called between frames.</summary>
    public Action<List<InputEvent>>? Pen { get; set; }

    public Action? FrameBegins { get; set; }

    public Action? FrameEnds { get; set; }

    /// <summary>The name and version of the renderer.</summary>
    public string Renderer { get; private set; } = "";

    public override void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null) =>
        base.Run(
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
    public override void TakeEvents(List<InputEvent> events)
    {
        base.TakeEvents(_real);
        events.Clear();
        Pen?.Invoke(events);
    }
}
