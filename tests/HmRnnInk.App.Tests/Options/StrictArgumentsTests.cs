using System.CommandLine;
using HmRnnInk.App.Options;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Options;

/// <summary>Numbers on a command line mean the same on every machine, and a comma is not a decimal point.</summary>
public class StrictArgumentsTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("-3", -3)]
    [InlineData("1e-3", 1e-3)]
    [InlineData(".5", 0.5)]
    public void Number_IsRead(string text, double expected)
    {
        Assert.True(StrictNumber.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("0,5")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0x10")]
    public void WhatIsNotANumber_IsRejected(string text) => Assert.False(StrictNumber.TryParse(text, out double _));

    [Theory]
    [InlineData("1,0.5", "1", "0.5")]
    [InlineData("1,0.5", "1,0.5")]
    [InlineData("1,0.5", "1 0.5")] // in quotes
    [InlineData("2", "2")]
    public void List_IsReadInBothForms_AndShownWithCommas(string shown, params string[] arguments) =>
        Assert.Equal(shown, NumberList.TryParse(arguments)?.ToString());

    [Theory]
    [InlineData("0,5", "0,25")] // either commas or spaces
    [InlineData("1,")]
    [InlineData("1|0.5")]
    public void MixedOrDamagedList_IsRejected(params string[] arguments) => Assert.Null(NumberList.TryParse(arguments));

    [Theory]
    [InlineData("cuda", "cuda")]
    [InlineData("CUDA", "cuda")]
    [InlineData("gpu", null)]
    public void AllowedText_IsReadInAnyCase_AndAnyOtherIsRefusedWithTheAllowedOnes(string given, string? read)
    {
        Option<string> option = new Option<string>("--device").OneOf("cpu", "cuda");
        ParseResult parsed = new RootCommand { option }.Parse(["--device", given]);

        string[] errors = [.. parsed.Errors.Select(error => error.Message)];
        Assert.Equal(read is null ? ["--device must be one of cpu, cuda, not 'gpu'."] : [], errors);
        if (read is not null) Assert.Equal(read, parsed.GetValue(option));
    }

    [Fact]
    public void App_ShowsDefaultsAsTheyAreTyped()
    {
        using var help = new StringWriter();
        CommandLine.Create(_ => 0).Strict().Parse("--help").Invoke(new() { Output = help });
        Assert.Contains("[default: 1280x800]", help.ToString());
        Assert.DoesNotMatch(@"\[default: [A-Z(]", help.ToString());
    }

    [Theory]
    [InlineData("99999999999", "--seed must be a whole number from -2147483648 to 2147483647, not '99999999999'.")]
    [InlineData("99999999999999999999", "--seed must be a whole number from -2147483648 to 2147483647, not '99999999999999999999'.")]
    [InlineData("1.5", "--seed must be a whole number, not '1.5'.")]
    public void WholeNumberThatIsTooLarge_IsRejectedWithTheLimits(string value, string message)
    {
        ParseResult parsed = CommandLine.Create(_ => 0).Strict().Parse(["--seed", value]);
        Assert.Contains(message, parsed.Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("--bias", "0,5")]
    [InlineData("--frames", "1,000")]
    [InlineData("--seed", "1.5")]
    [InlineData("--png-scale", "2,5")]
    public void App_NamesTheOptionAndTheValue_WithoutDotNetTypes(string option, string value)
    {
        ParseResult parsed = CommandLine.Create(_ => 0).Strict().Parse([option, value]);

        string message = string.Join(' ', parsed.Errors.Select(error => error.Message));
        Assert.Contains(option, message);
        Assert.Contains(value, message);
        Assert.DoesNotContain("System.", message);
    }
}
