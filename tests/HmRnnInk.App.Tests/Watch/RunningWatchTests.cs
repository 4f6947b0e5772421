using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Watch;

/// <summary>The real window on a generated run, with real keys and a real pointer.</summary>
public sealed class RunningWatchTests : IDisposable
{
    private readonly MadeUpRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Run_IsScrubbedByKeysAndPointer_AndFollowedWhileItTrains()
    {
        VirtualScreen screen = VirtualScreen.Open();
        _run.Evaluate(20_000, 50_000, 100_000, 400_000, 1_000_000);
        using var app = new AppRun(screen, _run.Folder, "--watch", _run.Folder, "--size", "900x640");
        app.WaitFor(report => report.Count("read") == 5);
        screen.Do("search --sync --name HmRnnInk windowmove 0 0 windowfocus --sync");

        screen.Do("key Home");
        JsonElement first = app.WaitFor(report => report.Count("checkpoint") == 1 && report.Count("shownPoints") == 20_000);
        screen.Do("key Right key Right key Left");
        app.WaitFor(report => report.Count("shownPoints") == 50_000);
        screen.Do("key End");
        JsonElement last = app.WaitFor(report => report.Count("shownPoints") == 1_000_000);
        Assert.True(last.GetProperty("following").GetBoolean());
        Assert.NotEqual(first.GetProperty("segments").ToString(), last.GetProperty("segments").ToString());

        // The playhead at the last checkpoint follows a run in progress.
        _run.Evaluate(2_000_000);
        Assert.Equal(6, app.WaitFor(report => report.Count("shownPoints") == 2_000_000).Count("checkpoints"));

        // Dragged along the curve: beyond its start, and to the third checkpoint of six.
        double left = last.GetProperty("curveLeft").GetDouble(), right = last.GetProperty("curveRight").GetDouble();
        int y = (int)last.GetProperty("curveTop").GetDouble() + 20;
        screen.Do($"mousemove {(int)left + 200} {y} mousedown 1 mousemove {(int)left - 20} {y}");
        app.WaitFor(report => report.Count("shownPoints") == 20_000);
        int third = (int)(left + ((right - left) * Math.Log(100_000 / 20_000.0) / Math.Log(2_000_000 / 20_000.0)));
        screen.Do($"mousemove {third + 6} {y} mouseup 1");
        Assert.False(app.WaitFor(report => report.Count("shownPoints") == 100_000).GetProperty("following").GetBoolean());
        screen.Do($"mousemove {third + 6} {y} click 5");
        app.WaitFor(report => report.Count("shownPoints") == 400_000);

        screen.Do("key space");
        app.WaitFor(report => report.GetProperty("playing").GetBoolean());
        app.WaitFor(report => !report.GetProperty("playing").GetBoolean() && report.Count("shownPoints") == 2_000_000);

        // A checkpoint that cannot be read is reported, and the others still work.
        File.WriteAllText(_run.History.PathOf(3_000_000), "no model");
        JsonElement damaged = app.WaitFor(report => report.GetProperty("failure").ValueKind == JsonValueKind.String);
        Assert.Contains("000003000000", damaged.GetProperty("failure").GetString());
        Assert.Equal(2_000_000, damaged.Count("shownPoints"));
        app.Quit(screen);
    }

    [Fact]
    public void RunThatHasJustBegun_IsWaitedFor()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, _run.Folder, "--watch", _run.Folder, "--size", "900x640");
        app.WaitFor(report => report.Count("checkpoints") == 0);
        _run.Evaluate(20_000);
        app.WaitFor(report => report.Count("shownPoints") == 20_000);
    }

    [Fact]
    public void RunWithFrames_EndsWithTheSamePictureEachTime()
    {
        VirtualScreen screen = VirtualScreen.Open();
        _run.Evaluate(20_000, 100_000, 1_000_000);
        SKBitmap[] shots = [.. Enumerable.Range(0, 2).Select(_ => Shot(screen))];
        Assert.Equal(shots[0].Bytes, shots[1].Bytes);
        Assert.Equal((900, 640), (shots[0].Width, shots[0].Height));
        foreach (SKBitmap shot in shots) shot.Dispose();
    }

    [Theory]
    [InlineData(1, "--watch", "nowhere")]
    [InlineData(2, "--watch", ".", "--model", "x.safetensors")]
    [InlineData(2, "--watch", ".", "--replay", "x.xml")]
    public void WhatCannotBeWatched_IsOneClearError(int code, params string[] arguments)
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, _run.Folder, arguments);
        Assert.Equal(code, app.WaitForEnd());
        Assert.Contains("--watch", app.Errors);
        if (code == 1) Assert.Single(app.Errors.Trim().Split('\n'));
    }

    private SKBitmap Shot(VirtualScreen screen)
    {
        using var app = new AppRun(
            screen, _run.Folder, "--watch", ".", "--size", "900x640", "--frames", "330", "--screenshot", "end.png");
        Assert.Equal("end.png", app.WaitForFile());
        Assert.Equal(0, app.WaitForEnd());
        return SKBitmap.Decode(Path.Combine(_run.Folder, "end.png"));
    }
}
