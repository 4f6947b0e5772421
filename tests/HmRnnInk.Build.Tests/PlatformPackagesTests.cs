using System.Text;
using System.Text.Json;

namespace HmRnnInk.Build.Tests;

/// <summary>
/// Checks which packages the app and the trainer reference on each platform: that of the runtime identifier, or else that of the building
/// machine. Some packages can only be restored on one platform.
/// </summary>
public class PlatformPackagesTests
{
    private static readonly string[] PlatformPackages =
    [
        "Silk.NET.Input", "Silk.NET.Windowing", "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows",
    ];

    [Theory]
    [InlineData(new[] { "OS=Windows_NT" }, new[] { "Silk.NET.Input", "Silk.NET.Windowing", "TorchSharp-cuda-windows" })]
    [InlineData(new[] { "OS=Unix" }, new[] { "TorchSharp-cpu" })]
    [InlineData(
        new[] { "OS=Unix", "WindowBackend=Silk", "TorchBackend=cuda-linux" },
        new[] { "Silk.NET.Input", "Silk.NET.Windowing", "TorchSharp-cuda-linux" })]
    [InlineData(
        new[] { "OS=Unix", "RuntimeIdentifier=win-x64" }, new[] { "Silk.NET.Input", "Silk.NET.Windowing", "TorchSharp-cuda-windows" })]
    [InlineData(new[] { "OS=Unix", "RuntimeIdentifier=osx-arm64" }, new[] { "Silk.NET.Input", "Silk.NET.Windowing", "TorchSharp-cpu" })]
    [InlineData(new[] { "OS=Windows_NT", "RuntimeIdentifier=linux-x64" }, new[] { "TorchSharp-cpu" })]
    public void Build_ReferencesOnlyThePackagesOfItsPlatform(string[] properties, string[] expected)
    {
        string[] app = ReferencedPackages("src/HmRnnInk.App/HmRnnInk.App.csproj", properties);
        string[] torch = ReferencedPackages("src/HmRnnInk.Torch/HmRnnInk.Torch.csproj", properties);

        Assert.Equal(expected, app.Concat(torch).Intersect(PlatformPackages).Order());
    }

    [Fact]
    public void App_HasNoLibtorch_AndNativeLibrariesOnlyForThisMachine()
    {
        string[] lists = ["RuntimeCopyLocalItems", "RuntimeTargetsCopyLocalItems", "NativeCopyLocalItems"];
        using JsonDocument answer = Evaluate(
            "src/HmRnnInk.App/HmRnnInk.App.csproj",
            ["-restore", "-t:ResolvePackageAssets", .. lists.Select(list => $"-getItem:{list}"), "-p:TorchBackend=none"]);
        string[] files =
        [
            .. lists.SelectMany(list => answer.RootElement.GetProperty("Items").GetProperty(list).EnumerateArray())
                .Select(item => item.GetProperty("FullPath").GetString()!),
        ];

        Assert.Contains(files, file => Path.GetFileNameWithoutExtension(file) == "libSkiaSharp");
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        // The native libraries of all systems are 430 MB.
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 60_000_000);
    }

    private static string[] ReferencedPackages(string project, IEnumerable<string> properties)
    {
        using JsonDocument answer = Evaluate(
            project, ["-getItem:PackageReference", .. properties.Select(property => $"-p:{property}")]);
        return
        [
            .. answer.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!),
        ];
    }

    /// <summary>Evaluates items of a project with MSBuild.</summary>
    private static JsonDocument Evaluate(string project, IEnumerable<string> arguments)
    {
        (int code, byte[] output, string errors) = Programs.Read(
            new("dotnet", ["msbuild", project, .. arguments]) { WorkingDirectory = Repository.Root });
        Assert.True(code == 0, Encoding.UTF8.GetString(output) + errors);
        return JsonDocument.Parse(output);
    }
}
