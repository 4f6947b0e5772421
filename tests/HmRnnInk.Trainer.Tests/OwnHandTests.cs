using System.Globalization;
using System.Text;
using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>A person trains a small model further on their own ink.</summary>
public sealed class OwnHandTests(OwnHandTests.BaseModels bases) : IClassFixture<OwnHandTests.BaseModels>
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.15)]
    public void FewLines_AreTrainedFromAModel_WhichIsEvaluatedFirst(double scale)
    {
        string data = bases.WriteInk(Name("ink", scale), scale, lines: 10), run = bases.At(Name("run", scale));

        TrainerProgram.Result result = bases.Train(
            "--data", data, "--from", bases.Plain, "--run", run, "--epochs", "12", "--stop-after", "0", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("times as large", result.Errors);
        Assert.Contains("Few lines", result.Errors);
        Assert.Contains("8 lines for training, 2 for validation, 0 for testing", result.Errors);
        JsonElement[] metrics =
            [.. File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(0, metrics[0].GetProperty("pointsSeen").GetInt64());
        double before = metrics[0].GetProperty("validationNatsPerSequenceDequantised").GetDouble();
        Assert.True(result.Json.GetProperty("best").GetProperty("validationNatsPerSequenceDequantised").GetDouble() >= before);
        InkModel own = InkModel.Load(Path.Combine(run, "best.safetensors")), model = InkModel.Load(bases.Plain);
        Assert.Equal(model.Metadata.Normalisation, own.Metadata.Normalisation);
        TrainerProgram.Result evaluated = bases.Run("evaluate", "--model", bases.Plain, "--data", data, "--split", "valid", "--json");
        Assert.Equal(before, evaluated.Json.GetProperty("natsPerSequenceDequantised").GetDouble(), 0.01);
    }

    [Fact]
    public void Training_StopsWhenTheValidationLinesGetNoBetter()
    {
        string data = bases.WriteInk("stopped-ink", 1, lines: 4), run = bases.At("stopped");

        // With this learning rate, nothing improves.
        TrainerProgram.Result result = bases.Train(
            "--data", data, "--from", bases.Plain, "--run", run, "--epochs", "1000", "--learning-rate", "1e-12", "--stop-after", "2",
            "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.InRange(result.Json.GetProperty("evaluations").GetInt32(), 3, 10);
        Assert.False(result.Json.GetProperty("interrupted").GetBoolean());
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
            string folder = bases.At("share-" + run);
            string[] common = more is ["--resume"] ? [] : constant;
            TrainerProgram.Result result = bases.Train(
                ["--data", data, "--from", bases.Plain, "--run", folder, "--epochs", $"{epochs}", .. common, .. more]);
            Assert.True(result.ExitCode == 0, result.Errors);
            return InkModel.Load(Path.Combine(folder, "last.safetensors"));
        }
    }

    [Fact]
    public void ModelWithATextWindow_LearnsFromOwnInkWithoutTexts()
    {
        string data = bases.WriteInk("text-ink", 1, lines: 4), run = bases.At("with-window");

        TrainerProgram.Result result = bases.Train("--data", data, "--from", bases.WithWindow, "--run", run, "--epochs", "2");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("text window stays as it is", result.Errors);
        Assert.NotNull(InkModel.Load(Path.Combine(run, "last.safetensors")).Config.TextWindow);
    }

    [Fact]
    public void Card_HasTheGivenSentences_AndIsOverwrittenOnlyWithYes()
    {
        string data = bases.WriteInk("card-ink", 1, lines: 10), run = bases.At("carded"), output = bases.At("my own.safetensors");
        Assert.Equal(0, bases.Train("--data", data, "--from", bases.Plain, "--run", run, "--epochs", "1").ExitCode);
        string[] publish =
        [
            "publish", "--run", run, "--data", data, "--out", output, "--data-name", "Ten lines <b>of mine</b>", "--licence", "CC0",
            "--note", "Written in June.",
        ];

        TrainerProgram.Result first = bases.Run(publish), again = bases.Run(publish), forced = bases.Run([.. publish, "--yes"]);

        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--yes", again.Errors);
        Assert.Equal(0, forced.ExitCode);
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

        TrainerProgram.Result sampled = bases.Run(
            "sample", "--model", bases.Plain, "--prime", ink, "--steps", "10", "--out", bases.At("primed.svg"));
        TrainerProgram.Result segmented = bases.Run(
            "segment", "--model", bases.Plain, "--ink", ink, "--out", bases.At("segments.json"), "--json");

        Assert.True(sampled.ExitCode == 0 && segmented.ExitCode == 0, sampled.Errors + segmented.Errors);
        Assert.Contains("times as large", segmented.Errors);
        Assert.InRange(segmented.Json.GetProperty("points").GetInt32(), 300, 500);
    }

    [Fact]
    public void Segment_PrintsWhatWasSkipped()
    {
        string file = Assert.Single(Directory.GetFiles(bases.WriteInk("skipped", 1, lines: 1))), ink = bases.At("skipped.inkml");
        File.WriteAllText(ink, File.ReadAllText(file).Replace("</ink>", "<trace></trace></ink>"));

        TrainerProgram.Result result = bases.Run("segment", "--model", bases.Plain, "--ink", ink, "--out", bases.At("skipped.json"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 trace without points", result.Errors);
    }

    [Fact]
    public void InkWithoutHeight_IsAnErrorWithoutAStack()
    {
        string data = bases.WriteInk("flat", 1, lines: 10, height: 0), run = bases.At("flat-run");

        TrainerProgram.Result result = bases.Train("--data", data, "--run", run, "--epochs", "1", "--layers", "2", "--hidden", "8");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("same y", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void FolderGivenAsAModel_IsAnErrorThatNamesTheModelInIt()
    {
        TrainerProgram.Result result = bases.Run("evaluate", "--model", bases.At("plain-run"), "--data", bases.Lines.Folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{bases.At("plain-run")}' is a folder", result.Errors);
        Assert.Contains("best.safetensors", result.Errors);
    }

    private static string Name(string kind, double scale) => FormattableString.Invariant($"{kind}-{scale}");

    /// <summary>Two tiny models of scribbled lines: one without a text window, and one with.</summary>
    public sealed class BaseModels : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-own-hand-").FullName;

        public BaseModels()
        {
            string[] small = ["--layers", "2", "--hidden", "8", "--batch", "4", "--epochs", "1"];
            Expect(Train(["--data", Lines.Folder, "--run", At("plain-run"), .. small]));
            File.Copy(At("plain-run/best.safetensors"), Plain);
            Directory.CreateDirectory(At("texts"));
            for (int line = 0; line < 24; line++)
                File.WriteAllText(At($"texts/s{line:00}-000u.txt"), "OCR:\n\nfour words\n\nCSR:\n\nfour words\n");
            Expect(Train(["--data", Lines.Folder, "--text", At("texts"), "--run", At("window-run"), .. small]));

            static void Expect(TrainerProgram.Result result) => Assert.True(result.ExitCode == 0, result.Errors);
        }

        internal ScribbledLines Lines { get; } = new(24);

        public string Plain => At("plain.safetensors");

        public string WithWindow => At("window-run/best.safetensors");

        public string At(string name) => Path.Combine(_folder, name);

        internal TrainerProgram.Result Run(params string[] arguments) => TrainerProgram.Run(_folder, arguments);

        internal TrainerProgram.Result Train(params string[] arguments) =>
            Run(["train", "--evaluate-from", "0", "--keep-history", "0", "--device", "cpu", .. arguments]);

        /// <summary>Writes a folder of InkML files with one line each.</summary>
        public string WriteInk(string name, double scale, int lines, double height = 100)
        {
            string folder = Directory.CreateDirectory(At(name)).FullName;
            for (int line = 0; line < lines; line++)
            {
                var xml = new StringBuilder("<ink xmlns=\"http://www.w3.org/2003/InkML\"><traceFormat>"
                    + "<channel name=\"X\" type=\"decimal\"/><channel name=\"Y\" type=\"decimal\"/>"
                    + "<channel name=\"T\" type=\"decimal\" units=\"s\"/></traceFormat>");
                for (int point = 0; point < 350; point++)
                {
                    if (point % 50 == 0) xml.Append(point == 0 ? "<trace>" : "</trace><trace>");
                    double x = ((9 + (0.01 * line)) * point) + (40 * Math.Cos(0.31 * point));
                    double y = height * Math.Sin((0.3 + (0.004 * line)) * point);
                    xml.Append(
                        CultureInfo.InvariantCulture, $"{(point % 50 == 0 ? "" : ", ")}{x * scale:R} {y * scale:R} {0.015 * point:F3}");
                }

                File.WriteAllText(Path.Combine(folder, $"own-{line:00}.inkml"), xml.Append("</trace></ink>").ToString());
            }

            return folder;
        }

        public void Dispose()
        {
            Lines.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
