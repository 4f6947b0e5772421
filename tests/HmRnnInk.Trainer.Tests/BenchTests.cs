using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace HmRnnInk.Trainer.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-bench-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_GivesARowForEachCellAndImplementation_WithFiguresAboveZero()
    {
        TrainerProgram.Result result = Run("bench", "train", "--hidden", "48", "--batch", "4", "--repeats", "1", "--seconds", "0", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["hm-lstm eager", "hm-lstm fused", "lstm eager", "lstm fused"],
            rows.Select(row => $"{row.GetProperty("cell").GetString()} {row.GetProperty("implementation").GetString()}"));
        foreach (JsonElement row in rows)
        {
            Assert.Equal(4, row.GetProperty("batch").GetInt32());
            Assert.All(
                ["pointsPerSecond", "shareOfSgemm", "peakMegabytes", "densePointsPerSecond", "denseShareOfSgemm", "sgemmGigaflopsPerSecond"],
                name => Assert.InRange(row.GetProperty(name).GetDouble(), double.Epsilon, double.MaxValue));
        }

        double[] rates = [.. rows[1].GetProperty("boundaryRates").EnumerateArray().Select(rate => rate.GetDouble())];
        Assert.All(rates[..2], rate => Assert.InRange(rate, 0.05, 0.95)); // alive: skipping is neither all nor nothing
        Assert.Equal(48, rows[0].GetProperty("hidden").GetInt32());
        double hmLstm = rows[0].GetProperty("parameters").GetInt32(), lstm = rows[2].GetProperty("parameters").GetInt32();
        Assert.InRange(lstm / hmLstm, 0.98, 1.02);
    }

    [Fact]
    public void Load_GivesSecondsAndMegabytesAboveZero()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no gunzip to compare with.");
        using var lines = new ScribbledLines(24);
        string archive = Path.Combine(_folder, "lines.tar.gz");
        using (var compressed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(lines.Folder, compressed, includeBaseDirectory: true);

        TrainerProgram.Result result = Run("bench", "load", "--data", archive, "--repeats", "2", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.All(
            ["coldSeconds", "gunzipSeconds", "cachedSeconds", "peakMegabytes"],
            name => Assert.InRange(result.Json.GetProperty(name).GetDouble(), double.Epsilon, double.MaxValue));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("load")]
    public void DataThatIsNotThere_IsNamed(string command)
    {
        TrainerProgram.Result result = Run("bench", command, "--data", "/no/such/archive.tar.gz");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/no/such/archive.tar.gz", result.Errors.ReplaceLineEndings(""));
    }

    [Fact]
    public void FewerLinesThanABatch_AreRefused()
    {
        using var lines = new ScribbledLines(24);
        TrainerProgram.Result result = Run("bench", "train", "--data", lines.Folder, "--batch", "22");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("21 lines", result.Errors);
    }

    [Theory]
    [InlineData("bench", "train", "--repeats", "0")]
    [InlineData("bench", "train", "--hidden", "many")]
    [InlineData("bench", "load", "--repeats", "1")]
    [InlineData("bench", "no-such", "--json", "")]
    public void WrongUsage_ExitsWithTwo(params string[] arguments) => Assert.Equal(2, Run(arguments).ExitCode);

    private TrainerProgram.Result Run(params string[] arguments) => TrainerProgram.Run(_folder, arguments);
}
