namespace HmRnnInk.Trainer.Tests;

public sealed class EvaluateAndSampleTests(EvaluateAndSampleTests.TrainedModel trained) : IClassFixture<EvaluateAndSampleTests.TrainedModel>
{
    [Fact]
    public void Evaluate_PrintsAllFiguresAsJsonOnItsLastLine()
    {
        JsonElement json = RunOnLines("evaluate", "--split", "all", "--json").Json;

        Assert.Equal(24, json.Number("sequences"));
        double points = json.Number("points");
        Assert.Equal(json.Number("natsPerSequence") * 24 / points, json.Number("natsPerPoint"), tolerance: 1e-9);
        Assert.NotEqual(json.Number("natsPerSequence"), json.Number("natsPerSequenceDequantised"));
        double[] updates = json.Numbers("updateShares"), copies = json.Numbers("copyShares"), flushes = json.Numbers("flushShares");
        Assert.All(updates.Zip(copies, flushes), shares => Assert.Equal(1, shares.First + shares.Second + shares.Third, tolerance: 1e-6));
        Assert.Equal(0, copies[0]); // the bottom layer never copies, since z⁰ = 1
        Assert.Equal(0, flushes[^1]); // the top layer never flushes, since it has no detector
        Assert.Equal(MathF.Exp(-5), json.GetProperty("sigmaFloor").GetSingle());
        Assert.Equal(2, json.GetProperty("deviations").GetArrayLength());
    }

    [Theory]
    [InlineData("float32", 1e-4)]
    [InlineData("int16", 1e-3)]
    public void Evaluate_WithTheStepEngine_GivesTheSameFigures(string weights, double tolerance)
    {
        JsonElement torch = RunOnLines("evaluate", "--split", "all", "--json").Json;
        JsonElement simd = RunOnLines("evaluate", "--split", "all", "--json", "--engine", "simd", "--weights", weights).Json;

        Assert.Equal(torch.EnumerateObject().Select(figure => figure.Name), simd.EnumerateObject().Select(figure => figure.Name));
        foreach (string name in (string[])["natsPerPoint", "natsPerPointDequantised"])
            Assert.Equal(torch.Number(name), simd.Number(name), tolerance);
        foreach (string name in (string[])["boundaryRates", "updateShares", "copyShares", "flushShares"])
        {
            // One boundary in a thousand may be within the rounding error of its threshold.
            var pairs = torch.Numbers(name).Zip(simd.Numbers(name));
            Assert.All(pairs, pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }

        Assert.Equal(torch.Number("points"), simd.Number("points"));
    }

    [Fact]
    public void Replay_ReportsTheCostAtEachRateAndSize()
    {
        JsonElement json = RunOnLines("replay", "--json").Json;

        double recorded = json.Number("natsPerPoint");
        Assert.Equal(1, json.Number("lines")); // the validation part of 24 lines
        JsonElement[] rows = json.Rows();
        Assert.Equal(9, rows.Select(row => (row.Number("eventsPerSecond"), row.Number("size"))).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(recorded - row.Number("natsPerPoint"), row.Number("costNatsPerPoint"), tolerance: 1e-9));
    }

    [Fact]
    public void FreeRun_ComparesEachBiasWithPeople()
    {
        JsonElement json = FreeRun();
        JsonElement[] rows = json.Rows();

        Assert.Equal(24, json.Number("lines"));
        Assert.Equal(["hand", "model", "model"], rows.Select(row => row.Text("writtenBy")));
        Assert.Equal([0, 1], rows[1..].Select(row => row.Number("bias")));
        Assert.All(rows[0].GetProperty("distances").EnumerateObject(), distance => Assert.Equal(0, distance.Value.GetDouble()));
        // Biased samples have a higher likelihood.
        Assert.True(rows[2].Number("natsPerPoint") > rows[1].Number("natsPerPoint"));
        Assert.Equal(json.ToString(), FreeRun().ToString());

        JsonElement afterLines = FreeRun("--after-lines"), otherSeed = FreeRun("--seed", "2");
        Assert.Equal(rows[0].ToString(), afterLines.Rows()[0].ToString());
        Assert.NotEqual(rows[1].ToString(), afterLines.Rows()[1].ToString());
        Assert.NotEqual(rows[1].ToString(), otherSeed.Rows()[1].ToString());

        JsonElement FreeRun(params string[] options) =>
            RunOnLines("freerun", ["--split", "all", "--biases", "0", "1", "--json", .. options]).Json;
    }

    [Fact]
    public void Segment_WritesAllRows_AndDrawsSegmentsInAllHues()
    {
        string ink = Directory.GetFiles(trained.Lines).Order().First();
        string rows = trained.At("segments.json"), picture = trained.At("segments.svg");
        JsonElement[] layers = Run("segment", "--model", trained.Path, "--ink", ink, "--out", rows, "--json").Json.Rows("layers");
        Run("segment", "--model", trained.Path, "--ink", ink, "--out", picture).AssertSuccess();

        InkModel model = InkModel.Load(trained.Path);
        LineTrace line = LineTrace.Of(new SimdStepEngine(model), Ink.StrokeOffsets.FromStrokes(Ink.InkFile.Read(ink)));
        var written = JsonDocument.Parse(File.ReadAllText(rows)).RootElement.EnumerateArray().ToArray();
        Assert.Equal(line.Nats, written.Select(row => row.Number("nats")));
        Assert.Equal(
            line.Operations.Select(row => row[0].ToString().ToLowerInvariant()),
            written.Select(row => row.GetProperty("operations")[0].GetString()));
        Assert.Equal(model.Config.Layers - 1, layers.Length);
        Assert.Equal(line.Segments(0).Count(), layers[0].GetProperty("segments").GetArrayLength());
        var alignment = new BoundaryAlignment();
        alignment.Add([.. line.Boundaries.Select(row => row[0])], [.. line.Rows.Select(row => row.PenUp)]);
        Assert.Equal(alignment.Boundaries.Recall, layers[0].Number("recallAtPenUps"));
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
        string prime = Directory.GetFiles(trained.Lines).Order().First();
        JsonElement json = Run(
            "sample", "--model", trained.Path, "--prime", prime, "--steps", "50", "--out", trained.At("primed.svg"), "--json").Json;

        Assert.Equal(304, json.Number("pointsRead"));
        Assert.Equal(50, json.Number("pointsWritten"));
    }

    private string Sample(string name, string seed)
    {
        string path = trained.At(name);
        Run("sample", "--model", trained.Path, "--steps", "40", "--seed", seed, "--out", path).AssertSuccess();
        return path;
    }

    private TrainerProgram.Result Run(params string[] arguments) => trained.Run(arguments);

    private TrainerProgram.Result RunOnLines(string command, params string[] options) => trained.RunOn("run", command, options);

    public sealed class TrainedModel : TrainedRuns
    {
        public TrainedModel() =>
            TrainExactly("run", "--layers", "3", "--hidden", "8", "--batch", "4", "--epochs", "1").AssertSuccess();

        public string Path => LastModel("run");
    }
}
