using System.Text.Json;
using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Tests;

/// <summary>The commands with which a model learns to write given texts, and writes them.</summary>
public sealed class TextModeTests(TextModeTests.TrainedOnTexts trained) : IClassFixture<TextModeTests.TrainedOnTexts>
{
    [Fact]
    public void Run_HasAWindowOverTheTextsCharacters_AndFiguresWithTexts()
    {
        TextWindow window = InkModel.Load(trained.Path).Config.TextWindow!;
        Assert.Equal(" adefhorsuw\ufffd", window.Alphabet); // of "four words are here"; the crossed-out # is none of them
        Assert.Equal((10, WindowAdvance.Steps), (window.Components, window.Advance));
        JsonElement metrics = JsonDocument.Parse(File.ReadLines(System.IO.Path.Combine(trained.Run, "metrics.jsonl")).Last()).RootElement;
        Assert.True(double.IsFinite(metrics.GetProperty("validationNatsPerSequenceWithText").GetDouble()));
    }

    [Fact]
    public void LinesWithoutAText_AreCountedAndListed()
    {
        Assert.Contains(
            "22 lines have a text, 21 of them with clear word gaps. 2 lines have no text, 1 of them because of their length",
            trained.Errors);
        string[] listed = File.ReadAllLines(System.IO.Path.Combine(trained.Run, "texts-left-out.txt"));
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
        TrainerProgram.Result half = trained.Train("halves", ["--epochs", "1", .. plateau]);
        TrainerProgram.Result rest = trained.Train("halves", "--epochs", "2", "--resume");
        TrainerProgram.Result whole = trained.Train("whole", ["--epochs", "2", .. plateau]);
        Assert.Equal((0, 0, 0), (half.ExitCode, rest.ExitCode, whole.ExitCode));
        InkModel expected = Last("whole"), actual = Last("halves");
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));

        InkModel Last(string run) => InkModel.Load(System.IO.Path.Combine(trained.Folder, run, "last.safetensors"));
    }

    [Fact]
    public void Resume_WithoutTheTextsOrWithOthers_IsRefused()
    {
        string others = trained.WriteTexts("others", _ => "other words than these");
        TrainerProgram.Result without = TrainerProgram.Run(
            trained.Folder, "train", "--data", trained.Lines.Folder, "--run", trained.Run, "--resume", "--epochs", "2");
        TrainerProgram.Result other = TrainerProgram.Run(
            trained.Folder, "train", "--data", trained.Lines.Folder, "--text", others, "--run", trained.Run, "--resume", "--epochs", "2");
        Assert.Equal((1, 1), (without.ExitCode, other.ExitCode));
        Assert.Contains("has a text window. Use the texts of its lines for --text", without.Errors);
        Assert.Contains("was trained on other texts", other.Errors);
    }

    [Theory]
    [InlineData("--text-whole-share", "0.5")]
    [InlineData("--window-advance", "boundaries")]
    public void OptionsOfTexts_NeedTexts(string option, string value)
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "train", "--data", trained.Lines.Folder, "--epochs", "1", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{option} is only valid with --text", result.Errors);
    }

    [Fact]
    public void TrainingWithTextsFromAModelWithoutAWindow_AddsOne()
    {
        string plain = System.IO.Path.Combine(trained.Folder, "plain");
        Assert.Equal(0, TrainerProgram.Run(
            trained.Folder, ["train", "--data", trained.Lines.Folder, "--run", plain, "--epochs", "1", .. TrainedOnTexts.Small]).ExitCode);
        TrainerProgram.Result result = trained.Train("windowed", "--epochs", "1", "--from", plain);
        Assert.Equal(0, result.ExitCode);
        Assert.NotNull(InkModel.Load(System.IO.Path.Combine(trained.Folder, "windowed", "last.safetensors")).Config.TextWindow);
    }

    [Fact]
    public void Sample_WritesTheText_NamesUnknownCharacters_AndSaysHowItEnded()
    {
        string output = System.IO.Path.Combine(trained.Folder, "text.svg");
        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "sample", "--model", trained.Path, "--text", "four Xs",
            "--prime", System.IO.Path.Combine(trained.Lines.Folder, "s00-000u-01.xml"), "--out", output, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(output));
        Assert.Equal("X", result.Json.GetProperty("unknownCharacters").GetString());
        Assert.Contains("the model does not know 'X'", result.Errors);
        string stop = result.Json.GetProperty("stop").GetString()!;
        Assert.Contains(stop, (string[])["finished", "stuck", "out-of-rows"]);
        Assert.Equal(stop == "stuck", result.Errors.Contains("the pen is stuck at character"));
        Assert.Equal(7, result.Json.GetProperty("pointsAtCharacter").GetArrayLength());
        Assert.InRange(result.Json.GetProperty("pointsWritten").GetInt32(), 1, 80 * 9);
        Assert.Equal(304, result.Json.GetProperty("pointsRead").GetInt32());
    }

    [Fact]
    public void ModelWithoutAWindow_RefusesTextsByName()
    {
        string path = System.IO.Path.Combine(trained.Folder, "plain.safetensors");
        InkModel with = InkModel.Load(trained.Path);
        ModelConfig config = with.Config with { TextWindow = null };
        var weights = config.Tensors().ToDictionary(tensor => tensor.Name, tensor => with.Weights[tensor.Name]);
        new InkModel(with.Metadata with { Config = config }, weights).Save(path);
        TrainerProgram.Result sample = TrainerProgram.Run(
            trained.Folder, "sample", "--model", path, "--text", "four", "--out", System.IO.Path.Combine(trained.Folder, "no.svg"));
        TrainerProgram.Result evaluate = TrainerProgram.Run(
            trained.Folder, "evaluate", "--model", path, "--data", trained.Lines.Folder, "--text", trained.Texts, "--split", "all");
        Assert.Equal((1, 1), (sample.ExitCode, evaluate.ExitCode));
        Assert.Contains("plain.safetensors' has no text window", sample.Errors);
        Assert.Contains("plain.safetensors' has no text window", evaluate.Errors);
    }

    [Theory]
    [InlineData("torch")]
    [InlineData("simd")]
    public void Evaluate_ReportsNatsWithAndWithoutTexts(string engine)
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "evaluate", "--model", trained.Path, "--data", trained.Lines.Folder, "--text", trained.Texts, "--split", "all",
            "--engine", engine, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(22, result.Json.GetProperty("sequencesWithText").GetInt32());
        Assert.NotEqual(
            result.Json.GetProperty("natsPerSequenceWithText").GetDouble(),
            result.Json.GetProperty("natsPerSequenceWithoutText").GetDouble());
    }

    [Fact]
    public void Recogniser_MeasuresLegibilityAndEndsOfLetters_AndTheCardHasTheLegibility()
    {
        string reader = System.IO.Path.Combine(trained.Folder, "reader");
        TrainerProgram.Result made = TrainerProgram.Run(
            trained.Folder, "recogniser", "--data", trained.Lines.Folder, "--text", trained.Texts,
            "--out", reader, "--hidden", "8", "--epochs", "1", "--json");
        Assert.Equal(0, made.ExitCode);
        Assert.Equal(1, made.Json.GetProperty("passes").GetInt32());
        Assert.True(made.Json.GetProperty("validationCharacterErrorRate").GetDouble() >= 0);

        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "legibility", "--model", trained.Path, "--recogniser", reader,
            "--data", trained.Lines.Folder, "--text", trained.Texts, "--split", "all", "--lines", "3",
            "--bias", "0", "1", "--candidates", "2", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, result.Json.GetProperty("candidates").GetInt32());
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["real False", "model 0 False", "model 1 False", "real True", "model 0 True", "model 1 True"],
            rows.Select(row => $"{row.GetProperty("source").GetString()}{Bias(row)} {row.GetProperty("primed").GetBoolean()}"));
        Assert.All(rows, row =>
        {
            Assert.Equal(3, row.GetProperty("lines").GetInt32());
            Assert.InRange(row.GetProperty("characterErrorRate").GetDouble(), 0, 10);
            Assert.InRange(row.GetProperty("wordFaultShare").GetDouble(), 0, 1);
        });

        TrainerProgram.Result boundaries = TrainerProgram.Run(
            trained.Folder, "boundaries", "--model", trained.Path, "--recogniser", reader,
            "--data", trained.Lines.Folder, "--text", trained.Texts, "--split", "all", "--json");
        Assert.Equal(0, boundaries.ExitCode);
        Assert.Equal(
            ["pen-up", "speed minimum", "vertical turn", "word gap", "letter", "letter (window)"],
            boundaries.Json.GetProperty("rows").EnumerateArray().Take(6).Select(row => row.GetProperty("landmark").GetString()));

        string output = System.IO.Path.Combine(trained.Folder, "published.safetensors");
        TrainerProgram.Result published = TrainerProgram.Run(
            trained.Folder, "publish", "--run", trained.Run, "--data", trained.Lines.Folder, "--text", trained.Texts,
            "--recogniser", reader, "--out", output);
        Assert.True(published.ExitCode == 0, published.Errors);
        string card = File.ReadAllText(System.IO.Path.ChangeExtension(output, ".md"));
        Assert.Matches(@"\| with the text of the line \| without \|\n\|---\|---\|\n\| -?\d+\.\d \| -?\d+\.\d \|\n", card);
        Assert.Matches(@"\n\| person \|( \d+\.\d % \|){2}  \|( \d+\.\d % \|){2}  \|\n", card);
        Assert.Matches(@"\n\| model, bias 0\.5 \|( \d+\.\d % \|){6}\n", card);

        static string Bias(JsonElement row) =>
            row.GetProperty("bias") is { ValueKind: JsonValueKind.Number } bias ? $" {bias.GetDouble()}" : "";
    }

    [Theory]
    [InlineData("--text")]
    [InlineData("--recogniser")]
    public void Publish_NeedsTextsAndRecogniserTogether(string option)
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "publish", "--run", trained.Run, "--data", trained.Lines.Folder, "--out", "a.safetensors", option, "x");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--text and --recogniser are only valid together", result.Errors);
    }

    [Fact]
    public void Legibility_RefusesAnotherFileForTheRecogniser()
    {
        TrainerProgram.Result result = TrainerProgram.Run(
            trained.Folder, "legibility", "--model", trained.Path, "--recogniser", trained.Path,
            "--data", trained.Lines.Folder, "--text", trained.Texts);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not a recogniser", result.Errors);
    }

    /// <summary>A tiny model trained with texts.</summary>
    public sealed class TrainedOnTexts : IDisposable
    {
        internal static readonly string[] Small =
            ["--hidden", "16", "--layers", "3", "--batch", "8", "--evaluate-lines", "4", "--device", "cpu"];

        public TrainedOnTexts()
        {
            Folder = Directory.CreateTempSubdirectory("hmrnnink-texts-").FullName;
            // One line whose words do not fit its gaps, one whose text is too short for its ink, and a form with one line too many.
            Texts = WriteTexts("texts", form => form switch
            {
                21 => "four words are here #",
                22 => "a",
                23 => "two\nlines",
                _ => "four words are here",
            });
            TrainerProgram.Result result = Train("trained", "--epochs", "1");
            Assert.True(result.ExitCode == 0, result.Errors);
            Errors = result.Errors;
        }

        internal ScribbledLines Lines { get; } = new(24, words: true);

        public string Folder { get; }

        public string Texts { get; }

        public string Errors { get; }

        public string Run => System.IO.Path.Combine(Folder, "trained");

        public string Path => System.IO.Path.Combine(Run, "last.safetensors");

        public string WriteTexts(string name, Func<int, string> text)
        {
            string folder = System.IO.Path.Combine(Folder, name);
            Directory.CreateDirectory(folder);
            for (int form = 0; form < 24; form++)
                File.WriteAllText(System.IO.Path.Combine(folder, $"s{form:00}-000u.txt"), $"OCR:\n\nprint\n\nCSR:\n\n{text(form)}\n");
            return folder;
        }

        internal TrainerProgram.Result Train(string run, params string[] arguments) => TrainerProgram.Run(
            Folder,
            ["train", "--data", Lines.Folder, "--text", Texts, "--run", System.IO.Path.Combine(Folder, run), .. Small, .. arguments]);

        public void Dispose()
        {
            Lines.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
