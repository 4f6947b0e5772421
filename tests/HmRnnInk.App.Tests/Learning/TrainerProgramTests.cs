using HmRnnInk.App.Learning;

namespace HmRnnInk.App.Tests.Learning;

public sealed class TrainerProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-trainer-").FullName;

    private string Executable => OperatingSystem.IsWindows() ? "trainer.exe" : "trainer";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void DownloadedApp_HasNoTrainer_AndSaysHowToGetIt()
    {
        string message = Missing(named: null);
        Assert.Contains("libtorch", message);
        Assert.Contains("dotnet build src/HmRnnInk.Trainer", message);
        Assert.Contains("--trainer", message);
    }

    [Fact]
    public void RepositoryWithoutABuild_SaysHowToBuild()
    {
        string app = Directory.CreateDirectory(Path.Combine(_folder, "src", "HmRnnInk.App", "bin")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "src", "HmRnnInk.Trainer"));
        string message = Assert.Throws<TrainerMissingException>(() => TrainerProgram.Find(null, app)).Message;
        Assert.Contains(_folder, message);
        Assert.Contains("not built", message);
    }

    [Fact]
    public void RepositoryWithABuild_HasATrainer()
    {
        string app = Directory.CreateDirectory(Path.Combine(_folder, "src", "HmRnnInk.App", "bin")).FullName;
        string trainer = File(Path.Combine("src", "HmRnnInk.Trainer", "bin", "Debug", "net10.0", Executable));
        Assert.Equal(new TrainerProgram(trainer, []).File, TrainerProgram.Find(null, app).File);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trainer")]
    public void TrainerBesideTheApp_IsFound(string place)
    {
        string trainer = File(Path.Combine(place, Executable));
        Assert.Equal(trainer, TrainerProgram.Find(null, _folder).File);
    }

    [Fact]
    public void NamedTrainer_MustExist()
    {
        Assert.Contains("nowhere", Missing(named: Path.Combine(_folder, "nowhere")));
        string trainer = File("another");
        Assert.Equal(trainer, TrainerProgram.Find(trainer, _folder).File);
    }

    [Fact]
    public void Assembly_RunsWithDotnet()
    {
        string trainer = File("trainer.dll");
        TrainerProgram found = TrainerProgram.Find(null, _folder);
        Assert.StartsWith("dotnet", Path.GetFileName(found.File));
        Assert.Equal([trainer], found.FirstArguments);
    }

    private string Missing(string? named) => Assert.Throws<TrainerMissingException>(() => TrainerProgram.Find(named, _folder)).Message;

    private string File(string name)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "");
        return path;
    }
}
