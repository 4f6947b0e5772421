using HmRnnInk.App.Canvas;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

public class ControlPanelTests
{
    private static readonly Box Edge = new(1170, 3, 84, 20);

    private readonly SamplePanel _sample = new();
    private readonly InputRouter _router;
    private double _seconds = 1;
    private float _height = 800;

    public ControlPanelTests()
    {
        _router = new InputRouter(_sample.Panel, new Rest(this));
        Frame();
    }

    private ControlPanel Panel => _sample.Panel;

    private List<InkKey> PassedOn { get; } = [];

    [Fact]
    public void EdgeButton_OpensAndClosesTheCard()
    {
        Click(Edge.X + 10, Edge.CentreY);
        Assert.True(Panel.IsOpen);
        Assert.Equal(1254 - ControlPanel.Margin, Panel.Card.Right);
        Click(Edge.X + 10, Edge.CentreY);
        Assert.False(Panel.IsOpen);
        Assert.False(Panel.Contains(Panel.Card.X + 10, 200));
    }

    [Fact]
    public void DragOnASlider_ContinuesOutsideIt_AndStopsAtItsLimits()
    {
        Open();
        Box box = _sample.Bias.Bounds;
        Send(InputKind.PenDown, box.X + box.Width / 2, box.Y + Slider.TrackY);
        Assert.Equal(1.5, _sample.BiasValue, 1);
        Send(InputKind.PenMove, 2000, 700);
        Assert.Equal(3, _sample.BiasValue);
        Send(InputKind.PenMove, 0, 700);
        Assert.Equal(0, _sample.BiasValue);
        Send(InputKind.PenUp, 0, 700);
        Send(InputKind.PenMove, 1100, 300);
        Assert.Equal(0, _sample.BiasValue);
    }

    [Fact]
    public void Arrows_ChangeTheFocusedControl()
    {
        Open(byKey: true);
        Assert.True(Panel.Focus is { IsOnTabs: true, IsShown: true });
        Key(InkKey.Tab);
        Assert.Same(_sample.Bias, Panel.Focus.Current);
        Key(InkKey.Right);
        Key(InkKey.Right, KeyModifiers.Shift);
        Assert.Equal(1.1, _sample.BiasValue, 6);
        Key(InkKey.Tab);
        Key(InkKey.Space);
        Assert.True(_sample.On);
        Key(InkKey.Tab, KeyModifiers.Shift);
        Key(InkKey.Home);
        Assert.Equal(0, _sample.BiasValue);
        Assert.Empty(PassedOn);
    }

    [Fact]
    public void Tab_SkipsDisabledControlsAndWrapsAround()
    {
        Open(byKey: true);
        var seen = new List<Control?>();
        for (int stop = 0; stop < 7; stop++)
        {
            Key(InkKey.Tab);
            seen.Add(Panel.Focus.Current);
        }

        Assert.Equal([_sample.Bias, _sample.Switch, _sample.Stepper, _sample.Choice, _sample.Button, null, _sample.Bias], seen);
    }

    [Fact]
    public void KeysThatThePanelDoesNotUse_ArePassedOn()
    {
        Open(byKey: true);
        Key(InkKey.N);
        Key(InkKey.Z, KeyModifiers.Control);
        Assert.Equal([InkKey.N, InkKey.Z], PassedOn);
    }

    [Fact]
    public void WithoutTheKeyboard_ArrowsAndTabAreNotThePanels()
    {
        Open(byKey: true);
        Click(300, 300); // the page
        Assert.True(Panel.IsOpen);
        Key(InkKey.Right);
        Key(InkKey.Tab);
        Assert.Equal([InkKey.Right, InkKey.Tab], PassedOn);
        Assert.Null(Panel.Focus.Current);
    }

