using HmRnnInk.App.Documents;
using HmRnnInk.Arguments;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Learning;

/// <summary>The trainer. It is a separate program, because it needs libtorch, which the app does not contain.</summary>
/// <param name="File">The program to start.</param>
/// <param name="FirstArguments">What comes before the trainer's own arguments.</param>
internal sealed record TrainerProgram(string File, IReadOnlyList<string> FirstArguments)
{
    public const string Option = "--trainer";

    public const string OptionHelp =
        "The trainer (trainer.dll), for learning your hand. Default: one beside the app, or the build in the repository.";

    private static readonly string HowToBuild = BuildCommand.Of("src/HmRnnInk.Trainer");

    /// <summary>The folder of the trainer's project in the repository.</summary>
    private static readonly string Project = Path.Combine("src", "HmRnnInk.Trainer");

    private static readonly string[] Names = ["trainer.dll", OperatingSystem.IsWindows() ? "trainer.exe" : "trainer"];

    /// <summary>Finds the trainer beside the app, in a folder <c>trainer</c> there, or in the build output of the repository.</summary>
    /// <param name="named">The trainer that the person named; null to search for it.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static TrainerProgram Find(string? named) => Find(named, AppContext.BaseDirectory);

    /// <param name="folder">The folder of the app.</param>
    /// <inheritdoc cref="Find(string?)"/>
    internal static TrainerProgram Find(string? named, string folder)
    {
        if (named is not null)
        {
            return RegularFile.Is(named) ? Of(Path.GetFullPath(named)) : throw new FileNotFoundException(
                $"'{named}', given by {Option}, does not exist. Expected a trainer.dll, or the trainer as a program.");
        }

        string? repository = RepositoryAbove(folder);
        string[] folders = [folder, Path.Combine(folder, "trainer"), .. repository is null ? [] : Outputs(repository)];
        string? found = folders.SelectMany(each => Names.Select(name => Path.Combine(each, name))).FirstOrDefault(RegularFile.Is);
        if (found is not null) return Of(found);
        throw new FileNotFoundException(repository is not null
            ? $"The trainer is not built yet. Build it once, in {repository}:\n{HowToBuild}"
            : "A downloaded HmRnnInk has no trainer, because that needs libtorch (440 MB). Get the source code and the .NET 10 SDK,\n"
                + $"run {HowToBuild} there, and start the app with\n{Option} src/HmRnnInk.Trainer/bin/Release/net10.0/trainer.dll");
    }

    private static TrainerProgram Of(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return new(path, []);
        string dotnet = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string? host = Environment.ProcessPath is { } running && Path.GetFileName(running) == dotnet ? running
            : ProgramSearch.Find(dotnet, Environment.GetEnvironmentVariable("DOTNET_ROOT"))
                ?? ProgramSearch.Find(dotnet, Environment.GetEnvironmentVariable("PATH"));
        return host is not null ? new(host, [path]) : throw new FileNotFoundException(
            "The trainer needs .NET 10, but there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download");
    }

    /// <returns>The folders of the builds, the newest first, because whoever builds the trainer expects that build to run.</returns>
    private static IEnumerable<string> Outputs(string repository) =>
        ((string[])["Release", "Debug"]).Select(build => Path.Combine(repository, Project, "bin", build)).Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .OrderByDescending(folder => System.IO.File.GetLastWriteTimeUtc(Path.Combine(folder, Names[0])));

    private static string? RepositoryAbove(string path)
    {
        for (DirectoryInfo? folder = new(path); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, Project))) return folder.FullName;
        return null;
    }
}
