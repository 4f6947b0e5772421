using HmRnnInk.App.Learning;
using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Learning;

public sealed class TrainerProgramTests : FolderTests
{
    private string Executable => OperatingSystem.IsWindows() ? "trainer.exe" : "trainer";

    [Fact]
    public void DownloadedApp_HasNoTrainer_AndSaysHowToGetIt()
    {
        string message = Missing(named: null);
        Assert.Contains("libtorch", message);
        Assert.Contains(BuildCommand.Of("src/HmRnnInk.Trainer"), message);
        Assert.Contains("--trainer", message);
    }

    [Fact]
    public void RepositoryWithoutABuild_SaysHowToBuild()
    {
        string app = Directory.CreateDirectory(Path.Combine(Folder, "src", "HmRnnInk.App", "bin")).FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "src", "HmRnnInk.Trainer"));
        string message = Assert.Throws<FileNotFoundException>(() => TrainerProgram.Find(null, app)).Message;
        Assert.Contains(Folder, message);
        Assert.Contains("not built", message);
    }

    [Fact]
    public void RepositoryWithABuild_HasATrainer()
    {
        string app = Directory.CreateDirectory(Path.Combine(Folder, "src", "HmRnnInk.App", "bin")).FullName;
        string trainer = File(Path.Combine("src", "HmRnnInk.Trainer", "bin", "Debug", "net10.0", Executable));
        Assert.Equal(new TrainerProgram(trainer, []).File, TrainerProgram.Find(null, app).File);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trainer")]
    public void TrainerBesideTheApp_IsFound(string place)
    {
        string trainer = File(Path.Combine(place, Executable));
        Assert.Equal(trainer, TrainerProgram.Find(null, Folder).File);
    }

    [Fact]
    public void NamedTrainer_MustExist()
    {
        Assert.Contains("nowhere", Missing(named: Path.Combine(Folder, "nowhere")));
        string trainer = File("another");
        Assert.Equal(trainer, TrainerProgram.Find(trainer, Folder).File);
    }

    [Fact]
    public void Assembly_RunsWithDotnet()
    {
        string trainer = File("trainer.dll");
        TrainerProgram found = TrainerProgram.Find(null, Folder);
        Assert.StartsWith("dotnet", Path.GetFileName(found.File));
        Assert.Equal([trainer], found.FirstArguments);
    }

    private string Missing(string? named) => Assert.Throws<FileNotFoundException>(() => TrainerProgram.Find(named, Folder)).Message;

    private string File(string name)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "");
        return path;
    }
}