    [Fact]
    public void FirstEscape_ClosesThePanel_AndTheSecondStopsTheModel()
    {
        Open(byKey: true);
        Key(InkKey.Escape);
        Assert.False(Panel.IsOpen);
        Key(InkKey.Escape);
        Assert.Equal([InkKey.Escape], PassedOn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PanelThatThePointerCloses_LeavesTheNextEscapeToTheModel(bool byCross)
    {
        Click(Edge.X + 10, Edge.CentreY);
        Click(_sample.Switch.Bounds.X + 5, _sample.Switch.Bounds.CentreY);
        if (byCross) Click(Panel.Close.X + 5, Panel.Close.CentreY);
        else Click(Edge.X + 10, Edge.CentreY);
        Assert.False(Panel.IsOpen);
        Key(InkKey.Escape);
        Assert.Equal([InkKey.Escape], PassedOn);
    }

    [Fact]
    public void BrokenOption_CannotBeChosen()
    {
        Open();
        Box broken = _sample.Choice.OptionBox(1);
        Click(broken.X + 5, broken.CentreY);
        Assert.Equal(0, _sample.Chosen);
        _sample.Choice.Key(InkKey.Down, KeyModifiers.None);
        Assert.Equal(2, _sample.Chosen);
    }

    [Fact]
    public void Stepper_WrapsAroundIfAllowed()
    {
        Open();
        Click(_sample.Stepper.Less.X + 5, _sample.Stepper.Less.CentreY);
        Assert.Equal(3, _sample.Number);
        Click(_sample.Stepper.More.X + 5, _sample.Stepper.More.CentreY);
        Assert.Equal(1, _sample.Number);
    }

    [Fact]
    public void RowsThatDoNotFit_AreScrolledToByTab()
    {
        _height = 220;
        Open(byKey: true);
        for (int stop = 0; stop < 5; stop++) Key(InkKey.Tab);
        Assert.Same(_sample.Button, Panel.Focus.Current);
        Assert.InRange(_sample.Button.Bounds.Bottom, Panel.View.Y, Panel.View.Bottom);
    }

    [Fact]
    public void EndOfASlider_IsInfinityIfItsLabelSaysSo()
    {
        double speed = 1;
        var slider = new Slider("Speed")
        {
            Range = new NumberRange(0.25, 16, 1.25) { Logarithmic = true, AllowsInfinity = true },
            Read = () => speed,
            Write = value => speed = value,
        };
        slider.Bounds = new Box(0, 0, 200, 46);
        slider.Drag(400, 0);
        Assert.Equal(double.PositiveInfinity, speed);
        Assert.Equal(1, slider.Share);
        slider.Key(InkKey.Left, KeyModifiers.None);
        Assert.Equal(16, speed);
        slider.Key(InkKey.Right, KeyModifiers.None);
        Assert.Equal(double.PositiveInfinity, speed);
        slider.Drag(0, 0);
        Assert.Equal(0.25, speed);
    }

    [Fact]
    public void OpenPanelsFrame_AllocatesNothing()
    {
        using var screen = new Offscreen(1280, 800);
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        PageView view = screen.View();
        Open();
        long before = 0;
        for (int frame = 0; frame < 200; frame++)
        {
            if (frame == 100) before = GC.GetAllocatedBytesForCurrentThread();
            Frame();
            ui.Begin(view);
            ControlPanelPainter.Draw(ui, Palette.Light, Panel);
            ui.End();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0, 0, 1, 0.1f, true)] // as wide as the preview
    [InlineData(-40, 300, 1, 3, false)] // taller than the preview
    [InlineData(90, -70, 1.4f, 0.1f, false)] // longer than the preview
    [InlineData(20, 20, 0.4f, 0.1f, true)] // shorter, but not scaled up
    public void Preview_LiesWhollyInItsBox(float x, float y, float length, float height, bool atItsSize)
    {
        var preview = new InkPreview { Points = () => [], Units = 500, Bounds = new Box(960, 150, 264, 74) };
        (float X, float Y, bool PenUp)[] line =
            [(x + 100 * length, y, false), (x, y + 500 * height, true), (x + 500 * length, y + 200 * height, true)];

        (float scale, float left, float top) = preview.Place(line);

        Box box = preview.Box;
        Assert.All(line, point =>
        {
            Assert.InRange(left + point.X * scale, box.X + InkPreview.Pad - 0.01f, box.Right - InkPreview.Pad + 0.01f);
            Assert.InRange(top + point.Y * scale, box.Y + InkPreview.Pad - 0.01f, box.Bottom - InkPreview.Pad + 0.01f);
        });
        Assert.Equal(box.X + InkPreview.Pad, line.Min(point => left + point.X * scale), 0.01f);
        Assert.Equal(atItsSize, scale == (box.Width - 2 * InkPreview.Pad) / 500);
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
        const int Left = 924, Wide = 344, High = 520;
        using var screen = new Offscreen((int)(Wide * scale), (int)(High * scale));
        using var ui = new UiRenderer(screen.Gl, screen.Shaders);
        Palette palette = dark ? Palette.Dark : Palette.Light;
        _height = High;
        Open(byKey: true);
        for (int stop = 0; stop < 3; stop++) Key(InkKey.Tab); // to the stepper
        Send(InputKind.PenMove, _sample.Switch.Bounds.X + 5, _sample.Switch.Bounds.CentreY);
        Panel.Layout(1280, _height, Edge, pageRight: 1254, pageTop: 26, _seconds);
        screen.Clear((byte)(palette.Desk >> 24), (byte)(palette.Desk >> 16), (byte)(palette.Desk >> 8));
        ui.Begin(screen.View(scale));
        ui.ShiftX = -Left;
        ControlPanelPainter.Draw(ui, palette, Panel);
        ui.End();
        using Screenshot shot = screen.Take();
        GoldenImage.AssertMatches(shot, $"controls-{(dark ? "dark" : "light")}{GoldenImage.At(scale)}");
    }

    private void Open(bool byKey = false)
    {
        Panel.Open(_seconds);
        if (byKey)
        {
            Panel.Focus.TakeKeyboard(byKey: true);
            _router.GiveKeyboard(Panel);
        }

        _seconds += 1;
        Frame();
    }

    private void Frame() => Panel.Layout(1280, _height, Edge, pageRight: 1254, pageTop: 26, _seconds);

    private void Click(float x, float y)
    {
        Send(InputKind.PenDown, x, y);
        Send(InputKind.PenUp, x, y);
        _seconds += 1;
        Frame();
    }

    private void Send(InputKind kind, float x, float y) => _router.Take(new InputEvent(kind, x, y, _seconds), _seconds);

    private void Key(InkKey key, KeyModifiers modifiers = KeyModifiers.None)
    {
        _router.Take(new InputEvent(InputKind.KeyDown, 0, 0, _seconds, key, modifiers), _seconds);
        Frame();
    }

    /// <summary>Input target for everything outside of the panel.</summary>
    private sealed class Rest(ControlPanelTests test) : IInputTarget
    {
        public bool Contains(float x, float y) => true;

        public bool Take(in InputEvent input, double seconds)
        {
            if (input.Kind == InputKind.KeyDown) test.PassedOn.Add(input.Key);
            return true;
        }
    }
}
