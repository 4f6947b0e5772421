using System.Text.Json;
using HmRnnInk.Model;
using HmRnnInk.Tests;

namespace HmRnnInk.Trainer.Tests;

/// <summary>Training models of characters.</summary>
public sealed class CharactersTests : FolderTests
{
    public CharactersTests() => File.WriteAllText(Text, SyntheticText(6_000));

    private string Text => Path.Combine(Folder, "text.txt");

    [Theory]
    [InlineData("hm-lstm", "3")]
    [InlineData("lstm", "1")]
    public void Training_BeatsTheEntropyOfCharacterFrequencies(string cell, string layers)
    {
        TrainerProgram.Result result = Train("run", "--cell", cell, "--layers", layers, "--batch", "4", "--epochs", "6", "--json");
        Assert.True(result.ExitCode == 0, result.Errors);
        string text = File.ReadAllText(Text);
        IEnumerable<double> frequencies = text.CountBy(character => character).Select(pair => pair.Value / (double)text.Length);
        double entropy = frequencies.Sum(frequency => -frequency * Math.Log2(frequency));

        double best = result.Json.GetProperty("bestBitsPerCharacter").GetDouble();
        Assert.InRange(best, 0.5, 0.8 * entropy);
        Assert.Equal(Metrics("run").Min(record => record.GetProperty("validationBitsPerCharacter").GetDouble()), best);
        InkModel model = InkModel.LoadOfCharacters(Path.Combine(Folder, "run", "best.safetensors"));
        Assert.Equal(CharacterAlphabet.Of(text).Symbols, model.Config.Alphabet);
        Assert.Contains("bits/character", result.Errors);
    }

