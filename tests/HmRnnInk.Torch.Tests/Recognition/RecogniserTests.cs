using System.Text;
using HmRnnInk.Torch.Recognition;

namespace HmRnnInk.Torch.Tests.Recognition;

public sealed class RecogniserTests : FolderTests
{
    private const int RowsOfALetter = 11;

    [Fact]
    public void Recogniser_LearnsToReadTwoLetters_AndRoundTrips()
    {
        (InkLine Line, string Text)[] lines = [.. Enumerable.Range(0, 48).Select(Write)];
        TranscribedLines texts = new(lines.ToDictionary(line => line.Line.Id, line => new TranscribedLine([line.Text], [])), [], []);
        InkLine[] ink = [.. lines.Select(line => line.Line)];
        var losses = new List<double>();
        var training = new RecogniserTraining(Small with { Hidden = 16 }, texts) { Batch = 8, LearningRate = 1e-2, ValidationLines = 8 };

        using Recogniser best = training.Run(
            new(ink[..40], ink[40..], []), passes => passes / 60, CancellationToken.None, (_, loss, _) => losses.Add(loss));

        Assert.Equal(60, losses.Count);
        Assert.True(losses[^1] < losses[0] / 3, $"{losses[0]} to {losses[^1]} nats a character");
        Assert.InRange(best.Settings.ValidationCharacterErrorRate, 0, 0.2);
        string path = Path.Combine(Folder, "reader");
        best.Save(path);
        using var loaded = Recogniser.Load(path);
        Assert.Equal(best.Settings, loaded.Settings);
        Assert.All(ink[40..], line => Assert.Equal(best.ReadSymbols(line.Offsets), loaded.ReadSymbols(line.Offsets)));
        (InkLine first, string text) = lines[0];
        IReadOnlyList<(char Symbol, int Row)> read = loaded.ReadSymbols(first.Offsets);
        Assert.Equal(read.Select(symbol => symbol.Row).Order(), read.Select(symbol => symbol.Row));
        Assert.Equal(string.Concat(read.Select(symbol => symbol.Symbol)), loaded.Read(first.Offsets));
        Assert.InRange(EditDistance.Between(text, loaded.Read(first.Offsets)).Distance, 0, 2);
        int[] rows = loaded.Align(first.Offsets, text)!;
        for (int letter = 0; letter < text.Length; letter++)
            Assert.InRange(rows[letter], (letter * RowsOfALetter) - 4, ((letter + 1) * RowsOfALetter) + 4);
        Assert.Null(loaded.Align(first.Offsets[..4], "ababab"));
    }

    [Fact]
    public void TrainingThatIsStoppedBeforeTheFirstBatch_ReturnsARecogniser()
    {
        (InkLine Line, string Text)[] lines = [Write(0), Write(1)];
        TranscribedLines texts = new(lines.ToDictionary(line => line.Line.Id, line => new TranscribedLine([line.Text], [])), [], []);

        using Recogniser untrained = new RecogniserTraining(Small, texts).Run(
            new([lines[0].Line], [lines[1].Line], []), passes => passes, new(canceled: true), (_, _, _) => { });

        Assert.Equal(Small.Alphabet, untrained.Settings.Alphabet);
    }

