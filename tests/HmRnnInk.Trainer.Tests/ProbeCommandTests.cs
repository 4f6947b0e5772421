using System.Text.Json;

namespace HmRnnInk.Trainer.Tests;

public sealed class ProbeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-probe-").FullName;

    private readonly ScribbledLines _lines = new(24, words: true);

    public void Dispose()
    {
        _lines.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void StateOfAnLstm_ShowsLandmarksThatTheRowDoesNot()
    {
        string model = Train("lstm"), texts = Path.Combine(_folder, "texts");
        Directory.CreateDirectory(texts);
        for (int line = 0; line < 24; line++)
            File.WriteAllText(Path.Combine(texts, $"s{line:00}-000u.txt"), "CSR:\nfour words are here\n");

        TrainerProgram.Result result = Probe(model, "--text", texts, "--split", "all", "--fit-lines", "12");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] rows = [.. result.Json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            from source in (string[])["state", "input"]
            from landmark in (string[])["pen-up", "speed minimum", "vertical turn", "word gap"]
            select (source, landmark),
            rows.Select(row => (Text(row, "source"), Text(row, "landmark"))));
        // The probe is not measured on the lines that it is fitted on.
        Assert.Equal((12, 12), (result.Json.GetProperty("lines").GetInt32(), result.Json.GetProperty("fitLines").GetInt32()));
        Assert.Equal(12, result.Json.GetProperty("wordGapLines").GetProperty("used").GetInt32());
        // A row shows pen-ups and, by its wide step, word gaps. A vertical turn can only be seen from earlier rows.
        Assert.True(F1("input", "pen-up") > 0.95);
        Assert.True(F1("input", "word gap") > 0.95);
        Assert.True(F1("state", "vertical turn") > F1("input", "vertical turn"));
        Assert.All(rows, row => Assert.InRange(row.GetProperty("f1Shifted").GetDouble(), 0, 1));

        double F1(string source, string landmark) =>
            rows.Single(row => Text(row, "source") == source && Text(row, "landmark") == landmark).GetProperty("f1").GetDouble();
    }

    [Fact]
    public void WithoutTranscripts_OnlyLandmarksOfInkAreProbed_Reproducibly()
    {
        string model = Train("hm-lstm");

        TrainerProgram.Result one = Probe(model, "--fit-lines", "10"), again = Probe(model, "--fit-lines", "10");

        Assert.True(one.ExitCode == 0, one.Errors);
        Assert.Equal(6, one.Json.GetProperty("rows").GetArrayLength());
        Assert.Equal(one.Json.ToString(), again.Json.ToString());
    }

    [Fact]
    public void NoLinesLeftToMeasureOn_IsRejected()
    {
        TrainerProgram.Result result = Probe(Train("hm-lstm"), "--split", "train");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--fit-lines", result.Errors);
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private string Train(string cell)
    {
        string run = Path.Combine(_folder, cell);
        TrainerProgram.Result result = TrainerProgram.Run(
            _folder, "train", "--data", _lines.Folder, "--run", run, "--cell", cell, "--layers", "2", "--hidden", "16", "--batch", "4",
            "--epochs", "1");
        Assert.True(result.ExitCode == 0, result.Errors);
        return Path.Combine(run, "last.safetensors");
    }

    private TrainerProgram.Result Probe(string model, params string[] arguments) =>
        TrainerProgram.Run(_folder, ["probe", "--model", model, "--data", _lines.Folder, "--json", .. arguments]);
}
