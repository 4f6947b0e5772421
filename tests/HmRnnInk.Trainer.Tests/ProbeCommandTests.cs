namespace HmRnnInk.Trainer.Tests;

public sealed class ProbeCommandTests() : TrainedRuns(words: true)
{
    [Fact]
    public void StateOfAnLstm_ShowsLandmarksThatTheRowDoesNot()
    {
        string texts = WriteTexts("texts", Enumerable.Repeat("four words are here", 24));
        JsonElement json = Probe("lstm", "--text", texts, "--split", "all", "--fit-lines", "12").Json;
        JsonElement[] rows = json.Rows();

        Assert.Equal(
            from source in (string[])["state", "input"]
            from landmark in (string[])["pen-up", "speed minimum", "vertical turn", "word gap"]
            select (source, landmark),
            rows.Select(row => (row.Text("source"), row.Text("landmark"))));
        // The probe is not measured on the lines that it is fitted on.
        Assert.Equal((12, 12), (json.GetProperty("lines").GetInt32(), json.GetProperty("fitLines").GetInt32()));
        Assert.Equal(12, json.GetProperty("wordGapLines").GetProperty("used").GetInt32());
        // A row shows pen-ups and, by its wide step, word gaps. A vertical turn can only be seen from earlier rows.
        Assert.True(F1("input", "pen-up") > 0.95);
        Assert.True(F1("input", "word gap") > 0.95);
        Assert.True(F1("state", "vertical turn") > F1("input", "vertical turn"));
        Assert.All(rows, row => Assert.InRange(row.Number("f1Shifted"), 0, 1));

        double F1(string source, string landmark) =>
            rows.Single(row => row.Text("source") == source && row.Text("landmark") == landmark).Number("f1");
    }

    [Fact]
    public void WithoutTranscripts_OnlyLandmarksOfInkAreProbed_Reproducibly()
    {
        JsonElement one = Probe("hm-lstm", "--fit-lines", "10").Json, again = ProbeAgain("hm-lstm", "--fit-lines", "10").Json;

        Assert.Equal(6, one.Rows().Length);
        Assert.Equal(one.ToString(), again.ToString());
    }

    [Fact]
    public void NoLinesLeftToMeasureOn_IsRejected() => Probe("hm-lstm", "--split", "train").AssertFailure(1, "--fit-lines");

    /// <summary>Trains a model with this cell, and probes it.</summary>
    private TrainerProgram.Result Probe(string cell, params string[] arguments)
    {
        TrainExactly(cell, "--cell", cell, "--layers", "2", "--hidden", "16", "--batch", "4", "--epochs", "1").AssertSuccess();
        return ProbeAgain(cell, arguments);
    }

    private TrainerProgram.Result ProbeAgain(string cell, params string[] arguments) =>
        RunOn(cell, "probe", ["--json", .. arguments]);
}
