using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>
/// A window with a control panel that has one control of each kind, and a clock and a pointer that the test controls.
/// </summary>
internal sealed class PanelWindow
{
    private static readonly ChoiceOption[] Options =
        [new("iam-ondb-3x256", "4.4 MB · 1,012 nats a line"), new("broken", Fault: "is not a model: too short"), new("small", "0.3 MB")];

    private static readonly (float X, float Y, bool PenUp)[] Line =
        [.. Enumerable.Range(0, 140).Select(step =>
            (2.1f * step - 8 * MathF.Sin(0.4f * step), 14 * MathF.Cos(0.4f * step), step % 47 == 46))];

    private readonly InputRouter _router;
    private double _seconds = 1;

    public PanelWindow()
    {
        Bias = new Slider("Bias")
        {
            Range = new NumberRange(0, 3, 0.1),
            Ends = ("wild", "neat"),
            Read = () => BiasValue,
            Write = value => BiasValue = value,
        };
        Switch = new Switch("Dark page") { Detail = () => "with a line that says more about it", Read = () => On, Write = on => On = on };
        Stepper = new Stepper("Layer")
        {
            Minimum = 1,
            Maximum = () => 3,
            Wraps = true,
            Read = () => Number,
            Write = value => Number = value,
        };
        Choice = new Choice("Model") { Columns = 1, Options = () => Options, Read = () => Chosen, Write = index => Chosen = index };
        Button = new Button("Save this ink as a style") { Act = () => { } };
        Panel = new ControlPanel([
            new ControlTab("Writing",
            [
                new Heading("A heading"), Bias,
                new InkPreview { Points = () => Line, Units = 300 },
                Switch, Stepper,
                new Stepper("Hidden unit") { Maximum = () => 9, Read = () => 4, Write = _ => { }, EnabledWhen = () => false },
                new Slider("Never shown") { Range = new(0, 1, 1), Read = () => 0, Write = _ => { }, ShownWhen = () => false },
                Choice, new Note("A note that takes", "two lines."), Button,
            ]),
            new ControlTab("Looks"),
        ]);
        _router = new InputRouter(Panel, new Rest(this));
        Frame();
    }

    /// <summary>The button that opens the panel.</summary>
    public static Box HeaderButton { get; } = new(1170, 3, 84, 20);

    public ControlPanel Panel { get; }

    public Slider Bias { get; }

    public Switch Switch { get; }

    public Stepper Stepper { get; }

    public Choice Choice { get; }

    public Button Button { get; }

    public double BiasValue { get; private set; } = 0.5;

    public bool On { get; private set; }

    public int Number { get; private set; } = 1;

    public int Chosen { get; private set; }

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
