using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Ui.Controls;

/// <summary>A control panel with one control of each kind.</summary>
internal sealed class SamplePanel
{
    private static readonly ChoiceOption[] Options =
        [new("iam-ondb-3x256", "4.4 MB · 1,012 nats a line"), new("broken", Fault: "is not a model: too short"), new("small", "0.3 MB")];

    private static readonly (float X, float Y, bool PenUp)[] Line =
        [.. Enumerable.Range(0, 140).Select(step =>
            (2.1f * step - 8 * MathF.Sin(0.4f * step), 14 * MathF.Cos(0.4f * step), step % 47 == 46))];

    public SamplePanel()
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
    }

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
}
