namespace HmRnnInk.Trainer.Tests;

/// <summary>The commands with which a model learns to write given texts, and writes them.</summary>
public sealed class TextModeTests(TextModeTests.TrainedOnTexts trained) : IClassFixture<TextModeTests.TrainedOnTexts>
{
    [Fact]
    public void Run_HasAWindowOverTheTextsCharacters_AndFiguresWithTexts()
    {
        TextWindow window = trained.Load("trained").Config.TextWindow!;
        Assert.Equal(" adefhorsuw\ufffd", window.Alphabet); // of "four words are here"; the crossed-out # is none of them
        Assert.Equal((10, WindowAdvance.Steps), (window.Components, window.Advance));
        Assert.True(double.IsFinite(trained.Metrics("trained").Last().Number("validationNatsPerSequenceWithText")));
    }

    [Fact]
    public void LinesWithoutAText_AreCountedAndListed()
    {
        Assert.Contains(
            "22 lines have a text, 21 of them with clear word gaps. 2 lines have no text, 1 of them because the text does not fit",
            trained.Errors);
        string[] listed = File.ReadAllLines(trained.At("trained/texts-left-out.txt"));
        Assert.Equal(2, listed.Length);
        Assert.Equal("s23-000u: 1 lines: 1 lines of ink, 2 of text", listed[0]);
        Assert.StartsWith("s22-000u-01: ", listed[1]);
        Assert.Contains("points a character ('a')", listed[1]);
    }

    [Fact]
    public void ResumedRun_EndsWithTheSameWeights()
    {
        // The only schedule under which the first half of a run does not depend on the run's length.
        string[] plateau = ["--schedule", "plateau", "--warm-up", "0"];
        trained.Train("halves", ["--epochs", "1", .. plateau]).AssertSuccess();
        trained.Train("halves", "--epochs", "2", "--resume").AssertSuccess();
        trained.Train("whole", ["--epochs", "2", .. plateau]).AssertSuccess();
        trained.AssertSameWeights("whole", "halves");
    }

    [Fact]
    public void Resume_WithoutTheTextsOrWithOthers_IsRefused()
    {
        string others = trained.WriteTexts("others", Enumerable.Repeat("other words than these", 24));
        trained.TrainExactly("trained", "--resume", "--epochs", "2")
            .AssertFailure(1, "has a text window. Use the texts of its lines for --text");
        trained.TrainExactly("trained", "--text", others, "--resume", "--epochs", "2").AssertFailure(1, "was trained on other texts");
    }

    [Fact]
    public void TrainingWithTextsFromAModelWithoutAWindow_AddsOne()
    {
        trained.TrainExactly("plain", ["--epochs", "1", .. TrainedOnTexts.Small]).AssertSuccess();
        trained.Train("windowed", "--epochs", "1", "--from", trained.At("plain")).AssertSuccess();
        Assert.NotNull(trained.Load("windowed").Config.TextWindow);
    }

    [Fact]
    public void Sample_WritesTheText_NamesUnknownCharacters_AndSaysHowItEnded()
    {
        string output = trained.At("text.svg");
        TrainerProgram.Result result = trained.Run(
            "sample", "--model", trained.LastModel("trained"), "--text", "four Xs",
            "--prime", trained.At("lines/s00-000u-01.xml"), "--out", output, "--json");
        JsonElement json = result.Json;

        Assert.True(File.Exists(output));
        Assert.Equal("X", json.Text("unknownCharacters"));
        Assert.Contains("the model does not know 'X'", result.Errors);
        string stop = json.Text("stop");
        Assert.Contains(stop, (string[])["finished", "stuck", "out-of-rows"]);
        Assert.Equal(stop == "stuck", result.Errors.Contains("the pen is stuck at character"));
        Assert.Equal(7, json.Numbers("pointsAtCharacter").Length);
        Assert.InRange(json.Number("pointsWritten"), 1, 80 * 9);
        Assert.Equal(304, json.Number("pointsRead"));
    }

    [Fact]
    public void ModelWithoutAWindow_RefusesTextsByName()
    {
        string path = trained.At("plain.safetensors");
        InkModel with = trained.Load("trained");
        ModelConfig config = with.Config with { TextWindow = null };
        var weights = config.Tensors().ToDictionary(tensor => tensor.Name, tensor => with.Weights[tensor.Name]);
        new InkModel(with.Metadata with { Config = config }, weights).Save(path);
        const string Message = "plain.safetensors' has no text window";
        trained.Run("sample", "--model", path, "--text", "four", "--out", trained.At("no.svg")).AssertFailure(1, Message);
        trained.Run("evaluate", "--model", path, "--data", trained.Lines, "--text", trained.Texts, "--split", "all")
            .AssertFailure(1, Message);
    }

