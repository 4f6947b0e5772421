namespace HmRnnInk.Trainer.Tests;

/// <summary>A person trains a small model further on their own ink.</summary>
public sealed class OwnHandTests(OwnHandTests.BaseModels bases) : IClassFixture<OwnHandTests.BaseModels>
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.15)]
    public void FewLines_AreTrainedFromAModel_WhichIsEvaluatedFirst(double scale)
    {
        string run = FormattableString.Invariant($"run-{scale}"), data = bases.WriteInk($"ink of {run}", scale, lines: 10);

        TrainerProgram.Result result = bases.Train(
            run, "--data", data, "--from", bases.Plain, "--epochs", "12", "--stop-after", "0", "--json").AssertSuccess();

        Assert.Contains("times as large", result.Errors);
        Assert.Contains("Few lines", result.Errors);
        Assert.Contains("8 lines for training, 2 for validation, 0 for testing", result.Errors);
        JsonElement start = bases.Metrics(run).First();
        Assert.Equal(0, start.Number("pointsSeen"));
        double before = start.Number("validationNatsPerSequenceDequantised");
        Assert.True(result.Json.GetProperty("best").Number("validationNatsPerSequenceDequantised") >= before);
        InkModel own = InkModel.Load(bases.At($"{run}/best.safetensors")), model = InkModel.Load(bases.Plain);
        Assert.Equal(model.Metadata.Normalisation, own.Metadata.Normalisation);
        TrainerProgram.Result evaluated = bases.Run("evaluate", "--model", bases.Plain, "--data", data, "--split", "valid", "--json");
        Assert.Equal(before, evaluated.Json.Number("natsPerSequenceDequantised"), 0.01);
    }

    [Fact]
    public void Training_StopsWhenTheValidationLinesGetNoBetter()
    {
        string data = bases.WriteInk("stopped-ink", 1, lines: 4);

        // With this learning rate, nothing improves.
        JsonElement json = bases.Train(
            "stopped", "--data", data, "--from", bases.Plain, "--epochs", "1000", "--learning-rate", "1e-12", "--stop-after", "2",
            "--json").Json;

        Assert.InRange(json.Number("evaluations"), 3, 10);
        Assert.False(json.GetProperty("interrupted").GetBoolean());
    }

    [Fact]
    public void StartShare_AveragesWithTheStartingModel_AlsoAfterAResume()
    {
        string data = bases.WriteInk("shared-ink", 1, lines: 4);
        string[] constant = ["--learning-rate", "1e-3", "--schedule", "plateau", "--stop-after", "0", "--weight-average", "0"];
        InkModel start = InkModel.Load(bases.Plain);
        InkModel none = Last("none", 2, "--start-share", "0"), half = Last("half", 2, "--start-share", "0.5");
        Last("resumed", 1, "--start-share", "0.5");
        InkModel resumed = Last("resumed", 2, "--resume");

        foreach ((string name, float[] weights) in start.Weights)
        {
            float[] expected = [.. weights.Zip(none.Weights[name], (before, after) => (before + after) / 2)];
            Assert.Equal(expected, half.Weights[name], (a, b) => Math.Abs(a - b) < 1e-5f);
            Assert.Equal(half.Weights[name], resumed.Weights[name]);
        }

        Assert.False(start.Weights.All(weight => weight.Value.SequenceEqual(none.Weights[weight.Key])));

        InkModel Last(string run, int epochs, params string[] more)
        {
            string[] common = more is ["--resume"] ? [] : constant;
            bases.Train(run, ["--data", data, "--from", bases.Plain, "--epochs", $"{epochs}", .. common, .. more]).AssertSuccess();
            return bases.Load(run);
        }
    }

    [Fact]
    public void ModelWithATextWindow_LearnsFromOwnInkWithoutTexts()
    {
        string data = bases.WriteInk("text-ink", 1, lines: 4);

        TrainerProgram.Result result = bases.Train("with-window", "--data", data, "--from", bases.WithWindow, "--epochs", "2");

        Assert.Contains("text window stays as it is", result.AssertSuccess().Errors);
        Assert.NotNull(bases.Load("with-window").Config.TextWindow);
    }

    [Fact]
    public void Card_HasTheGivenSentences_AndIsOverwrittenOnlyWithYes()
    {
        string data = bases.WriteInk("card-ink", 1, lines: 10), output = bases.At("my own.safetensors");
        bases.Train("carded", "--data", data, "--from", bases.Plain, "--epochs", "1").AssertSuccess();
        string[] publish =
        [
            "publish", "--run", bases.At("carded"), "--data", data, "--out", output, "--data-name", "Ten lines <b>of mine</b>",
            "--licence", "CC0", "--note", "Written in June.",
        ];

        bases.Run(publish).AssertSuccess();
        bases.Run(publish).AssertFailure(1, "--yes");
        bases.Run([.. publish, "--yes"]).AssertSuccess();

        string card = File.ReadAllText(bases.At("my own.md"));
        Assert.Contains("(my%20own.samples.png)", card);
        Assert.Contains("Ten lines &lt;b&gt;of mine", card);
        Assert.Contains("Licence: CC0", card);
        Assert.Contains("Written in June.", card);
        Assert.Contains("started from plain", card);
        Assert.DoesNotContain("IAM-OnDB,", card);
        Assert.Null(InkModel.LoadMetadata(output).Training!.TestNatsPerSequence);
    }

    [Fact]
    public void InkOfAnySize_CanPrimeASampleAndBeSegmented()
    {
        string data = bases.WriteInk("sized", 6, lines: 1);
        string ink = Assert.Single(Directory.GetFiles(data));

        bases.Run("sample", "--model", bases.Plain, "--prime", ink, "--steps", "10", "--out", bases.At("primed.svg")).AssertSuccess();
        TrainerProgram.Result segmented = bases.Run(
            "segment", "--model", bases.Plain, "--ink", ink, "--out", bases.At("segments.json"), "--json");

        Assert.InRange(segmented.Json.Number("points"), 300, 500);
        Assert.Contains("times as large", segmented.Errors);
    }

    [Fact]
    public void Segment_PrintsWhatWasSkipped()
    {
        string file = Assert.Single(Directory.GetFiles(bases.WriteInk("skipped", 1, lines: 1))), ink = bases.At("skipped.inkml");
        File.WriteAllText(ink, File.ReadAllText(file).Replace("</ink>", "<trace></trace></ink>"));

        TrainerProgram.Result result = bases.Run("segment", "--model", bases.Plain, "--ink", ink, "--out", bases.At("skipped.json"));

        Assert.Contains("1 trace without points", result.AssertSuccess().Errors);
    }

    [Fact]
    public void InkWithoutHeight_IsAnErrorWithoutAStack()
    {
        string data = bases.WriteInk("flat", 1, lines: 10, height: 0);

        TrainerProgram.Result result = bases.Train("flat-run", "--data", data, "--epochs", "1", "--layers", "2", "--hidden", "8");

        result.AssertFailure(1, "same y");
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.False(Directory.Exists(bases.At("flat-run")));
    }

    [Fact]
    public void FolderGivenAsAModel_IsAnErrorThatNamesTheModelInIt()
    {
        string folder = bases.At("plain-run");
        bases.Run("evaluate", "--model", folder, "--data", bases.Lines).AssertFailure(1, $"'{folder}' is a folder", "best.safetensors");
    }

    /// <summary>Two tiny models of scribbled lines: one without a text window, and one with.</summary>
    public sealed class BaseModels : TrainedRuns
    {
        public BaseModels()
        {
            string[] small = ["--data", Lines, "--layers", "2", "--hidden", "8", "--batch", "4", "--epochs", "1"];
            Train("plain-run", small).AssertSuccess();
            File.Copy(At("plain-run/best.safetensors"), Plain);
            string texts = WriteTexts("texts", Enumerable.Repeat("four words", 24));
            Train("window-run", ["--text", texts, .. small]).AssertSuccess();
        }

        public string Plain => At("plain.safetensors");

        public string WithWindow => At("window-run/best.safetensors");

        /// <summary>Writes a folder of InkML files with one line each.</summary>
        public string WriteInk(string name, double scale, int lines, double height = 100)
        {
            string folder = Directory.CreateDirectory(At(name)).FullName;
            for (int line = 0; line < lines; line++)
            {
                using FileStream file = File.Create(Path.Combine(folder, $"own-{line:00}.inkml"));
                InkMl.Write(file, new([.. Enumerable.Range(0, 350).Select(Point).Chunk(50).Select(stroke => new Stroke(stroke))]));

                InkPoint Point(int point)
                {
                    double x = ((9 + (0.01 * line)) * point) + (40 * Math.Cos(0.31 * point));
                    double y = height * Math.Sin((0.3 + (0.004 * line)) * point);
                    return new((float)(x * scale), (float)(y * scale), 0.015 * point);
                }
            }

            return folder;
        }

        private protected override string[] Arguments(string run) =>
            ["train", "--evaluate-from", "0", "--keep-history", "0", "--device", "cpu", "--run", At(run)];
    }
}
