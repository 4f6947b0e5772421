using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>The picture of a control panel.</summary>
public class ControlPanelPainterTests
{
    private readonly PanelWindow _window = new();

    private ControlPanel Panel => _window.Panel;

    [Fact]
    public void OpenPanelsFrame_AllocatesNothing()
    {
        using var screen = new Offscreen(1280, 800);
        _window.Open();
        screen.AssertFramesAllocateNothing((ui, _) =>
        {
            _window.Frame();
            ControlPanelPainter.Draw(ui, Palette.Light, Panel);
        });
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 1.25f)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(true, 1.25f)]
    [InlineData(true, 2)]
    public void Panel_LooksAsItDid(bool dark, float scale)
    {
        const int Left = 924, Width = 344, Height = 520;
        using var screen = new Offscreen((int)(Width * scale), (int)(Height * scale));
        Palette palette = dark ? Palette.Dark : Palette.Light;
        _window.Height = Height;
        _window.Open(byKey: true);
        for (int stop = 0; stop < 3; stop++) _window.Key(InkKey.Tab); // to the stepper
        _window.Send(InputKind.PenMove, _window.Switch.Bounds.X + 5, _window.Switch.Bounds.CentreY);
        _window.Frame();
        using Screenshot shot = screen.Draw(
            palette.Desk,
            ui =>
            {
                ui.ShiftX = -Left;
                ControlPanelPainter.Draw(ui, palette, Panel);
            },
            scale);
        GoldenImage.AssertMatches(shot, $"controls-{(dark ? "dark" : "light")}{GoldenImage.Suffix(scale)}");
    }
}
