using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>A window with a <see cref="SamplePanel"/>, and a clock and a pointer that the test controls.</summary>
internal sealed class PanelWindow
{
    private readonly InputRouter _router;
    private double _seconds = 1;

    public PanelWindow()
    {
        _router = new InputRouter(Panel, new Rest(this));
        Frame();
    }

    /// <summary>The button that opens the panel.</summary>
    public static Box HeaderButton { get; } = new(1170, 3, 84, 20);

    public SamplePanel Sample { get; } = new();

    public ControlPanel Panel => Sample.Panel;

    /// <summary>Height of the window.</summary>
    public float Height { get; set; } = 800;

    /// <summary>The keys that the panel did not use.</summary>
    public List<InkKey> PassedOn { get; } = [];

    public void Open(bool byKey = false)
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

    public void Frame() => Panel.Layout(1280, Height, HeaderButton, pageRight: 1254, pageTop: 26, _seconds);

    public void Click(float x, float y)
    {
        Send(InputKind.PenDown, x, y);
        Send(InputKind.PenUp, x, y);
        _seconds += 1;
        Frame();
    }

    public void Send(InputKind kind, float x, float y) => _router.Take(new InputEvent(kind, x, y, _seconds), _seconds);

    public void Key(InkKey key, KeyModifiers modifiers = KeyModifiers.None)
    {
        _router.Take(new InputEvent(InputKind.KeyDown, 0, 0, _seconds, key, modifiers), _seconds);
        Frame();
    }

    /// <summary>Input target for everything outside of the panel.</summary>
    private sealed class Rest(PanelWindow window) : IInputTarget
    {
        public bool Contains(float x, float y) => true;

        public bool Take(in InputEvent input, double seconds)
        {
            if (input.Kind == InputKind.KeyDown) window.PassedOn.Add(input.Key);
            return true;
        }
    }
}
