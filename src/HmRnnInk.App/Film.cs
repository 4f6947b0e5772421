using System.Globalization;
using HmRnnInk.App.Canvas;
using Silk.NET.OpenGL;

namespace HmRnnInk.App;

/// <summary>Writes every few frames to PNG files, for a film.</summary>
/// <param name="folder">Gets the files <c>0000.png</c>, <c>0001.png</c> and so on. Created if necessary.</param>
internal sealed class Film(string folder)
{
    /// <summary>Every fourth frame: 15 pictures a second.</summary>
    public const int FramesPerPicture = 4;

    private int _frame;

    /// <summary>Takes the frame that was just drawn.</summary>
    public void Take(GL gl, (int Width, int Height) size)
    {
        if (_frame++ % FramesPerPicture != 0) return;
        using Screenshot shot = Screenshot.Take(gl, size.Width, size.Height);
        shot.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_frame / FramesPerPicture:0000}.png")));
    }
}
