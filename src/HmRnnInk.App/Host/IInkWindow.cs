using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Host;

/// <summary>One window with an OpenGL 3.3 core context and the pen, mouse and keys that come to it. One thread.</summary>
public interface IInkWindow : IDisposable
{
    /// <summary>Which window library this is and which version, for the log: <c>GLFW 3.3.8 (system)</c>.</summary>
    string Backend { get; }

    /// <summary>In pen units, the unit of every pen position: pixels on a screen of scale 1. Rounded up.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>In pixels: what the viewport is set to.</summary>
    (int Width, int Height) FramebufferSize { get; }

    /// <summary>Pixels in a pen unit; 1.25 and 1.5 exist. Exact where <see cref="FramebufferSize"/> over <see cref="Size"/> is rounded.</summary>
    float Scale { get; }

    /// <summary>Monotonic, from the opening of the window: the clock of every <see cref="InputEvent"/>.</summary>
    double TimeSeconds { get; }

    /// <summary>When the newest frame was handed to the screen: the swap had returned, and all drawing was done.</summary>
    double SwappedSeconds { get; }

    string Title { set; }

    /// <summary>What the clipboard has as text from now on.</summary>
    string ClipboardText { set; }

    /// <summary>Whether input is to be shown as soon as can be, a pen being at work: screens that would take more frames then get them.</summary>
    bool Hurries { set; }

    /// <summary>Asks the loop to end after the frame that is being drawn. From any thread, for as long as the window is there.</summary>
    void Close();

    /// <summary>Runs until closed.</summary>
    /// <param name="loaded">Once, with the context current.</param>
    /// <param name="frame">For every frame: after events were polled, before the swap.</param>
    /// <param name="unloading">Once, while the context still is current; also after an exception in a frame.</param>
    /// <param name="shown">After each frame's swap, while there is time until the next: for what no frame should wait for.</param>
    void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null);

    /// <summary>Takes the events since the last call, in the order they arrived.</summary>
    /// <param name="events">Cleared first.</param>
    void TakeEvents(List<InputEvent> events);
}
