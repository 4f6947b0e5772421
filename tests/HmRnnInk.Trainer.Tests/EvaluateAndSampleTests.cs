using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

public sealed class EvaluateAndSampleTests : IClassFixture<EvaluateAndSampleTests.TrainedModel>
{
    private readonly TrainedModel _trained;

    public EvaluateAndSampleTests(TrainedModel trained) => _trained = trained;

    [Fact]
    public void Evaluate_PrintsAllFiguresAsJsonOnItsLastLine()
    {
        TrainerProgram.Result result = Run(
            "evaluate", "--model", _trained.Path, "--data", _trained.Lines.Folder, "--split", "all", "--json");

        Assert.Equal(0, result.ExitCode);
        var json = result.Json;
        Assert.Equal(24, json.GetProperty("sequences").GetInt32());
        long points = json.GetProperty("points").GetInt64();
        Assert.Equal(
            json.GetProperty("natsPerSequence").GetDouble() * 24 / points, json.GetProperty("natsPerPoint").GetDouble(), tolerance: 1e-9);
        Assert.NotEqual(json.GetProperty("natsPerSequence").GetDouble(), json.GetProperty("natsPerSequenceDequantised").GetDouble());
        double[] updates = Shares("updateShares"), copies = Shares("copyShares"), flushes = Shares("flushShares");
        Assert.All(updates.Zip(copies, flushes), shares => Assert.Equal(1, shares.First + shares.Second + shares.Third, tolerance: 1e-6));
        Assert.Equal(0, copies[0]); // the bottom layer never copies, since z⁰ = 1
        Assert.Equal(0, flushes[^1]); // the top layer never flushes, since it has no detector
        Assert.Equal(MathF.Exp(-5), json.GetProperty("sigmaFloor").GetSingle());
        Assert.Equal(2, json.GetProperty("deviations").GetArrayLength());

        double[] Shares(string name) => [.. json.GetProperty(name).EnumerateArray().Select(share => share.GetDouble())];
    }

    [Theory]
    [InlineData("float32", 1e-4)]
    [InlineData("int16", 1e-3)]
    public void Evaluate_WithTheStepEngine_GivesTheSameFigures(string weights, double tolerance)
    {
        string[] arguments = ["evaluate", "--model", _trained.Path, "--data", _trained.Lines.Folder, "--split", "all", "--json"];
        JsonElement torch = Run(arguments).Json, simd = Run([.. arguments, "--engine", "simd", "--weights", weights]).Json;

        Assert.Equal(torch.EnumerateObject().Select(figure => figure.Name), simd.EnumerateObject().Select(figure => figure.Name));
        foreach (string name in (string[])["natsPerPoint", "natsPerPointDequantised"])
            Assert.Equal(torch.GetProperty(name).GetDouble(), simd.GetProperty(name).GetDouble(), tolerance);
        foreach (string name in (string[])["boundaryRates", "updateShares", "copyShares", "flushShares"])
        {
            // One boundary in a thousand may be within the rounding error of its threshold.
            var pairs = torch.GetProperty(name).EnumerateArray().Zip(simd.GetProperty(name).EnumerateArray());
            Assert.All(pairs, pair => Assert.Equal(pair.First.GetDouble(), pair.Second.GetDouble(), 1e-3));
        }

        Assert.Equal(torch.GetProperty("points").GetInt64(), simd.GetProperty("points").GetInt64());
    }

    [Theory]
    [InlineData("--weights", "int16")]
    [InlineData("--engine", "simd", "--device", "cpu")]
    [InlineData("--engine", "simd", "--weights", "int4")]
    public void Evaluate_WithOptionsThatTheEngineLacks_IsAUsageError(params string[] arguments) =>
        Assert.Equal(2, Run(["evaluate", "--model", _trained.Path, "--data", _trained.Lines.Folder, .. arguments]).ExitCode);

    [Fact]
    public void Replay_ReportsTheCostAtEachRateAndSize()
    {
        TrainerProgram.Result result = Run("replay", "--model", _trained.Path, "--data", _trained.Lines.Folder, "--json");

        Assert.Equal(0, result.ExitCode);
        double recorded = result.Json.GetProperty("natsPerPoint").GetDouble();
        Assert.Equal(1, result.Json.GetProperty("lines").GetInt32()); // the validation part of 24 lines
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(9, rows.Select(row => (Number(row, "eventsPerSecond"), Number(row, "size"))).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(recorded - Number(row, "natsPerPoint"), Number(row, "costNatsPerPoint"), tolerance: 1e-9));

        static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
    }

