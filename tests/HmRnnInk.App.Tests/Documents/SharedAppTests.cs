using System.Text;
using System.Text.Json;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>The real window and other programs: files dropped on it, and its use of the clipboard.</summary>
public sealed class SharedAppTests : FolderTests
{
    [Fact]
    public void DroppedFile_IsOpened_WhateverItIsCalled()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string page = Path.Combine(Folder, "one page, 100 % ü.hmink"), ink = Path.Combine(Folder, "other.inkml");
        DocumentFile.Write(page, AnyDocument.Example);
        File.WriteAllText(ink, """
            <ink xmlns="http://www.w3.org/2003/InkML"><trace>10 20, 14 40, 20 60, 26 40, 31 22</trace>
            <trace>50 30</trace><trace>60 20, 64 60</trace></ink>
            """);
        using var app = new AppRun(
            screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "--delay", "60", "--size", "800x600", "--save-as", "end.hmink");
        app.Focus(screen);

        using var files = new DropSource(screen);
        files.Drop(300, 200, page);
        JsonElement opened = app.WaitFor(report => report.PersonRows == 25);
        Assert.Equal(15, opened.ModelRows);
        files.Drop(400, 300, ink);
        JsonElement other = app.WaitFor(report => report.ModelRows == 0);
        Assert.Equal(3, other.Strokes);
        screen.Do("key ctrl+z key ctrl+z key ctrl+z key ctrl+z"); // undoes its strokes, and then restores the page before
        app.WaitFor(report => report.PersonRows == 25);
        app.Quit(screen);
    }

    [Fact]
    public void CopiedPage_IsAPicture_OrSvgWithoutAProgramForPictures()
    {
        VirtualScreen screen = VirtualScreen.Open();
        try
        {
            using (SKBitmap picture = SKBitmap.Decode(Copied(screen, path: null, "image/png")))
            {
                Assert.Equal((2 * (800 - 52), true), (picture.Width, picture.Height > 300));
                // The stroke went through 240, 100 of the window, whose sheet begins at 26, 26.
                Assert.True(picture.HasInkAt(2 * (240 - 26), 2 * (100 - 26), reach: 6));
                Assert.False(picture.HasInkAt(2 * (500 - 26), 2 * (100 - 26), reach: 6));
            }

            string svg = Encoding.UTF8.GetString(Copied(screen, path: Folder, "UTF8_STRING"));
            Assert.Contains("<svg", svg);
            Assert.EndsWith("</svg>", svg.TrimEnd());
            Assert.Contains("stroke-width", svg);
        }
        finally
        {
            screen.ClearClipboard();
        }
    }

    /// <param name="path">The PATH of the app; null for that of this process.</param>
    /// <returns>What the app has copied to the clipboard.</returns>
    private byte[] Copied(VirtualScreen screen, string? path, string target)
    {
        screen.Clipboard("TARGETS"); // skips the test without xclip
        screen.ClearClipboard();
        var environment = new Dictionary<string, string?> { ["DISPLAY"] = screen.Display };
        if (path is not null) environment["PATH"] = path;
        using var app = new AppRun(environment, Folder, "--model", HandlikeModel.SaveIn(Folder), "--delay", "60", "--size", "800x600");
        app.Focus(screen);
        screen.WriteStroke();
        app.WaitForPhase("PenRests");
        screen.Do("key ctrl+c");
        byte[] copied = [];
        Programs.WaitUntil(
            () => (copied = screen.Clipboard(target)).Length > 0, () => $"There is no {target} on the clipboard.\n{app.Errors}");
        screen.Do("key ctrl+q");
        Assert.Equal(0, app.WaitForEnd()); // and its output was closed: the background process of the clipboard does not hold it open
        if (path is null) Assert.Equal(copied, screen.Clipboard(target)); // the clipboard outlives the app
        return copied;
    }
}
