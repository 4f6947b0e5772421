using HmRnnInk.Tests;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Played;

public sealed class FilmedWindowTests : FolderTests
{
    [Fact]
    public void EveryFourthFrame_IsAPicture()
    {
        var inner = new OffscreenWindow(64, 48) { Script = Enumerable.Range(0, 10) };
        using var window = new FilmedWindow(inner, Folder);
        int frames = 0;
        bool unloaded = false;
        window.Run(_ => { }, () =>
        {
            inner.Gl.ClearColor(frames++ / 255f, 0, 1, 1);
            inner.Gl.Clear(ClearBufferMask.ColorBufferBit);
        }, () => unloaded = true);

        Assert.True(unloaded);
        string[] files = [.. Directory.GetFiles(Folder).Order()];
        Assert.Equal(["0000.png", "0001.png", "0002.png"], files.Select(Path.GetFileName));
        for (int picture = 0; picture < files.Length; picture++)
        {
            using SKBitmap read = SKBitmap.Decode(files[picture]);
            Assert.Equal((64, 48), (read.Width, read.Height));
            Assert.Equal(new SKColor((byte)(FilmedWindow.FramesPerPicture * picture), 0, 255), read.GetPixel(20, 20));
        }
    }
}
