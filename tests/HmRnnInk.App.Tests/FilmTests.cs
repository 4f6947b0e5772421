using HmRnnInk.App.Tests.Canvas;
using SkiaSharp;

namespace HmRnnInk.App.Tests;

public sealed class FilmTests : FolderTests
{
    [Fact]
    public void EveryFourthFrame_IsAPicture()
    {
        using var screen = new Offscreen(64, 48);
        var film = new Film(Folder);
        for (byte frame = 0; frame < 10; frame++)
        {
            screen.Clear(frame, 0, 255);
            film.Take(screen.Gl, (64, 48));
        }

        string[] files = [.. Directory.GetFiles(Folder).Order()];
        Assert.Equal(["0000.png", "0001.png", "0002.png"], files.Select(Path.GetFileName));
        for (int picture = 0; picture < files.Length; picture++)
        {
            using SKBitmap read = SKBitmap.Decode(files[picture]);
            Assert.Equal((64, 48), (read.Width, read.Height));
            Assert.Equal(new SKColor((byte)(Film.FramesPerPicture * picture), 0, 255), read.GetPixel(20, 20));
        }
    }
}
