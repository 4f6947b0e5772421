using HmRnnInk.App.Commands;
using HmRnnInk.App.Options;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Tests.Session;

public class WritingSettingsTests
{
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
    public void Steps_StayWithinTheRange()
    {
        NumberSetting<LiveSettings>[] numbers =
            [WritingSettings.Bias, WritingSettings.Speed, WritingSettings.Delay, WritingSettings.Size, WritingSettings.Ghosts];
        foreach (NumberSetting<LiveSettings> setting in numbers)
        {
            LiveSettings settings = new();
            for (int step = 0; step < 300; step++)
            {
                settings = setting.Moved(settings, 1);
                Assert.True(setting.Range.Contains(setting.Get(settings)), $"{setting.Label} is {setting.Get(settings)}");
            }

            Assert.Equal(setting.Range.AllowsInfinity ? double.PositiveInfinity : setting.Range.Maximum, setting.Get(settings), 6);
            for (int step = 0; step < 300; step++) settings = setting.Moved(settings, -1);
            Assert.Equal(setting.Range.Minimum, setting.Get(settings), 6);
        }
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
