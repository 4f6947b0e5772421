using System.CommandLine;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Options;

/// <summary>An option before a subcommand would be one of the program above, which does not run. It must not be ignored.</summary>
public sealed class StrictProgramTests
{
    private readonly List<string> _errors = [];
    private bool _ran;

    [Fact]
    public void OptionAfterTheSubcommand_IsTaken()
    {
        Assert.Equal(0, Run("turns", "--json"));
        Assert.True(_ran);
        Assert.Empty(_errors);
    }

    [Theory]
    [InlineData("--json must come after 'turns': ink turns --json …", "--json", "turns")]
    [InlineData("--seed must come after 'turns': ink turns --seed 3 …", "--seed", "3", "turns", "--json")]
    [InlineData("--dark is not an option of 'turns'.", "--dark", "turns", "--json")]
    public void OptionBeforeTheSubcommand_IsAUsageErrorThatNamesTheOrder(string expected, params string[] arguments)
    {
        Assert.Equal(StrictProgram.UsageError, Run(arguments));
        Assert.False(_ran);
        Assert.Equal(expected, Assert.Single(_errors));
    }

    [Fact]
    public void OptionsOfTheProgramItself_AreTaken() => Assert.Equal(0, Run("--json", "--dark"));

    private int Run(params string[] arguments)
    {
        Option<bool> Switch(string name) => new(name);
        Option<int> Number(string name) => new(name);
        var turns = new Command("turns") { Switch("--json"), Number("--seed") };
        turns.SetAction(parsed => _ran = parsed.GetValue<bool>("--json"));
        var root = new RootCommand { Switch("--json"), Switch("--dark"), Number("--seed"), turns };
        root.SetAction(_ => 0);
        return StrictProgram.Run(root, "ink", arguments, _errors.Add);
    }
}
