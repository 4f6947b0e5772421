using System.Formats.Tar;
using System.IO.Compression;

namespace HmRnnInk.Trainer.Tests;

public sealed class BenchTests : TrainedRuns
{
    [Fact]
    public void Train_GivesARowForEachCellAndImplementation_WithFiguresAboveZero()
    {
        JsonElement[] rows = Run(
            "bench", "train", "--hidden", "48", "--batch", "4", "--repeats", "1", "--seconds", "0", "--json").Json.Rows();

        Assert.Equal(
            ["hm-lstm eager", "hm-lstm fused", "lstm eager", "lstm fused"],
            rows.Select(row => $"{row.Text("cell")} {row.Text("implementation")}"));
        foreach (JsonElement row in rows)
        {
            Assert.Equal(4, row.GetProperty("batch").GetInt32());
            Assert.All(
                [
                    "pointsPerSecond", "shareOfSgemm", "peakMegabytes", "densePointsPerSecond", "denseShareOfSgemm",
                    "sgemmGigaflopsPerSecond",
                ],
                name => Assert.InRange(row.Number(name), double.Epsilon, double.MaxValue));
        }

        Assert.All(rows[1].Numbers("boundaryRates")[..2], rate => Assert.InRange(rate, 0.05, 0.95)); // some steps are skipped, but not all
        Assert.Equal(48, rows[0].GetProperty("hidden").GetInt32());
        double hmLstm = rows[0].GetProperty("parameters").GetInt32(), lstm = rows[2].GetProperty("parameters").GetInt32();
        Assert.InRange(lstm / hmLstm, 0.98, 1.02);
    }

    [Fact]
    public void Load_GivesSecondsAndMegabytesAboveZero()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "gunzip is not available on Windows.");
        string archive = At("lines.tar.gz");
        using (var compressed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(Lines, compressed, includeBaseDirectory: true);

        JsonElement figures = Run("bench", "load", "--data", archive, "--repeats", "2", "--json").Json;

        Assert.All(
            ["coldSeconds", "gunzipSeconds", "cachedSeconds", "peakMegabytes"],
            name => Assert.InRange(figures.Number(name), double.Epsilon, double.MaxValue));
    }

    [Fact]
    public void Step_MeasuresEveryEngineOnAModelAndOnRandomWeights_AndWritesTablesAndPlot()
    {
        TrainExactly("run", "--layers", "3", "--hidden", "20", "--batch", "4", "--epochs", "1").AssertSuccess();
        string plot = At("out/efficiency.png");

        JsonElement result = Run(
            "bench", "step", "--model", LastModel("run"), "--hidden", "24", "--firing-share", "0.3", "--data", Lines, "--steps", "30",
            "--repeats", "1", "--streams", "1", "3", "--sweep", "--out", plot, "--json").Json;

        JsonElement[] rows = result.Rows();
        Assert.Equal(["last", "random-3x24"], rows.Select(row => row.Text("model")).Distinct());
        Assert.Equal(
            ["lstm", "simd-dense", "simd-skip", "torch-eager"],
            rows.Select(row => row.Text("engine")).Where(engine => engine != "torch-cuda").Distinct().Order());
        string[] figures =
        [
            "meanMicroseconds", "medianMicroseconds", "p99Microseconds", "weightBytesPerStep", "multiplyAddsPerStep", "gigabytesPerSecond",
        ];
        foreach (string name in figures)
            Assert.All(rows, row => Assert.InRange(row.Number(name), double.Epsilon, double.MaxValue));
        Assert.All(rows, row => Assert.True(row.Number("p99Microseconds") >= row.Number("medianMicroseconds")));

        JsonElement skip = Row("simd-skip", "float32", 1), dense = Row("simd-dense", "float32", 1);
        Assert.InRange(skip.Number("layerUpdatesSkipped"), 0.1, 0.66); // the bottom layer of three never copies
        Assert.Equal(0, dense.Number("layerUpdatesSkipped"));
        Assert.True(skip.Number("weightBytesPerStep") < dense.Number("weightBytesPerStep"));
        Assert.True(Row("simd-dense", "int16", 1).Number("weightBytesPerStep") < 0.7 * dense.Number("weightBytesPerStep"));
        // Streams share the weights that they read, but not their computations.
        Assert.Equal(dense.Number("weightBytesPerStep"), Row("simd-dense", "float32", 3).Number("weightBytesPerStep"));
        Assert.Equal(3 * dense.Number("multiplyAddsPerStep"), Row("simd-dense", "float32", 3).Number("multiplyAddsPerStep"), 1e-6);

        JsonElement[] models = result.Rows("models");
        Assert.All(models, entry => Assert.InRange(entry.Number("lstmParameters") / entry.Number("parameters"), 0.97, 1.03));
        Assert.InRange(models[1].Numbers("boundaryRates")[0], 0.1, 0.6);
        JsonElement[] sweep = result.Rows("sweep");
        double[] shares = [.. sweep.Where(row => row.Number("streams") == 1).Select(row => row.Number("multiplyAddShare"))];
        Assert.Equal(shares.Order(), shares); // with higher boundary rates less is saved,
        Assert.InRange(shares[^1], 0.9, 1); // down to almost nothing
        Assert.InRange(result.Number("readGigabytesPerSecond"), 0.1, 10_000);
        Assert.True(new FileInfo(plot).Length > 10_000);
        string tables = File.ReadAllText(Path.ChangeExtension(plot, ".md"));
        Assert.All(rows, row => Assert.Contains($"| {row.Text("model")} | {row.Text("engine")} |", tables));

        JsonElement Row(string engine, string weights, int streams) => rows.Single(row =>
            row.Text("model") == "random-3x24"
            && (row.Text("engine"), row.Text("weights"), row.Number("streams")) == (engine, weights, streams));
    }

    [Fact]
    public void FewerLinesThanABatch_AreRejected() => Run("bench", "train", "--data", Lines, "--batch", "22").AssertFailure(1, "21 lines");
}
