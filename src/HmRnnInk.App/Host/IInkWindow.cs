using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Host;

/// <summary>A window with an OpenGL 3.3 core context and its pen, mouse and keyboard input. It must be used from one thread.</summary>
internal interface IInkWindow : IDisposable
{
    /// <summary>In window units: pixels on a screen of scale 1. Every pointer position has the same unit. Rounded up.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>In pixels; the size for the viewport.</summary>
    (int Width, int Height) FramebufferSize { get; }

    /// <summary>
    /// Pixels in one window unit, for example 1.25. It is exact, whereas the ratio of <see cref="FramebufferSize"/> to <see cref="Size"/>
    /// is rounded.
    /// </summary>
    float Scale { get; }

    /// <summary>Monotonic time since the window was opened. Every <see cref="InputEvent"/> uses this clock.</summary>
    double TimeSeconds { get; }

    /// <summary>When the newest frame was shown: drawing was complete and the swap had returned.</summary>
    double SwappedSeconds { get; }

    /// <summary>The text on the clipboard; empty if it has none.</summary>
    string ClipboardText { get; set; }

    string Title { set; }

    /// <summary>Fills the screen, or goes back to a window.</summary>
    void ToggleFullScreen();

    /// <summary>
    /// Whether input must be shown as soon as possible, because a pen is writing. On a screen that accepts a frame at any time, more frames
    /// are then drawn.
    /// </summary>
    bool LowLatency { set; }

    /// <summary>Asks the loop to end after the current frame. Can be called from any thread while the window exists.</summary>
    void Close();

    /// <summary>Runs the loop until the window is closed.</summary>
    /// <param name="loaded">Called once, with the context current.</param>
    /// <param name="frame">Called for every frame, after events were polled and before the swap.</param>
    /// <param name="unloading">Called once while the context is still current, also after an exception in a frame.</param>
    /// <param name="shown">
    /// Called after each frame's swap, in the time before the next frame, for work that no frame should wait for.
    /// </param>
    /// <param name="mayClose">Called when the window is to close. If it returns false, the window stays open.</param>
    void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null);

    /// <summary>Takes the events since the last call, in order of arrival.</summary>
    /// <param name="events">Cleared first.</param>
    void TakeEvents(List<InputEvent> events);
}
