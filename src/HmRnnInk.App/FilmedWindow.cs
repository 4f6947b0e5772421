using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Host;
using Silk.NET.OpenGL;

namespace HmRnnInk.App;

/// <summary>Writes every few frames of another window to PNG files, for a film.</summary>
/// <param name="folder">Gets the files <c>0000.png</c>, <c>0001.png</c> and so on. Created if necessary.</param>
internal sealed class FilmedWindow(IInkWindow window, string folder) : WrappedWindow(window)
{
    /// <summary>Every fourth frame: 15 pictures a second.</summary>
    public const int FramesPerPicture = 4;

    private int _frame;

    public override void Run(Action<GL> loaded, Action frame, Action unloading, Action? shown = null, Func<bool>? mayClose = null)
    {
        GL? gl = null;
        base.Run(
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

    private void Write(GL gl, int picture)
    {
        (int width, int height) = FramebufferSize;
        using Screenshot shot = Screenshot.Take(gl, width, height);
        shot.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{picture:0000}.png")));
    }
}
