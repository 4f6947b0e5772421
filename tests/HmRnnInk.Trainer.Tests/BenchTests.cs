using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using HmRnnInk.Tests;

namespace HmRnnInk.Trainer.Tests;

public sealed class BenchTests : FolderTests
{
    [Fact]
    public void Train_GivesARowForEachCellAndImplementation_WithFiguresAboveZero()
    {
        TrainerProgram.Result result = Run(
            "bench", "train", "--hidden", "48", "--batch", "4", "--repeats", "1", "--seconds", "0", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["hm-lstm eager", "hm-lstm fused", "lstm eager", "lstm fused"],
            rows.Select(row => $"{row.GetProperty("cell").GetString()} {row.GetProperty("implementation").GetString()}"));
        foreach (JsonElement row in rows)
        {
            Assert.Equal(4, row.GetProperty("batch").GetInt32());
            Assert.All(
                [
                    "pointsPerSecond", "shareOfSgemm", "peakMegabytes", "densePointsPerSecond", "denseShareOfSgemm",
                    "sgemmGigaflopsPerSecond",
                ],
                name => Assert.InRange(row.GetProperty(name).GetDouble(), double.Epsilon, double.MaxValue));
        }

        double[] rates = [.. rows[1].GetProperty("boundaryRates").EnumerateArray().Select(rate => rate.GetDouble())];
        Assert.All(rates[..2], rate => Assert.InRange(rate, 0.05, 0.95)); // some steps are skipped, but not all
        Assert.Equal(48, rows[0].GetProperty("hidden").GetInt32());
        double hmLstm = rows[0].GetProperty("parameters").GetInt32(), lstm = rows[2].GetProperty("parameters").GetInt32();
        Assert.InRange(lstm / hmLstm, 0.98, 1.02);
    }

    [Fact]
    public void Load_GivesSecondsAndMegabytesAboveZero()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "gunzip is not available on Windows.");
        using var lines = new ScribbledLines(24);
        string archive = Path.Combine(Folder, "lines.tar.gz");
        using (var compressed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(lines.Folder, compressed, includeBaseDirectory: true);

        TrainerProgram.Result result = Run("bench", "load", "--data", archive, "--repeats", "2", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.All(
            ["coldSeconds", "gunzipSeconds", "cachedSeconds", "peakMegabytes"],
            name => Assert.InRange(result.Json.GetProperty(name).GetDouble(), double.Epsilon, double.MaxValue));
    }

    [Fact]
    public void Step_MeasuresEveryEngineOnAModelAndOnRandomWeights_AndWritesTablesAndPlot()
    {
        using var lines = new ScribbledLines(24);
        string run = Path.Combine(Folder, "run");
        TrainerProgram.Result trained = Run(
            "train", "--data", lines.Folder, "--run", run, "--layers", "3", "--hidden", "20", "--batch", "4", "--epochs", "1");
        Assert.True(trained.ExitCode == 0, trained.Errors);
        string model = Path.Combine(run, "last.safetensors"), plot = Path.Combine(Folder, "out", "efficiency.png");

        TrainerProgram.Result result = Run(
            "bench", "step", "--model", model, "--hidden", "24", "--firing-share", "0.3", "--data", lines.Folder, "--steps", "30",
            "--repeats", "1", "--streams", "1", "3", "--sweep", "--out", plot, "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["last", "random-3x24"], rows.Select(row => Text(row, "model")).Distinct());
        Assert.Equal(
            ["lstm", "simd-dense", "simd-skip", "torch-eager"],
            rows.Select(row => Text(row, "engine")).Where(engine => engine != "torch-cuda").Distinct().Order());
        string[] figures =
        [
            "meanMicroseconds", "medianMicroseconds", "p99Microseconds", "weightBytesPerStep", "multiplyAddsPerStep", "gigabytesPerSecond",
        ];
        foreach (string name in figures)
            Assert.All(rows, row => Assert.InRange(row.GetProperty(name).GetDouble(), double.Epsilon, double.MaxValue));
        Assert.All(rows, row => Assert.True(Number(row, "p99Microseconds") >= Number(row, "medianMicroseconds")));

        JsonElement skip = Row("simd-skip", "float32", 1), dense = Row("simd-dense", "float32", 1);
        Assert.InRange(Number(skip, "layerUpdatesSkipped"), 0.1, 0.66); // the bottom layer of three never copies
        Assert.Equal(0, Number(dense, "layerUpdatesSkipped"));
        Assert.True(Number(skip, "weightBytesPerStep") < Number(dense, "weightBytesPerStep"));
        Assert.True(Number(Row("simd-dense", "int16", 1), "weightBytesPerStep") < 0.7 * Number(dense, "weightBytesPerStep"));
        // Streams share the weights that they read, but not their computations.
        Assert.Equal(Number(dense, "weightBytesPerStep"), Number(Row("simd-dense", "float32", 3), "weightBytesPerStep"));
        Assert.Equal(3 * Number(dense, "multiplyAddsPerStep"), Number(Row("simd-dense", "float32", 3), "multiplyAddsPerStep"), 1e-6);

        JsonElement[] models = [.. result.Json.GetProperty("models").EnumerateArray()];
        Assert.All(models, entry => Assert.InRange(Number(entry, "lstmParameters") / Number(entry, "parameters"), 0.97, 1.03));
        Assert.InRange(models[1].GetProperty("boundaryRates")[0].GetDouble(), 0.1, 0.6);
        JsonElement[] sweep = [.. result.Json.GetProperty("sweep").EnumerateArray()];
        double[] shares = [.. sweep.Where(row => Number(row, "streams") == 1).Select(row => Number(row, "multiplyAddShare"))];
        Assert.Equal(shares.Order(), shares); // with higher boundary rates less is saved,
        Assert.InRange(shares[^1], 0.9, 1); // down to almost nothing
        Assert.InRange(result.Json.GetProperty("readGigabytesPerSecond").GetDouble(), 0.1, 10_000);
        Assert.True(new FileInfo(plot).Length > 10_000);
        string tables = File.ReadAllText(Path.ChangeExtension(plot, ".md"));
        Assert.All(rows, row => Assert.Contains($"| {Text(row, "model")} | {Text(row, "engine")} |", tables));

        JsonElement Row(string engine, string weights, int streams) => rows.Single(row =>
            Text(row, "model") == "random-3x24"
            && (Text(row, "engine"), Text(row, "weights"), Number(row, "streams")) == (engine, weights, streams));

        static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

        static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
    }

    [Fact]
    public void MissingModel_IsNamedByStep()
    {
        TrainerProgram.Result result = Run("bench", "step", "--model", "no-such.safetensors");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-such.safetensors", result.Errors.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("load")]
    public void MissingData_IsNamed(string command)
    {
        TrainerProgram.Result result = Run("bench", command, "--data", "/no/such/archive.tar.gz");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/no/such/archive.tar.gz", result.Errors.ReplaceLineEndings(""));
    }

    [Fact]
    public void FewerLinesThanABatch_AreRejected()
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
    [InlineData("bench", "step", "--hidden", "24", "--streams", "0")]
    [InlineData("bench", "step", "--hidden", "24", "--out", "figures.svg")]
    [InlineData("bench", "no-such", "--json", "")]
    public void UsageError_ExitsWithTwo(params string[] arguments) => Assert.Equal(2, Run(arguments).ExitCode);

    private TrainerProgram.Result Run(params string[] arguments) => TrainerProgram.Run(Folder, arguments);
}
