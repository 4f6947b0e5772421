namespace HmRnnInk.Trainer.Tests;

/// <summary>Training models of characters.</summary>
public sealed class CharactersTests : TrainedRuns
{
    public CharactersTests() => File.WriteAllText(TextFile, SyntheticText(6_000));

    private string TextFile => At("text.txt");

    [Theory]
    [InlineData("hm-lstm", "3")]
    [InlineData("lstm", "1")]
    public void Training_BeatsTheEntropyOfCharacterFrequencies(string cell, string layers)
    {
        TrainerProgram.Result result = Train("run", "--cell", cell, "--layers", layers, "--batch", "4", "--epochs", "6", "--json");
        string text = File.ReadAllText(TextFile);
        IEnumerable<double> frequencies = text.CountBy(character => character).Select(pair => pair.Value / (double)text.Length);
        double entropy = frequencies.Sum(frequency => -frequency * Math.Log2(frequency));

        double best = result.Json.Number("bestBitsPerCharacter");
        Assert.InRange(best, 0.5, 0.8 * entropy);
        Assert.Equal(Metrics("run").Min(record => record.Number("validationBitsPerCharacter")), best);
        InkModel model = InkModel.LoadOfCharacters(At("run/best.safetensors"));
        Assert.Equal(CharacterAlphabet.Of(text).Symbols, model.Config.Alphabet);
        Assert.Contains("bits/character", result.Errors);
    }

    [Fact]
    public void AnHmLstmWithOneLayer_IsRefused()
    {
        Train("run", "--layers", "1", "--epochs", "1").AssertFailure(1, "--layers: an HM-LSTM has at least 2");
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void ResumedWithinAnEpoch_EndsWithTheSameWeightsAsAnUninterruptedRun()
    {
        // Streams of 2700 characters make three batches per epoch, so the run is interrupted within an epoch and the state must be saved.
        string[] options = ["--batch", "2", "--epochs", "3", "--checkpoint-minutes", "0", "--recurrent-dropout", "0.1"];
        Train("whole", options).AssertSuccess();
        TrainAndKill("killed", options);
        Train("killed", "--epochs", "3", "--resume").AssertSuccess();
        AssertSameWeights("whole", "killed");
    }

    [Fact]
    public void DetectorsTaughtSpaces_FireAtSpaces()
    {
        Train(
            "run", "--epochs", "4", "--batch", "4", "--taught-boundaries", "space", "none", "--taught-boundary-weight", "1",
            "--detector-rate-share", "1", "--slope-start", "1").AssertSuccess();
        string model = LastModel("run");
        JsonElement[] rows = Run("boundaries", "--model", model, "--characters", TextFile, "--split", "test", "--json").Json.Rows();
        Assert.Equal([(1, "space"), (1, "sentence end"), (2, "space"), (2, "sentence end")],
            rows.Select(row => (row.GetProperty("layer").GetInt32(), row.Text("landmark"))));
        JsonElement space = rows[0];
        Assert.InRange(space.Number("f1"), 0.95, 1);
        Assert.InRange(space.Number("precisionRandom"), 0.3, 0.8);
        Assert.InRange(space.Number("f1"), space.Number("f1Periodic"), 1);
        Assert.InRange(space.Numbers("offsets")[2], 0.9, 1);

        JsonElement torch = Evaluate("torch"), simd = Evaluate("simd");
        Assert.Equal(torch.Number("characters"), simd.Number("characters"));
        // TorchSharp reads the part as 32 streams, each from the zero state; the step engine reads it as a single stream.
        Assert.Equal(torch.Number("bitsPerCharacter"), simd.Number("bitsPerCharacter"), 0.5);
        Assert.Equal(space.Number("boundaryRate"), torch.Numbers("boundaryRates")[0], 0.02);

        JsonElement Evaluate(string engine) =>
            Run("evaluate", "--model", model, "--characters", TextFile, "--engine", engine, "--json").Json;
    }

    [Fact]
    public void ForcedBoundaries_FollowTheRules()
    {
        Train("run", "--epochs", "1", "--batch", "4", "--forced-boundaries", "space", "sentence-end").AssertSuccess();
        string text = File.ReadAllText(TextFile), part = text[(text.Length * 9 / 10)..(text.Length * 19 / 20)];
        double[] rates = Metrics("run").Last().Numbers("boundaryRates");
        Assert.Equal(part.Count(character => character == ' ') / (double)part.Length, rates[0], 0.01);
        Assert.Equal(part.Count(character => character == '.') / (double)part.Length, rates[1], 0.01);

        Run("boundaries", "--model", LastModel("run"), "--characters", TextFile).AssertFailure(1, "control");
    }

    [Fact]
    public void OtherCommands_RejectAModelOfCharacters()
    {
        Train("run", "--epochs", "1").AssertSuccess();
        string model = LastModel("run");
        foreach (string[] command in (string[][])
        [
            ["sample", "--model", model, "--out", At("a.svg")],
            ["evaluate", "--model", model, "--data", Lines],
            ["parity", "--model", model, "--data", Lines],
            ["train", "--data", Lines, "--from", model, "--epochs", "1"],
            ["publish", "--run", At("run"), "--data", Lines, "--out", At("a.safetensors")],
        ])
            Run(command).AssertFailure(1, "model of characters");

        Run("train", "--data", Lines, "--run", At("run"), "--resume", "--epochs", "2").AssertFailure(1, "--characters");
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
        File.WriteAllBytes(TextFile, text);
        Train("run", "--epochs", "1").AssertFailure(1, messages);
        Assert.False(Directory.Exists(At("run")));
    }

    internal override InkModel Load(string run) => InkModel.LoadOfCharacters(LastModel(run));

    private protected override string[] Arguments(string run) =>
    [
        "train", "--characters", TextFile, "--run", At(run), "--hidden", "16", "--window", "50", "--learning-rate", "1e-2",
        "--warm-up", "0.1",
    ];
}