    [Fact]
    public void Alignment_IsTheMostLikelyOne()
    {
        // Symbols: none, a, b. "aa" needs a step without a character in between. The most likely step of each character counts.
        Assert.Equal([0, 2], CtcAlignment.Of(Log([0.1f, 0.8f, 0.1f], [0.3f, 0.6f, 0.1f], [0.1f, 0.8f, 0.1f]), 3, 3, [1, 1])!);
        float[] probabilities = Log([0.3f, 0.6f, 0.1f], [0.1f, 0.8f, 0.1f], [0.8f, 0.1f, 0.1f], [0.1f, 0.1f, 0.8f]);
        Assert.Equal([1, 3], CtcAlignment.Of(probabilities, 4, 3, [1, 2])!);
        Assert.Equal([0, 1], CtcAlignment.Of(Log([0.4f, 0.3f, 0.3f], [0.4f, 0.3f, 0.3f]), 2, 3, [1, 2])!);
        Assert.Null(CtcAlignment.Of(Log([0.1f, 0.8f, 0.1f], [0.1f, 0.8f, 0.1f]), 2, 3, [1, 1]));
        Assert.Null(CtcAlignment.Of(Log([0.1f, 0.8f, 0.1f]), 1, 3, [1, 2]));

        static float[] Log(params float[][] steps) => [.. steps.SelectMany(step => step).Select(value => MathF.Log(value))];
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else altogether")]
    public void FileThatIsNotARecogniser_IsRefused(string content)
    {
        string path = Path.Combine(Folder, "other");
        File.WriteAllText(path, content);
        Assert.Contains("trainer recogniser", Assert.Throws<InvalidDataException>(() => Recogniser.Load(path)).Message);
    }

    [Fact]
    public void OtherKindsOfFiles_AreNamed()
    {
        string path = Path.Combine(Folder, "other");
        Assert.StartsWith($"'{Folder}' cannot be read: expected a file; this is a folder, a pipe or a device. Use", Refusal(Folder));
        Assert.StartsWith($"'{path}' cannot be read: Could not find file '{path}'. Use", Refusal(path));
        File.WriteAllText(path, "PK\u0003\u0004 and more");
        Assert.Contains(
            "is not a recogniser: it does not begin with the bytes of a recogniser's file; this is a zip archive", Refusal(path));

        static string Refusal(string other) => Assert.Throws<InvalidDataException>(() => Recogniser.Load(other)).Message;
    }

    [Fact]
    public void ChangedFiles_AreReadOrRefused()
    {
        string path = Path.Combine(Folder, "changed");
        using (var small = new Recogniser(Small)) small.Save(path);
        Fuzz.Run([File.ReadAllBytes(path)], file =>
        {
            File.WriteAllBytes(path, file);
            Recogniser.Load(path).Dispose();
        }, [typeof(InvalidDataException)]);
    }

    [Theory]
    [InlineData("\"Hidden\":2", "\"Hidden\":2147483647", "2147483647 units")]
    [InlineData("\"Hidden\":2", "\"Hidden\":4096", "4096 units need more than")]
    [InlineData("\"Hidden\":2", "\"Hidden\":1", "another type or shape")]
    [InlineData("\"DeviationX\":10", "\"DeviationX\":0", "a deviation is not positive")]
    [InlineData("\"Alphabet\":\"ab", "\"Alphabet\":\"aa", "not a recogniser")]
    [InlineData("\"DataSha256\":\"none\"", "\"DataSha256\":null", "DataSha256")]
    public void SettingsThatDoNotFitTheFile_AreRefused(string settings, string changed, string found)
    {
        string path = Path.Combine(Folder, "changed");
        using (var small = new Recogniser(Small)) small.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        byte[] start = reader.ReadBytes(12); // the magic bytes and the version of the format
        string json = reader.ReadString();
        Assert.Contains(settings, json);
        using (var writer = new BinaryWriter(File.Create(path), Encoding.UTF8))
        {
            writer.Write(start);
            writer.Write(json.Replace(settings, changed, StringComparison.Ordinal));
            writer.Write(bytes.AsSpan((int)reader.BaseStream.Position));
        }

        Assert.Contains(found, Assert.Throws<InvalidDataException>(() => Recogniser.Load(path)).Message);
    }

    private static RecogniserSettings Small =>
        new() { Hidden = 2, Alphabet = "ab\ufffd", Normalisation = new(0, 0, 10, 10), DataSha256 = "none" };

    /// <summary>The letter a goes up and down, the letter b to the right and back, with a gap after each.</summary>
    private static (InkLine Line, string Text) Write(int number)
    {
        var random = new Random(number);
        var rows = new List<PenOffset> { default };
        var text = "";
        for (int letter = 0; letter < 4 + random.Next(4); letter++)
        {
            bool isA = random.Next(2) == 0;
            text += isA ? "a" : "b";
            for (int row = 0; row < RowsOfALetter - 1; row++)
            {
                float step = (row < 5 ? 10 : -10) + random.Next(3);
                rows.Add(isA ? new(0, step, row == RowsOfALetter - 2) : new(step, 0, row == RowsOfALetter - 2));
            }

            rows.Add(new(30, 0, false));
        }

        return (new($"a-{number:00}", [.. rows]), text);
    }
}