    [Theory]
    [InlineData("torch")]
    [InlineData("simd")]
    public void Evaluate_ReportsNatsWithAndWithoutTexts(string engine)
    {
        JsonElement json = RunWithTexts("evaluate", "--split", "all", "--engine", engine, "--json").Json;
        Assert.Equal(22, json.Number("sequencesWithText"));
        Assert.NotEqual(json.Number("natsPerSequenceWithText"), json.Number("natsPerSequenceWithoutText"));
    }

    [Fact]
    public void Recogniser_MeasuresLegibilityAndEndsOfLetters_AndTheCardHasTheLegibility()
    {
        string reader = trained.At("reader");
        JsonElement made = trained.Run(
            "recogniser", "--data", trained.Lines, "--text", trained.Texts,
            "--out", reader, "--hidden", "8", "--epochs", "1", "--json").Json;
        Assert.Equal(1, made.Number("passes"));
        Assert.True(made.Number("validationCharacterErrorRate") >= 0);

        JsonElement json = RunWithTexts(
            "legibility", "--recogniser", reader, "--split", "all", "--lines", "3", "--bias", "0", "1", "--candidates", "2", "--json").Json;

        Assert.Equal(2, json.Number("candidates"));
        JsonElement[] rows = json.Rows();
        Assert.Equal(
            ["real False", "model 0 False", "model 1 False", "real True", "model 0 True", "model 1 True"],
            rows.Select(row => $"{row.Text("source")}{Bias(row)} {row.GetProperty("primed").GetBoolean()}"));
        Assert.All(rows, row =>
        {
            Assert.Equal(3, row.Number("lines"));
            Assert.InRange(row.Number("characterErrorRate"), 0, 10);
            Assert.InRange(row.Number("wordFaultShare"), 0, 1);
        });

        JsonElement boundaries = RunWithTexts("boundaries", "--recogniser", reader, "--split", "all", "--json").Json;
        Assert.Equal(
            ["pen-up", "speed minimum", "vertical turn", "word gap", "letter", "letter (window)"],
            boundaries.Rows().Take(6).Select(row => row.Text("landmark")));

        trained.Run(
            "publish", "--run", trained.At("trained"), "--data", trained.Lines, "--text", trained.Texts,
            "--recogniser", reader, "--out", trained.At("published.safetensors")).AssertSuccess();
        string card = File.ReadAllText(trained.At("published.md"));
        Assert.Matches(@"\| with the text of the line \| without \|\n\|---\|---\|\n\| -?\d+\.\d \| -?\d+\.\d \|\n", card);
        Assert.Matches(@"\n\| person \|( \d+\.\d % \|){2}  \|( \d+\.\d % \|){2}  \|\n", card);
        Assert.Matches(@"\n\| model, bias 0\.5 \|( \d+\.\d % \|){6}\n", card);

        static string Bias(JsonElement row) =>
            row.GetProperty("bias") is { ValueKind: JsonValueKind.Number } bias ? $" {bias.GetDouble()}" : "";
    }

    [Fact]
    public void Legibility_RefusesAnotherFileForTheRecogniser() =>
        RunWithTexts("legibility", "--recogniser", trained.LastModel("trained")).AssertFailure(1, "is not a recogniser");

    private TrainerProgram.Result RunWithTexts(string command, params string[] options) =>
        trained.RunOn("trained", command, ["--text", trained.Texts, .. options]);

    /// <summary>A tiny model trained with texts.</summary>
    public sealed class TrainedOnTexts : TrainedRuns
    {
        internal static readonly string[] Small =
            ["--hidden", "16", "--layers", "3", "--batch", "8", "--evaluate-lines", "4", "--device", "cpu"];

        public TrainedOnTexts()
            : base(words: true)
        {
            // One line whose words do not fit its gaps, one whose text is too short for its ink, and a form with one line too many.
            Texts = WriteTexts(
                "texts", [.. Enumerable.Repeat("four words are here", 21), "four words are here #", "a", "two\nlines"]);
            Errors = Train("trained", "--epochs", "1").AssertSuccess().Errors;
        }

        /// <summary>The folder of the transcripts.</summary>
        public string Texts { get; }

        public string Errors { get; }

        private protected override string[] Arguments(string run) =>
            ["train", "--data", Lines, "--text", Texts, "--run", At(run), .. Small];
    }
}