    [Fact]
    public void FreeRun_ComparesEachBiasWithPeople()
    {
        string[] arguments =
            ["freerun", "--model", _trained.Path, "--data", _trained.Lines.Folder, "--split", "all", "--biases", "0", "1", "--json"];
        JsonElement json = Run(arguments).Json;
        JsonElement[] rows = [.. json.GetProperty("rows").EnumerateArray()];

        Assert.Equal(24, json.GetProperty("lines").GetInt32());
        Assert.Equal(["hand", "model", "model"], rows.Select(row => row.GetProperty("writtenBy").GetString()));
        Assert.Equal([0, 1], rows[1..].Select(row => row.GetProperty("bias").GetDouble()));
        Assert.All(rows[0].GetProperty("distances").EnumerateObject(), distance => Assert.Equal(0, distance.Value.GetDouble()));
        // Biased samples have a higher likelihood.
        Assert.True(rows[2].GetProperty("natsPerPoint").GetDouble() > rows[1].GetProperty("natsPerPoint").GetDouble());
        Assert.Equal(json.ToString(), Run(arguments).Json.ToString());

        JsonElement behindLines = Run([.. arguments, "--behind-lines"]).Json, otherSeed = Run([.. arguments, "--seed", "2"]).Json;
        Assert.Equal(rows[0].ToString(), behindLines.GetProperty("rows")[0].ToString());
        Assert.NotEqual(rows[1].ToString(), behindLines.GetProperty("rows")[1].ToString());
        Assert.NotEqual(rows[1].ToString(), otherSeed.GetProperty("rows")[1].ToString());
    }

    [Fact]
    public void Segment_WritesAllRows_AndDrawsSegmentsInAllHues()
    {
        string ink = Directory.GetFiles(_trained.Lines.Folder).Order().First();
        string rows = Path.Combine(_trained.Folder, "segments.json"), picture = Path.Combine(_trained.Folder, "segments.svg");
        TrainerProgram.Result result = Run("segment", "--model", _trained.Path, "--ink", ink, "--out", rows, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, Run("segment", "--model", _trained.Path, "--ink", ink, "--out", picture).ExitCode);

        InkModel model = InkModel.Load(_trained.Path);
        LineTrace line = LineTrace.Of(new SimdStepEngine(model), Ink.StrokeOffsets.FromStrokes(Ink.InkFile.Read(ink)));
        var written = JsonDocument.Parse(File.ReadAllText(rows)).RootElement.EnumerateArray().ToArray();
        Assert.Equal(line.Nats, written.Select(row => row.GetProperty("nats").GetDouble()));
        Assert.Equal(
            line.Operations.Select(row => row[0].ToString().ToLowerInvariant()),
            written.Select(row => row.GetProperty("operations")[0].GetString()));
        var layers = result.Json.GetProperty("layers").EnumerateArray().ToArray();
        Assert.Equal(model.Config.Layers - 1, layers.Length);
        Assert.Equal(line.Segments(0).Count(), layers[0].GetProperty("segments").GetArrayLength());
        Assert.StartsWith("<?xml", File.ReadAllText(picture));
        Assert.All(Ink.SegmentColours.OnLight.Person, hue => Assert.Contains($"#{hue >> 8:x6}", File.ReadAllText(picture)));
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("png")]
    public void Sample_WithTheSameSeed_WritesTheSamePicture(string extension)
    {
        string first = Sample($"first.{extension}", "7"), again = Sample($"again.{extension}", "7");
        string other = Sample($"other.{extension}", "8");

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(again));
        Assert.NotEqual(File.ReadAllBytes(first), File.ReadAllBytes(other));
    }

    [Fact]
    public void Sample_PrimedByInk_ContinuesIt()
    {
        string prime = Directory.GetFiles(_trained.Lines.Folder).Order().First();
        TrainerProgram.Result result = Run(
            "sample", "--model", _trained.Path, "--prime", prime, "--steps", "50",
            "--out", Path.Combine(_trained.Folder, "primed.svg"), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(304, result.Json.GetProperty("pointsRead").GetInt32());
        Assert.Equal(50, result.Json.GetProperty("pointsWritten").GetInt32());
    }

    [Theory]
    [InlineData("evaluate", "--data", "x")]
    [InlineData("sample", "--out", "x.svg")]
    [InlineData("replay", "--data", "x")]
    [InlineData("freerun", "--data", "x")]
    public void MissingModel_IsNamed(string command, string option, string value)
    {
        TrainerProgram.Result result = Run(command, "--model", "no-such.safetensors", option, value);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-such.safetensors", result.Errors.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("--bias", "2")]
    [InlineData("--seed", "9")]
    public void SampleSheet_RejectsABiasOrASeed(string option, string value)
    {
        TrainerProgram.Result result = Run(
            "sample", "--model", _trained.Path, option, value, "--out", Path.Combine(_trained.Folder, "sheet.png"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--steps", result.Errors + result.Output);
    }

    private string Sample(string name, string seed)
    {
        string path = Path.Combine(_trained.Folder, name);
        Assert.Equal(0, Run("sample", "--model", _trained.Path, "--steps", "40", "--seed", seed, "--out", path).ExitCode);
        return path;
    }

    private TrainerProgram.Result Run(params string[] arguments) => TrainerProgram.Run(_trained.Folder, arguments);

    public sealed class TrainedModel : IDisposable
    {
        public TrainedModel()
        {
            TrainerProgram.Result result = TrainerProgram.Run(
                Folder, "train", "--data", Lines.Folder, "--run", System.IO.Path.Combine(Folder, "run"), "--layers", "3", "--hidden", "8",
                "--batch", "4", "--epochs", "1");
            Assert.True(result.ExitCode == 0, result.Errors);
        }

        internal ScribbledLines Lines { get; } = new(24);

        public string Folder { get; } = Directory.CreateTempSubdirectory("hmrnnink-trained-").FullName;

        public string Path => System.IO.Path.Combine(Folder, "run", "last.safetensors");

        public void Dispose()
        {
            Lines.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
