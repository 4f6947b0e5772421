using HmRnnInk.App.Background;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Options;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Tests.Documents;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Session;

/// <summary>The limits of a setting are declared once, and the command line, the panel, keys and pages follow them.</summary>
public class WritingSettingsTests
{
    /// <summary>All declared numbers, so that a new one is tested too.</summary>
    private static readonly NumberSetting<LiveSettings>[] Numbers =
        [.. typeof(WritingSettings).GetProperties().Select(property => property.GetValue(null)).OfType<NumberSetting<LiveSettings>>()];

    public static TheoryData<string> Options { get; } = [.. WritingSettings.OnCommandLine.Select(setting => setting.Option!)];

    [Theory]
    [MemberData(nameof(Options))]
    public void CommandLine_AcceptsTheRangeOfTheSetting(string name)
    {
        NumberSetting<LiveSettings> setting = WritingSettings.OnCommandLine.Single(setting => setting.Option == name);
        NumberRange range = setting.Range;
        Assert.Equal(range.Minimum, setting.Get(Parse(name, range.Minimum)!));
        Assert.Equal(range.Maximum, setting.Get(Parse(name, range.Maximum)!));
        Assert.Null(Parse(name, range.Minimum - 0.01));
        Assert.Null(Parse(name, range.Maximum + 0.01));
        Assert.True(range.Contains(setting.Get(new LiveSettings())));
    }

    [Fact]
    public void Steps_StayWithinTheRange() => Assert.All(Numbers, setting =>
    {
        LiveSettings settings = new();
        for (int step = 0; step < 300; step++)
        {
            settings = setting.Moved(settings, 1);
            Assert.True(setting.Range.Contains(setting.Get(settings)), $"{setting.Label} is {setting.Get(settings)}");
        }

        Assert.Equal(Highest(setting.Range), setting.Get(settings), 6);
        for (int step = 0; step < 300; step++) settings = setting.Moved(settings, -1);
        Assert.Equal(setting.Range.Minimum, setting.Get(settings), 6);
    });

    [Fact]
    public void Panel_HasTheRangeOfTheSetting()
    {
        var page = new TestPage();
        using var work = new BackgroundWork(inline: true);
        ControlTab writing = LiveControls.Writing(page.Ink, new BiasPreview(work));
        ControlTab looks = LiveControls.Looks(page.Ink, new Look(page.Ink, new LookSettings()), () => false);
        Control[] controls = [.. writing.Controls, .. looks.Controls];
        Assert.All(Numbers, setting =>
        {
            Control control = Assert.Single(controls, control => control.Label == setting.Label);
            Assert.True(control.Key(InkKey.Home, KeyModifiers.None));
            Assert.Equal(setting.Range.Minimum, setting.Get(page.Ink.Settings), 6);
            Assert.True(control.Key(InkKey.End, KeyModifiers.None));
            Assert.Equal(Highest(setting.Range), setting.Get(page.Ink.Settings), 6);
        });
    }

    [Fact]
    public void SwitchOfTheWidth_SaysWhatTheWidthFollows()
    {
        var page = new TestPage();
        bool reportsPressure = false;
        ControlTab looks = LiveControls.Looks(page.Ink, new Look(page.Ink, new LookSettings()), () => reportsPressure);
        Func<string> detail = Assert.Single(looks.Controls.OfType<Switch>(), row => row.Detail is not null).Detail!;
        Assert.Contains("no pressure", detail());
        reportsPressure = true;
        Assert.Equal("from pen pressure", detail());
    }

    [Fact]
    public void SavedPage_HasTheRangeOfTheSetting()
    {
        // The thickness belongs to the person's pen and not to the page.
        Assert.All(Numbers.Where(setting => setting != WritingSettings.Thickness), setting =>
        {
            Save(setting, setting.Range.Minimum);
            Save(setting, Highest(setting.Range));
            Assert.Throws<InkFormatException>(() => Save(setting, setting.Range.Minimum - 1));
            Assert.Throws<InkFormatException>(() => Save(setting, setting.Range.Maximum + 1));
        });

        static void Save(NumberSetting<LiveSettings> setting, double value) =>
            DocumentBytes.JsonBytes(AnyDocument.Example with { Settings = setting.Set(new LiveSettings(), value) });
    }

    /// <summary>Without --delay the model waits for an unusually long pause, so the help must not name a number of seconds.</summary>
    [Fact]
    public void DelayAlone_HasNoDefaultOnTheCommandLine()
    {
        var options = CommandLine.Create(_ => 0).Options;
        string?[] withoutDefault =
        [
            .. WritingSettings.OnCommandLine.Select(setting => setting.Option)
                .Where(name => !options.Single(option => option.Name == name).HasDefaultValue),
        ];

        Assert.Equal(["--delay"], withoutDefault);
    }

    private static double Highest(NumberRange range) => range.AllowsInfinity ? double.PositiveInfinity : range.Maximum;

    private static LiveSettings? Parse(string option, double value)
    {
        LiveSettings? parsed = null;
        string text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        int code = CommandLine.Create(options =>
        {
            parsed = options.Writing;
            return 0;
        }).Parse([option, text]).Invoke(new() { Output = TextWriter.Null, Error = TextWriter.Null });
        return code == 0 ? parsed : null;
    }
}
