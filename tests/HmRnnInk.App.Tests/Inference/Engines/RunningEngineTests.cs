using System.Text.Json;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Running;

namespace HmRnnInk.App.Tests.Inference.Engines;

/// <summary>Runs the app with each engine and the shipped model, and checks which libraries its process has loaded.</summary>
public sealed class RunningEngineTests : FolderTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("simd")]
    public void OnSimd_TheModelWrites_AndNothingOfTorchIsLoaded(string engine)
    {
        Assert.SkipWhen(engine == "auto" && CudaIsHere(), "There is a CUDA driver and a libtorch for it: auto may load it");
        using AppRun app = Start(engine, out JsonElement report);
        Assert.Equal("simd", report.GetProperty("engine").GetString());
        Assert.True(report.GetProperty("modelReadyMilliseconds").GetDouble() > 0);
        Assert.True(report.GetProperty("firstFrameMilliseconds").GetDouble() > report.GetProperty("modelReadyMilliseconds").GetDouble());
        Assert.Empty(Loaded(app, "torch"));
        Assert.NotEmpty(Loaded(app, "HmRnnInk.Model")); // confirms that the list belongs to the right process
        Assert.Equal("", app.Errors);
    }

    [Fact]
    public void OnTorch_TheModelWrites()
    {
        using AppRun app = Start("torch-cpu", out JsonElement report);
        Assert.Equal("torch-cpu", report.GetProperty("engine").GetString());
        Assert.NotEmpty(Loaded(app, "libtorch_cpu"));
        Assert.Equal("", app.Errors);
    }

    [Fact]
    public void CudaWithoutCuda_SaysWhyAndHowToFixIt()
    {
        Assert.SkipWhen(CudaIsHere(), "There is a CUDA driver and a libtorch for it");
        using var app = new AppRun(VirtualScreen.Open(), Folder, "--model", Repository.ShippedModel, "--engine", "torch-cuda");
        Assert.Contains("--engine torch-cuda", app.WaitForError());
        Assert.Contains("--engine simd", app.Errors);
    }

    [Fact]
    public void BrokenLibtorch_IsReportedWithAFix_AndAutoUsesAnotherEngine()
    {
        VirtualScreen screen = VirtualScreen.Open();
        string program = ProgramWithBrokenLibtorch();
        using (var app = AppRun.Of(program, screen, Folder, "--model", Repository.ShippedModel, "--engine", "torch-cpu"))
        {
            Assert.Contains("libLibTorchSharp.so: file too short", app.WaitForError());
            Assert.Contains("dotnet build", app.Errors);
            Assert.Contains("--engine simd", app.Errors);
        }

        using var automatic = AppRun.Of(program, screen, Folder, "--model", Repository.ShippedModel);
        Assert.Equal("simd", automatic.WaitForPhase("Idle").GetProperty("engine").GetString());
    }

    /// <summary>Starts the app and has it write after a stroke of the pointer.</summary>
    private AppRun Start(string engine, out JsonElement report)
    {
        VirtualScreen screen = VirtualScreen.Open();
        var app = new AppRun(screen, Folder, "--model", Repository.ShippedModel, "--engine", engine);
        app.Focus(screen);
        screen.Do("mousemove 300 120 mousedown 1 mousemove 320 130 mousemove 340 110 mousemove 350 125 mouseup 1");
        app.WaitForPhase("ModelWrites");
        screen.Do("key Escape");
        report = app.WaitForPhase("Idle");
        return app;
    }

    /// <returns>The mapped files of a process whose names contain a word.</returns>
    private static string[] Loaded(AppRun app, string word) =>
    [
        .. File.ReadLines($"/proc/{app.ProcessId}/maps").Select(line => Path.GetFileName(line))
            .Where(file => file.Contains(word, StringComparison.OrdinalIgnoreCase)).Distinct(),
    ];

    private static bool CudaIsHere() => File.Exists("/usr/lib/x86_64-linux-gnu/libcuda.so.1")
        && Directory.EnumerateFiles(AppContext.BaseDirectory, "libtorch_cuda.so", SearchOption.AllDirectories).Any();

    /// <summary>A copy of the app's folder with empty files in place of TorchSharp's native libraries.</summary>
    private string ProgramWithBrokenLibtorch()
    {
        string program = Path.Combine(Folder, "app");
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(program, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            bool native = copy.Contains("native", StringComparison.Ordinal) && !copy.Contains("Skia", StringComparison.Ordinal);
            if (native) File.WriteAllBytes(copy, []);
            else File.Copy(file, copy);
        }

        return program;
    }
}
