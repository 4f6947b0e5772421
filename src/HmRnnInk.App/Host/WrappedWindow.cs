using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Host;

/// <summary>Passes everything on to another window, so that a derived class changes only a part.</summary>
/// <param name="window">Disposed with this object.</param>
internal abstract class WrappedWindow(IInkWindow window) : IInkWindow
{
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

    public virtual void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null) =>
        window.Run(loaded, frame, unloading, shown, mayClose);

    public virtual void TakeEvents(List<InputEvent> events) => window.TakeEvents(events);

    public void Dispose() => window.Dispose();
}
