using System.Diagnostics;
using System.Text;

namespace HmRnnInk.Build.Tests;

/// <summary>
/// Runs run.sh without a display, trainer.sh, and the scripts of experiments/, with stand-ins for the programs that they call, and checks
/// the arguments of app and trainer.
/// </summary>
public sealed class RunScriptTests : FolderTests
{
    private bool _usesVirtualDisplay; // in the last run
    private string _messages = "";

    [Fact]
    public void WithoutArguments_ALineIsReplayedAndDrawn()
    {
        string[] received = Run();
        Assert.Contains("--text", received);
        Assert.Contains("--replay", received);
        Assert.Contains("--screenshot", received);
        Assert.Contains("--svg", received);
        Assert.Contains("--frames", received);
    }

    [Theory]
    [InlineData("--open", "page.hmink")]
    [InlineData("--open=page.hmink")]
    [InlineData("page.hmink")]
    [InlineData("--seed", "3", "--dark", "my page.hmink")]
    [InlineData("--seed=3", "page.hmink")]
    [InlineData("--watch", "runs/mine")]
    public void OpenedPage_IsNotReplacedByTheDemo(params string[] arguments)
    {
        string[] received = Run(arguments);
        Assert.DoesNotContain("--replay", received);
        Assert.Contains("--screenshot", received);
        Assert.Equal(arguments, received[..arguments.Length]);
    }

    [Fact]
    public void GivenOptions_AreNotChanged()
    {
        string[] received = Run("--open", "page.hmink", "--replay", "line.xml", "--frames=10", "--screenshot", "a.png", "--svg", "a.svg");
        Assert.Equal(["--open", "page.hmink", "--replay", "line.xml", "--frames=10", "--screenshot", "a.png", "--svg", "a.svg"], received);
    }

    [Fact]
    public void AnotherModel_GetsNoText() => Assert.DoesNotContain("--text", Run("--model", "mine.safetensors"));

    [Theory]
    [InlineData("turns", "--json")]
    [InlineData("--json", "turns")] // the app says which order is right
    [InlineData("--seed", "3", "lines")]
    [InlineData("--help")]
    public void CommandsWithoutAWindow_RunUnchanged(params string[] arguments)
    {
        Assert.Equal(arguments, Run(arguments));
        Assert.False(_usesVirtualDisplay);
    }

    [Fact]
    public void SeveralEvents_AreNoFileToOpen() => Assert.Contains("--replay", Run("--events", "9:A", "10:Esc", "--frames=20"));

    [Fact]
    public void NameOfAMeasurement_MayBeTheValueOfAnOption()
    {
        Assert.Contains("--replay", Run("--text", "lines"));
        Assert.True(_usesVirtualDisplay);
    }

    [Fact]
    public void TrainerScript_BuildsTheTrainerAndPassesAllArguments()
    {
        string[] arguments = ["train", "--run", "runs/my run", "--json"];
        string file = Path.Combine(Folder, "calls");
        Assert.Equal((0, ""), RunTrainer($"printf '%s\n' \"$@\" >> '{file}'", arguments));
        string[] calls = File.ReadAllLines(file);
        Assert.Equal("build", calls[0]);
        Assert.Equal(arguments, calls[^arguments.Length..]);
    }

    [Fact]
    public void TrainerScript_ShowsTheMessagesOfAFailedBuild()
    {
        (int code, string output) = RunTrainer("[[ $1 != build ]] || { echo error CS1002; exit 1; }\necho started");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("error CS1002", _messages);
    }

    /// <summary>The trainer rejects an option that is given twice.</summary>
    /// <param name="files">The number of files that the script needs.</param>
    [Theory]
    [InlineData("boundaries.sh", 2)]
    [InlineData("characters.sh", 1)]
    [InlineData("fair.sh", 2)]
    [InlineData("grid.sh", 1)]
    [InlineData("sweep.sh", 1)]
    [InlineData("window.sh", 3)]
    public void ScriptOfAnExperiment_GivesEachOptionOfATrainingOnce(string script, int files)
    {
        string trainings = Path.Combine(Folder, "trainings");
        StandIn("dotnet", $$"""
            printf 'figures\n{}\n'
            [[ $2 == train ]] || exit 0
            printf '%s\n' "${*:3}" >> '{{trainings}}'
            while [[ $1 != --run ]]; do shift; done
            mkdir -p "$2"
            touch "$2/metrics.jsonl"
            """);
        StandIn("tree/docs/results/make.sh", ":");
        CopyToTree("experiments/common.sh");
        (int code, _) = RunScript($"experiments/{script}", [.. Enumerable.Repeat(Folder, files)]);
        Assert.True(code == 0, _messages);
        Assert.All(File.ReadLines(trainings), training =>
            Assert.Distinct(training.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal))));
    }

    /// <param name="dotnet">What the stand-in for dotnet does.</param>
    private (int Code, string Output) RunTrainer(string dotnet, params string[] arguments)
    {
        StandIn("dotnet", dotnet);
        return RunScript("trainer.sh", arguments);
    }

    /// <returns>The arguments that the app would get.</returns>
    private string[] Run(params string[] arguments)
    {
        string received = Path.Combine(Folder, "received");
        string direct = Path.Combine(Folder, "direct");
        StandIn("dotnet", $$"""
            [[ $1 == *hmrnnink.dll ]] || exit 0
            shift
            printf '%s\n' "$@" > '{{direct}}'
            """);
        // Writes the arguments after the file of the app, and the files that the app would write.
        StandIn("xvfb-run", $$"""
            while [[ $1 != *hmrnnink.dll ]]; do shift; done
            shift
            printf '%s\n' "$@" > '{{received}}'
            while [[ $# -gt 0 ]]; do
              if [[ $1 == --screenshot || $1 == --svg ]]; then echo drawn > "$2"; fi
              shift
            done
            """);
        (int code, string output) = RunScript("run.sh", arguments);
        Assert.True(code == 0, _messages);
        Assert.Equal("", output); // standard output is only for the app, which writes JSON with --json
        _usesVirtualDisplay = !File.Exists(direct);
        return File.ReadAllLines(_usesVirtualDisplay ? received : direct);
    }

    /// <returns>The exit code and the standard output.</returns>
    private (int Code, string Output) RunScript(string name, string[] arguments)
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && File.Exists("/bin/bash"), "the scripts are for bash");
        StandIn("tree/build/packages.sh", "require_dotnet() { :; }\nrequire_window() { :; }\nrequire_virtual_display() { :; }");
        var start = new ProcessStartInfo("/bin/bash", [CopyToTree(name), .. arguments]) { WorkingDirectory = Folder };
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment["PATH"] = $"{Folder}:{start.Environment["PATH"]}";
        (int code, byte[] output, _messages) = Programs.Read(start);
        return (code, Encoding.UTF8.GetString(output));
    }

    /// <returns>The path of the copy.</returns>
    private string CopyToTree(string name)
    {
        string copy = Path.Combine(Folder, "tree", name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(Repository.Root, name), copy);
        return copy;
    }

    private void StandIn(string program, string script)
    {
        string path = Path.Combine(Folder, program);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