    [Fact]
    public void AnHmLstmWithOneLayer_IsRefused()
    {
        TrainerProgram.Result result = Train("run", "--layers", "1", "--epochs", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--layers: an HM-LSTM has at least 2", result.Errors);
        Assert.False(Directory.Exists(Path.Combine(Folder, "run")));
    }

    [Fact]
    public void ResumedWithinAnEpoch_EndsWithTheSameWeightsAsAnUninterruptedRun()
    {
        // Streams of 2700 characters make three batches per epoch, so the run is interrupted within an epoch and the state must be saved.
        string[] options = ["--batch", "2", "--epochs", "3", "--checkpoint-minutes", "0", "--recurrent-dropout", "0.1"];
        Assert.Equal(0, Train("whole", options).ExitCode);
        using (TrainerProgram killed = TrainerProgram.Start(Folder, [.. Arguments("killed"), .. options]))
        {
            killed.WaitForFile(Path.Combine(Folder, "killed", "last.checkpoint"));
            killed.Kill();
            killed.Wait();
        }

        Assert.False(File.Exists(Path.Combine(Folder, "killed", "last.safetensors")));
        TrainerProgram.Result resumed = Train("killed", "--epochs", "3", "--resume");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        InkModel expected = InkModel.LoadOfCharacters(Path.Combine(Folder, "whole", "last.safetensors"));
        InkModel actual = InkModel.LoadOfCharacters(Path.Combine(Folder, "killed", "last.safetensors"));
        Assert.All(expected.Weights, weight => Assert.Equal(weight.Value, actual.Weights[weight.Key]));
    }

    [Fact]
    public void DetectorsTaughtSpaces_FireAtSpaces()
    {
        TrainerProgram.Result trained = Train(
            "run", "--epochs", "4", "--batch", "4", "--taught-boundaries", "space", "none", "--taught-boundary-weight", "1",
            "--detector-rate-share", "1", "--slope-start", "1");
        Assert.True(trained.ExitCode == 0, trained.Errors);
        string model = Path.Combine(Folder, "run", "last.safetensors");
        TrainerProgram.Result result = TrainerProgram.Run(
            Folder, "boundaries", "--model", model, "--characters", Text, "--split", "test", "--json");
        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal([(1, "space"), (1, "sentence end"), (2, "space"), (2, "sentence end")],
            rows.Select(row => (row.GetProperty("layer").GetInt32(), row.GetProperty("landmark").GetString()!)));
        JsonElement space = rows[0];
        Assert.InRange(space.GetProperty("f1").GetDouble(), 0.95, 1);
        Assert.InRange(space.GetProperty("precisionRandom").GetDouble(), 0.3, 0.8);
        Assert.InRange(space.GetProperty("f1").GetDouble(), space.GetProperty("f1Periodic").GetDouble(), 1);
        Assert.InRange(space.GetProperty("offsets")[2].GetDouble(), 0.9, 1);

        JsonElement torch = Evaluate("torch"), simd = Evaluate("simd");
        Assert.Equal(torch.GetProperty("characters").GetInt64(), simd.GetProperty("characters").GetInt64());
        // TorchSharp reads the part as 32 streams, each from the zero state; the step engine reads it as a single stream.
        Assert.Equal(torch.GetProperty("bitsPerCharacter").GetDouble(), simd.GetProperty("bitsPerCharacter").GetDouble(), 0.5);
        Assert.Equal(space.GetProperty("boundaryRate").GetDouble(), torch.GetProperty("boundaryRates")[0].GetDouble(), 0.02);

        JsonElement Evaluate(string engine) =>
            TrainerProgram.Run(Folder, "evaluate", "--model", model, "--characters", Text, "--engine", engine, "--json").Json;
    }

    [Fact]
    public void ForcedBoundaries_FollowTheRules()
    {
        TrainerProgram.Result trained = Train("run", "--epochs", "1", "--batch", "4", "--forced-boundaries", "space", "sentence-end");
        Assert.True(trained.ExitCode == 0, trained.Errors);
        string text = File.ReadAllText(Text), part = text[(text.Length * 9 / 10)..(text.Length * 19 / 20)];
        double[] rates = [.. Metrics("run").Last().GetProperty("boundaryRates").EnumerateArray().Select(rate => rate.GetDouble())];
        Assert.Equal(part.Count(character => character == ' ') / (double)part.Length, rates[0], 0.01);
        Assert.Equal(part.Count(character => character == '.') / (double)part.Length, rates[1], 0.01);

        TrainerProgram.Result rejected = TrainerProgram.Run(
            Folder, "boundaries", "--model", Path.Combine(Folder, "run", "last.safetensors"), "--characters", Text);
        Assert.Equal(1, rejected.ExitCode);
        Assert.Contains("control", rejected.Errors);
    }

    [Fact]
    public void OtherCommands_RejectAModelOfCharacters()
    {
        Assert.Equal(0, Train("run", "--epochs", "1").ExitCode);
        using var lines = new ScribbledLines(24);
        string model = Path.Combine(Folder, "run", "last.safetensors");
        foreach (string[] command in (string[][])
        [
            ["sample", "--model", model, "--out", Path.Combine(Folder, "a.svg")],
            ["evaluate", "--model", model, "--data", lines.Folder],
            ["parity", "--model", model, "--data", lines.Folder],
            ["train", "--data", lines.Folder, "--from", model, "--epochs", "1"],
            ["publish", "--run", Path.Combine(Folder, "run"), "--data", lines.Folder, "--out", Path.Combine(Folder, "a.safetensors")],
        ])
        {
            TrainerProgram.Result result = TrainerProgram.Run(Folder, command);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("model of characters", result.Errors);
        }

        TrainerProgram.Result resumed = TrainerProgram.Run(
            Folder, "train", "--data", lines.Folder, "--run", Path.Combine(Folder, "run"), "--resume", "--epochs", "2");
        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("--characters", resumed.Errors);
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("too short", "9 characters")]
    public void TextThatIsTooShort_IsRejected(string text, string message) =>
        AssertRejected(System.Text.Encoding.UTF8.GetBytes(text), message);

    [Fact]
    public void FileThatIsNotText_IsRejected()
    {
        AssertRejected([.. Enumerable.Repeat((byte)'a', 2000), 0xff], "byte 2000", "UTF-8");
        AssertRejected([.. Enumerable.Repeat((byte)'a', 2000), 0], "character 2000", "zero");
    }

    [Theory]
    [InlineData("--data", "lines")]
    [InlineData("--dequantise", "true")]
    [InlineData("--line-scaling", "0.1")]
    [InlineData("--taught-boundaries", "pen-up")]
    public void UsageError_ExitsWithTwo(string option, string value)
    {
        TrainerProgram.Result result = Train("run", "--epochs", "1", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, result.Errors + result.Output);
    }

    /// <summary>Random sentences from a small vocabulary of random words.</summary>
    private static string SyntheticText(int characters)
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 12).Select(_ => new string(random.GetItems<char>("abcdefghijkl", random.Next(2, 7))))];
        var text = new System.Text.StringBuilder();
        while (text.Length < characters) text.AppendJoin(' ', random.GetItems(words, random.Next(4, 9))).Append(". ");
        return text.ToString(0, characters);
    }

    private void AssertRejected(byte[] text, params string[] messages)
    {
        File.WriteAllBytes(Text, text);
        TrainerProgram.Result result = Train("run", "--epochs", "1");
        Assert.Equal(1, result.ExitCode);
        Assert.All(messages, message => Assert.Contains(message, result.Errors));
        Assert.False(Directory.Exists(Path.Combine(Folder, "run")));
    }

    private string[] Arguments(string run) =>
    [
        "train", "--characters", Text, "--run", Path.Combine(Folder, run), "--hidden", "16", "--window", "50", "--learning-rate", "1e-2",
        "--warm-up", "0.1",
    ];

    private TrainerProgram.Result Train(string run, params string[] more) => TrainerProgram.Run(Folder, [.. Arguments(run), .. more]);

    private IEnumerable<JsonElement> Metrics(string run) =>
        File.ReadLines(Path.Combine(Folder, run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
}
