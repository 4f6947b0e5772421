using HmRnnInk.App.Host;
using HmRnnInk.App.Options;
using HmRnnInk.App.Tests.Running;

namespace HmRnnInk.App.Tests.Host;

public sealed class ScriptedEventsTests : FolderTests
{
    [Fact]
    public void Steps_ComeInTheirFrames_WhateverTheirOrder()
    {
        ScriptedEvents script = ScriptedEvents.Parse(["7:Ctrl+Shift+Z", "3:click@300,120.5", "7:1"]);

        Assert.Empty(Until(script, 2));
        Assert.Equal(
            [new(InputKind.PenMove, 300, 120.5f, 0.5), new(InputKind.PenDown, 300, 120.5f, 0.5), new(InputKind.PenUp, 300, 120.5f, 0.5)],
            Until(script, 3));
        KeyModifiers held = KeyModifiers.Control | KeyModifiers.Shift;
        Assert.Equal(
            [
                new(InputKind.KeyDown, 0, 0, 0.5, InkKey.Z, held), new(InputKind.KeyUp, 0, 0, 0.5, InkKey.Z, held),
                new(InputKind.KeyDown, 0, 0, 0.5, InkKey.Digit1), new(InputKind.KeyUp, 0, 0, 0.5, InkKey.Digit1),
            ],
            Until(script, 9));
        Assert.Empty(Until(script, 100));
    }

    [Fact]
    public void ThirdNumber_IsThePensPressure()
    {
        ScriptedEvents script = ScriptedEvents.Parse(["1:down@300,120,0.4", "2:move@310,120"]);
        Assert.Equal([new(InputKind.PenMove, 300, 120, 0.5, Pressure: 0.4f), new(InputKind.PenDown, 300, 120, 0.5, Pressure: 0.4f)],
            Until(script, 1));
        Assert.Null(Assert.Single(Until(script, 2)).Pressure);
    }

    [Theory]
    [InlineData("3:down@300,120,1.5")]
    [InlineData("3:down@300,120,")]
    [InlineData("F1")]
    [InlineData("-3:F1")]
    [InlineData("3:Nothing")]
    [InlineData("3:Unknown")]
    [InlineData("3:12")]
    [InlineData("3:Meta+A")]
    [InlineData("3:click@300")]
    [InlineData("3:click@300,NaN")]
    [InlineData("3:press@300,120")]
    public void UnreadableStep_IsNamedOnTheCommandLine(string step)
    {
        var parsed = CommandLine.Create(_ => 0).Parse(["--frames", "10", $"--events={step}"]);

        Assert.Contains($"'{step}'", Assert.Single(parsed.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutFrames_EventsAreRefused() =>
        Assert.NotEmpty(CommandLine.Create(_ => 0).Parse(["--events", "3:F1"]).Errors);

    [Fact]
    public void PenOfAScript_WritesOnThePage()
    {
        using var app = new AppRun(
            VirtualScreen.Open(), Folder, "--ghosts", "0", "--frames", "30",
            "--events", "3:down@200,120", "8:move@260,100", "14:up@300,140");

        int rows = app.WaitFor(report => report.Count("frame") == 30).PersonRows;
        Assert.True(rows > 3, $"{rows} rows");
        Assert.Equal(0, app.WaitForEnd());
    }

    private static List<InputEvent> Until(ScriptedEvents script, int frame)
    {
        var events = new List<InputEvent>();
        script.TakeEvents(frame, 0.5, events);
        return events;
    }
}
