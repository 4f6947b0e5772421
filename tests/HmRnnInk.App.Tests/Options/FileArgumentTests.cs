using System.CommandLine;
using HmRnnInk.App.Options;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Options;

/// <summary>A desktop starts the program with only a file's path, so a path alone must mean the same as <c>--open</c>.</summary>
public sealed class FileArgumentTests
{
    private readonly List<AppOptions> _taken = [];

    [Theory]
    [InlineData("page.hmink", "page.hmink")]
    [InlineData("my page.hmink", "--dark", "my page.hmink")]
    [InlineData("page.hmink", "--json", "page.hmink")]
    [InlineData("page.hmink", "page.hmink", "--seed", "3")]
    [InlineData("line.xml", "--watch", "runs/mine", "line.xml")]
    [InlineData("page.hmink", "--open", "page.hmink")]
    public void FileWithoutAnOption_IsOpened(string expected, params string[] arguments)
    {
        Assert.Empty(ErrorsOf(arguments));
        Assert.Equal(expected, Assert.Single(_taken).Open);
    }

    [Fact]
    public void WithoutAFile_NothingIsOpened()
    {
        Assert.Empty(ErrorsOf("--dark"));
        Assert.Null(Assert.Single(_taken).Open);
    }

    [Theory]
    [InlineData("There is no option '--nonsense'.", "--nonsense")]
    [InlineData("There is no option '--opne'.", "--opne", "page.hmink")]
    [InlineData("Only one file can be opened, not also 'page.hmink'. A path with spaces needs quotation marks.", "my", "page.hmink")]
    [InlineData("Only one file can be opened: leave out either --open or 'b.hmink'.", "--open", "a.hmink", "b.hmink")]
    [InlineData("The file to open must be a path; it is empty.", "")]
    public void UnknownOptionOrWrongFile_IsAUsageError(string expected, params string[] arguments)
    {
        Assert.Equal(expected, Assert.Single(ErrorsOf(arguments)));
        Assert.Empty(_taken);
    }

    [Fact]
    public void FileBeforeASubcommand_IsAUsageError() =>
        Assert.Equal(
            "'page.hmink' is not an argument of 'turns'.", Assert.Single(ErrorsOf("page.hmink", "turns", "--data", "lines.tar.gz")));

    /// <summary>Runs a command line, and adds its options to <see cref="_taken"/>.</summary>
    private List<string> ErrorsOf(params string[] arguments)
    {
        List<string> errors = [];
        RootCommand root = CommandLine.Create(options =>
        {
            _taken.Add(options);
            return 0;
        });
        var turns = new Command("turns") { new Option<string>("--data") };
        turns.SetAction(_ => 0);
        root.Add(turns);
        int code = StrictProgram.Run(root, "hmrnnink", arguments, message => errors.AddRange(message.Split('\n')));
        Assert.Equal(errors.Count == 0 ? 0 : StrictProgram.UsageError, code);
        return errors;
    }
}
