using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>Pointer and keys in a control panel.</summary>
public class ControlPanelTests
{
    private readonly PanelWindow _window = new();

    private ControlPanel Panel => _window.Panel;

    [Fact]
    public void HeaderButton_OpensAndClosesTheCard()
    {
        _window.Click(PanelWindow.HeaderButton.X + 10, PanelWindow.HeaderButton.CentreY);
        Assert.True(Panel.IsOpen);
        Assert.Equal(1254 - ControlPanel.Margin, Panel.Card.Right);
        _window.Click(PanelWindow.HeaderButton.X + 10, PanelWindow.HeaderButton.CentreY);
        Assert.False(Panel.IsOpen);
        Assert.False(Panel.Contains(Panel.Card.X + 10, 200));
    }

    [Fact]
    public void DragOnASlider_ContinuesOutsideIt_AndStopsAtItsLimits()
    {
        _window.Open();
        Box box = _window.Bias.Bounds;
        _window.Send(InputKind.PenDown, box.X + box.Width / 2, box.Y + Slider.TrackY);
        Assert.Equal(1.5, _window.BiasValue, 1);
        _window.Send(InputKind.PenMove, 2000, 700);
        Assert.Equal(3, _window.BiasValue);
        _window.Send(InputKind.PenMove, 0, 700);
        Assert.Equal(0, _window.BiasValue);
        _window.Send(InputKind.PenUp, 0, 700);
        _window.Send(InputKind.PenMove, 1100, 300);
        Assert.Equal(0, _window.BiasValue);
    }

    [Fact]
    public void Arrows_ChangeTheFocusedControl()
    {
        _window.Open(byKey: true);
        Assert.True(Panel.Focus is { IsOnTabs: true, IsShown: true });
        _window.Key(InkKey.Tab);
        Assert.Same(_window.Bias, Panel.Focus.Current);
        _window.Key(InkKey.Right);
        _window.Key(InkKey.Right, KeyModifiers.Shift);
        Assert.Equal(1.1, _window.BiasValue, 6);
        _window.Key(InkKey.Tab);
        _window.Key(InkKey.Space);
        Assert.True(_window.On);
        _window.Key(InkKey.Tab, KeyModifiers.Shift);
        _window.Key(InkKey.Home);
        Assert.Equal(0, _window.BiasValue);
        Assert.Empty(_window.PassedOn);
    }

    [Fact]
    public void Tab_SkipsDisabledControlsAndWrapsAround()
    {
        _window.Open(byKey: true);
        var seen = new List<Control?>();
        for (int stop = 0; stop < 7; stop++)
        {
            _window.Key(InkKey.Tab);
            seen.Add(Panel.Focus.Current);
        }

        Assert.Equal([_window.Bias, _window.Switch, _window.Stepper, _window.Choice, _window.Button, null, _window.Bias], seen);
    }

    [Fact]
    public void KeysThatThePanelDoesNotUse_ArePassedOn()
    {
        _window.Open(byKey: true);
        _window.Key(InkKey.N);
        _window.Key(InkKey.Z, KeyModifiers.Control);
        Assert.Equal([InkKey.N, InkKey.Z], _window.PassedOn);
    }

    [Fact]
    public void PanelWithoutTheKeyboard_PassesArrowsAndTabOn()
    {
        _window.Open(byKey: true);
        _window.Click(300, 300); // the page
        Assert.True(Panel.IsOpen);
        _window.Key(InkKey.Right);
        _window.Key(InkKey.Tab);
        Assert.Equal([InkKey.Right, InkKey.Tab], _window.PassedOn);
        Assert.Null(Panel.Focus.Current);
    }

    [Fact]
    public void FirstEscape_ClosesThePanel_AndTheSecondStopsTheModel()
    {
        _window.Open(byKey: true);
        _window.Key(InkKey.Escape);
        Assert.False(Panel.IsOpen);
        _window.Key(InkKey.Escape);
        Assert.Equal([InkKey.Escape], _window.PassedOn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PanelThatThePointerCloses_LeavesTheNextEscapeToTheModel(bool byCross)
    {
        _window.Click(PanelWindow.HeaderButton.X + 10, PanelWindow.HeaderButton.CentreY);
        _window.Click(_window.Switch.Bounds.X + 5, _window.Switch.Bounds.CentreY);
        if (byCross) _window.Click(Panel.Close.X + 5, Panel.Close.CentreY);
        else _window.Click(PanelWindow.HeaderButton.X + 10, PanelWindow.HeaderButton.CentreY);
        Assert.False(Panel.IsOpen);
        _window.Key(InkKey.Escape);
        Assert.Equal([InkKey.Escape], _window.PassedOn);
    }

    [Fact]
    public void BrokenOption_CannotBeChosen()
    {
        _window.Open();
        Box broken = _window.Choice.OptionBox(1);
        _window.Click(broken.X + 5, broken.CentreY);
        Assert.Equal(0, _window.Chosen);
        _window.Choice.Key(InkKey.Down, KeyModifiers.None);
        Assert.Equal(2, _window.Chosen);
    }

    [Fact]
    public void Stepper_WrapsAroundIfAllowed()
    {
        _window.Open();
        _window.Click(_window.Stepper.Less.X + 5, _window.Stepper.Less.CentreY);
        Assert.Equal(3, _window.Number);
        _window.Click(_window.Stepper.More.X + 5, _window.Stepper.More.CentreY);
        Assert.Equal(1, _window.Number);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RowsThatDoNotFit_AreDraggedByPen(bool byBar)
    {
        _window.Height = 220;
        _window.Open();
        float x = byBar ? Panel.View.Right - 5 : Panel.View.X + 30, y = byBar ? Panel.View.Y + 6 : Panel.View.Y + 14; // on the heading
        float way = byBar ? 300 : -600;
        _window.Send(InputKind.PenDown, x, y);
        _window.Send(InputKind.PenMove, x, y + way / 2);
        _window.Send(InputKind.PenMove, x, y + way);
        _window.Send(InputKind.PenUp, x, y + way);
        _window.Frame();
        Assert.InRange(_window.Button.Bounds.Bottom, Panel.View.Y, Panel.View.Bottom); // the last row
        Assert.Equal(0.5, _window.BiasValue);
        _window.Send(InputKind.PenMove, x, y);
        _window.Frame();
        Assert.InRange(_window.Button.Bounds.Bottom, Panel.View.Y, Panel.View.Bottom); // the drag has ended
    }

    [Fact]
    public void RowsThatDoNotFit_AreScrolledToByTab()
    {
        _window.Height = 220;
        _window.Open(byKey: true);
        for (int stop = 0; stop < 5; stop++) _window.Key(InkKey.Tab);
        Assert.Same(_window.Button, Panel.Focus.Current);
        Assert.InRange(_window.Button.Bounds.Bottom, Panel.View.Y, Panel.View.Bottom);
    }
}
