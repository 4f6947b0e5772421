using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>The panel in the real window, with a real pointer and real keys.</summary>
public sealed class RunningPanelTests : FolderTests
{
    [Fact]
    public void PointerAndKeysInThePanel_ChangeTheSettingsAndLeaveThePageAlone()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "--size", "1280x800");
        app.Focus(screen);

        // The button in the header, then the first row of the first tab: the bias, dragged beyond its maximum.
        screen.Do("mousemove 1210 14 click 1");
        int y = 38 + (int)ControlPanel.HeadHeight + 8 + (int)Slider.TrackY;
        screen.Do($"mousemove 1010 {y} mousedown 1 mousemove 1100 {y + 60} mousemove 700 400 mousemove 1270 300 mouseup 1");
        // The next row is the speed, four steps faster.
        screen.Do("key Tab key Right key Right key Right key Right");
        screen.Do("key Escape key ctrl+q");
        JsonElement last = app.WaitForLast();
        Assert.Equal(WritingSettings.Bias.Range.Maximum, last.GetProperty("bias").GetDouble());
        Assert.Equal(2.44, last.GetProperty("speed").GetDouble(), 2);
        Assert.Equal(0, last.Rows);
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
    }
}
