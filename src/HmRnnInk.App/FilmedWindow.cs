using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using HmRnnInk.App.Input;
using Silk.NET.OpenGL;

namespace HmRnnInk.App;

/// <summary>Writes every few frames of another window to PNG files, for a film.</summary>
/// <param name="folder">Gets the files <c>0000.png</c>, <c>0001.png</c> and so on. Created if necessary.</param>
public sealed class FilmedWindow(IInkWindow window, string folder) : IInkWindow
{
    /// <summary>Every fourth frame: 15 pictures a second.</summary>
    public const int FramesPerPicture = 4;

    private int _frame;

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

    public void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        GL? gl = null;
        window.Run(
            context => loaded(gl = context),
            () =>
            {
                frame();
                if (_frame++ % FramesPerPicture == 0) Write(gl!, _frame / FramesPerPicture);
            },
            unloading,
            shown,
            mayClose);
    }

    public void TakeEvents(List<InputEvent> events) => window.TakeEvents(events);

    public void Dispose() => window.Dispose();

    private void Write(GL gl, int picture)
    {
        (int width, int height) = FramebufferSize;
        using Screenshot shot = Screenshot.Take(gl, width, height);
        shot.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{picture:0000}.png")));
    }
}
