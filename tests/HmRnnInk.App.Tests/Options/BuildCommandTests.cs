using HmRnnInk.Arguments;

namespace HmRnnInk.App.Tests.Options;

public sealed class BuildCommandTests
{
    [Theory]
    [InlineData(false, false, "dotnet build src/A -c Release")]
    [InlineData(false, true, "dotnet build src/A -c Release -p:TorchBackend=cpu")] // not the download of 2.5 GB
    [InlineData(true, false, "dotnet build src/A -c Release -p:TorchBackend=cuda-linux")]
    [InlineData(true, true, "dotnet build src/A -c Release -p:TorchBackend=cuda-windows")]
    public void Libtorch_IsThatOfTheSystem_AndForTheCpuUnlessCudaIsWanted(bool cuda, bool windows, string command) =>
        Assert.Equal(command, BuildCommand.Of("src/A", cuda, windows));

    [Fact]
    public void MessagesThatSayHowToBuild_TakeTheCommandFromHere()
    {
        string[] others = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "BuildCommand.cs" && File.ReadAllText(file).Contains("dotnet build src/"))];
        Assert.Empty(others);
    }
}
